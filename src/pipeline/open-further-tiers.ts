import { openEgress } from '../platform/egress.ts'
import type { Log } from '../platform/log.ts'
import { openOnnxTier } from '../understanding/onnx-tier.ts'
import { createRemoteTier, type RemoteSettings } from '../understanding/remote-tier.ts'
import type { Tier } from '../understanding/tier.ts'

/** Readers beyond the house's own, as the operator set them up; both null: none. */
interface FurtherReaders {
  /** The folder of an ONNX model. */
  onnxFolder: string | null
  /** An OpenAI-compatible address. It sees masked text only. */
  remote: RemoteSettings | null
  allowedHosts: readonly string[]
}

/** Opens the readers when they are first asked for. A folder that can't be used is told of in the log, and the others go on. */
export function openFurtherTiers(readers: FurtherReaders, log: Log, now: () => Temporal.Instant): () => Promise<readonly Tier[]> {
  let opened: Promise<readonly Tier[]> | null = null
  return () => (opened ??= open(readers, log, now))
}

async function open({ onnxFolder, remote, allowedHosts }: FurtherReaders, log: Log, now: () => Temporal.Instant): Promise<readonly Tier[]> {
  const tiers: Tier[] = []
  if (onnxFolder !== null)
    try {
      tiers.push(await openOnnxTier(onnxFolder))
    } catch (error) {
      log.error({ err: error }, 'the ONNX model can not be used; understanding goes on without it')
    }
  if (remote) tiers.push(createRemoteTier(remote, { fetch: openEgress({ allow: 'public', hosts: allowedHosts }).fetch, now }))
  return tiers
}
