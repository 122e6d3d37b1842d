import { randomUUID } from 'node:crypto'
import type { TestContext } from 'node:test'
import type { Posted } from '../../../src/domain/incoming.ts'
import type { Json } from '../../../src/domain/network-name.ts'
import type { Outgoing } from '../../../src/domain/outgoing.ts'
import { email } from '../../../src/networks/email/index.ts'
import type { Heard, Line } from '../../../src/networks/network.ts'
import { openEgress } from '../../../src/platform/egress.ts'
import { openLog } from '../../../src/platform/log.ts'
import { openSimulatedEmail, type SimulatedEmail } from '../../../src/rehearsal/email/index.ts'

export const CARE = 'care@aeroandes.test'
export const CARO = 'caro@example.test'

export interface Connected {
  world: SimulatedEmail
  line: Line
  fields: Record<string, string>
}

/** An account and a person on a simulated provider that closes with the test. */
export async function connected(t: TestContext, options: { filesSent?: boolean; settings?: Record<string, Json> } = {}): Promise<Connected> {
  const world = await openSimulatedEmail({ filesSent: options.filesSent ?? true })
  const ending = new AbortController()
  t.after(async () => {
    ending.abort()
    await world.close()
  })
  const fields = await world.openAccount({ handle: CARE, name: 'Aeroandes' })
  await world.openPerson({ handle: CARO, name: 'Carolina M.' })
  const reach = { egress: openEgress({ allow: 'only', hosts: world.hosts }), log: openLog('silent'), signal: ending.signal }
  const { nativeId, handle, name, settings, credentials } = await email.connect(fields, reach)
  const account = { id: '1', network: 'email' as const, nativeId, handle, name, settings: { ...settings, ...options.settings } }
  return { world, fields, line: { ...reach, account, credentials, keep: async () => {} } }
}

/** Listens until `enough` batches say so; everything passes through JSON, as storage would have it. */
export async function hear(line: Line, cursor: Json | null, enough: (heard: Posted[], batches: Heard[]) => boolean) {
  const heard: Posted[] = []
  const batches: Heard[] = []
  const signal = AbortSignal.any([line.signal, AbortSignal.timeout(20_000)])
  for await (const batch of email.listen({ ...line, signal }, cursor)) {
    batches.push(JSON.parse(JSON.stringify(batch)) as Heard)
    for (const item of batch.items)
      heard.push(...email.translate(JSON.parse(JSON.stringify(item)) as Json, line.account).filter((one) => one.kind === 'posted'))
    if (enough(heard, batches)) break
  }
  return { heard, batches, cursor: batches.at(-1)?.cursor ?? null }
}

export function reply(post: Posted, text: string, over: Partial<Outgoing> = {}): Outgoing {
  const { nativeId, threadId, ref = null, author: to, visibility, subject } = post
  return {
    key: randomUUID(),
    visibility,
    text,
    media: [],
    chosenId: null,
    since: Temporal.Now.instant(),
    target: { visibility, nativeId, threadId, ref, to, ...(subject ? { subject } : {}) },
    ...over,
  }
}
