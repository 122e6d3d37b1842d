import type { Context } from '../../context.ts'
import type { NetworkName } from '../../domain/network-name.ts'
import type { Network } from '../../networks/network.ts'
import { batchOf, ingest } from '../../pipeline/ingest.ts'
import { official } from '../../pipeline/queue-reply.ts'
import { linesToHear, type AccountLine } from '../../storage/lines.ts'

/**
 * The network delivers a message once more: each account of ours that hears it listens anew from the beginning, beside its own
 * listener, and what it hears takes the road in again. Throws when no account of ours hears it.
 */
export async function deliverAgain(context: Context, networkName: NetworkName, nativeId: string): Promise<void> {
  const network = context.networks.get(networkName)
  const lines = (await linesToHear(context.db)).filter((line) => line.network === networkName)
  if (!network) throw new Error(`nobody speaks ${networkName}`)
  const heard = await Promise.all(lines.map((line) => hearAgain(context, network, { line, nativeId })))
  if (!heard.includes(true)) throw new Error(`no account of ours hears ${nativeId} on ${networkName}`)
}

/** Ends when it has come, or when there is nothing left to hear. Moves no cursor. */
async function hearAgain(context: Context, network: Network, { line, nativeId }: { line: AccountLine; nativeId: string }): Promise<boolean> {
  const stop = new AbortController()
  const account = { ...official(line), workspaceId: line.workspaceId }
  try {
    for await (const { items } of network.listen(context.openLine(line, stop.signal), null)) {
      if (items.length === 0) return false
      await ingest(context, batchOf(network, account, items))
      if (items.some((raw) => network.translate(raw, account).some((said) => said.kind === 'posted' && said.nativeId === nativeId))) return true
    }
    return false
  } finally {
    stop.abort()
  }
}
