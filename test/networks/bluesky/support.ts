import { randomUUID } from 'node:crypto'
import type { Incoming, Posted } from '../../../src/domain/incoming.ts'
import type { Json, Visibility } from '../../../src/domain/network-name.ts'
import type { Outgoing } from '../../../src/domain/outgoing.ts'
import { bluesky } from '../../../src/networks/bluesky/index.ts'
import type { Line, OfficialAccount } from '../../../src/networks/network.ts'
import { openEgress } from '../../../src/platform/egress.ts'
import { openLog } from '../../../src/platform/log.ts'
import type { SimulatedNetwork } from '../../../src/rehearsal/simulated-network.ts'

/** Connects as the first run does, and keeps credentials as storage would. */
export async function connectTo(world: SimulatedNetwork, fields: Record<string, string>): Promise<Line> {
  const reach = { egress: openEgress({ allow: 'only', hosts: world.hosts }), log: openLog('silent'), signal: new AbortController().signal }
  const { nativeId, handle, name, settings, credentials } = await bluesky.connect(fields, reach)
  const kept = { ...credentials }
  return {
    ...reach,
    account: { id: '1', network: 'bluesky', nativeId, handle, name, settings: { ...settings, pollSeconds: 0.05 } },
    credentials: kept,
    keep: async (renewed) => void Object.assign(kept, renewed),
  }
}

export interface Heard {
  heard: Incoming[]
  batches: Json[][]
  cursor: Json
}

/** Listens until `enough`, through JSON as storage does. Fails after 20 s. */
export async function hear(line: Line, cursor: Json | null, enough: (heard: Incoming[]) => boolean): Promise<Heard> {
  const signal = AbortSignal.timeout(20_000)
  const heard: Incoming[] = []
  const batches: Json[][] = []
  for await (const batch of bluesky.listen({ ...line, signal }, cursor)) {
    const items: Json[] = JSON.parse(JSON.stringify(batch.items))
    if (items.length > 0) batches.push(items)
    heard.push(...items.flatMap((raw) => bluesky.translate(raw, line.account)))
    if (enough(heard)) return { heard, batches, cursor: JSON.parse(JSON.stringify(batch.cursor)) }
  }
  throw new Error(`heard only ${JSON.stringify(heard.map(({ kind, nativeId }) => [kind, nativeId]))}`)
}

export function withText(heard: Incoming[], text: string): Posted | undefined {
  return heard.find((item): item is Posted => item.kind === 'posted' && item.text.includes(text))
}

export async function hearText(line: Line, text: string): Promise<Posted> {
  const { heard } = await hear(line, null, (all) => withText(all, text) !== undefined)
  return withText(heard, text) ?? fail(text)
}

export function answerTo(post: Posted, text: string, us: OfficialAccount, visibility: Visibility = post.visibility): Outgoing {
  const key = randomUUID()
  return {
    key,
    visibility,
    text,
    media: [],
    chosenId: bluesky.chooseId({ key, visibility }, us),
    since: Temporal.Now.instant(),
    target: { visibility: post.visibility, nativeId: post.nativeId, threadId: post.threadId, ref: post.ref ?? null, to: post.author },
  }
}

function fail(text: string): never {
  throw new Error(`not heard: ${text}`)
}
