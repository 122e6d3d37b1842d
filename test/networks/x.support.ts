import pino from 'pino'
import type { Json } from '../../src/domain/network-name.ts'
import type { Incoming, Posted } from '../../src/domain/incoming.ts'
import type { Outgoing } from '../../src/domain/outgoing.ts'
import type { Heard, Line, OfficialAccount, Reach } from '../../src/networks/network.ts'
import { x } from '../../src/networks/x/index.ts'
import { openEgress } from '../../src/platform/egress.ts'
import { openSimulatedX, type SimulatedX } from '../../src/rehearsal/x/index.ts'

/** A rehearsed X with one connected account, @aeroandes, and two people. */
export interface Scene {
  net: SimulatedX
  line: Line
  /** Every set of credentials that was kept, in order. */
  kept: Record<string, string>[]
  /** Requests that left, in order: method and path. */
  requests: string[]
  close(): Promise<void>
}

export async function openScene({
  oauth2 = false,
  rateScale = 1,
  settings = {},
}: { oauth2?: boolean; rateScale?: number; settings?: Record<string, Json> } = {}): Promise<Scene> {
  const net = await openSimulatedX({ rateScale })
  const profile = { handle: 'aeroandes', name: 'Aeroandes' }
  const fields = await (oauth2 ? net.openAccountByOAuth2(profile) : net.openAccount(profile))
  await net.openPerson({ handle: 'carolina_m', name: 'Carolina M.' })
  await net.openPerson({ handle: 'tomas_r', name: 'Tomás R.' })
  const closing = new AbortController()
  const requests: string[] = []
  const reach = reachOf(net, closing.signal, requests)
  const connected = await x.connect(fields, reach)
  const kept: Record<string, string>[] = []
  const line: Line = {
    ...reach,
    account: {
      id: 'account-1',
      network: 'x',
      nativeId: connected.nativeId,
      handle: connected.handle,
      name: connected.name,
      settings: { ...connected.settings, ...settings },
    },
    credentials: connected.credentials,
    keep: async (credentials) => void kept.push(credentials),
  }
  const close = async () => {
    closing.abort()
    await net.close()
  }
  return { net, line, kept, requests, close }
}

export function reachOf(net: { hosts: string[] }, signal: AbortSignal, requests: string[] = []): Reach {
  const egress = openEgress({ allow: 'only', hosts: net.hosts })
  const log = pino({ level: 'silent' })
  const fetch: typeof globalThis.fetch = (input, init) => {
    requests.push(`${init?.method ?? 'GET'} ${new URL(String(input)).pathname}`)
    return egress.fetch(input, init)
  }
  return { egress: { ...egress, fetch }, log, signal }
}

/** Listens until `enough`; answers what was heard. The signal of the scene stays open. */
export async function hearUntil(line: Line, cursor: Json | null, enough: (heard: Heard[]) => boolean): Promise<Heard[]> {
  const all: Heard[] = []
  for await (const heard of x.listen(line, cursor)) {
    all.push(heard)
    if (enough(all)) return all
  }
  return all
}

/** One look: every batch until the first that brings nothing, or the very first. */
export function hearOnce(line: Line, cursor: Json | null): Promise<Heard[]> {
  return hearUntil(line, cursor, () => true)
}

export function said(heard: Heard[], us: OfficialAccount): Incoming[] {
  return heard.flatMap(({ items }) => items).flatMap((item) => x.translate(item, us))
}

/** A reply as the queue would build it from what was heard. */
export function replyTo(posted: Posted, text: string, more: Partial<Outgoing> = {}): Outgoing {
  const { visibility, nativeId, threadId, author } = posted
  return {
    key: crypto.randomUUID(),
    visibility,
    text,
    media: [],
    chosenId: null,
    since: Temporal.Now.instant(),
    target: { visibility, nativeId, threadId, ref: posted.ref ?? null, to: author },
    ...more,
  }
}

/** Says something to the account and answers it as heard. */
export async function hearFrom(scene: Scene, who: string, text: string, visibility: 'public' | 'private' = 'public'): Promise<Posted> {
  const nativeId = await scene.net.say({ who, text, visibility, ...(visibility === 'private' ? { to: ['aeroandes'] } : {}) })
  for (const incoming of said(await hearOnce(scene.line, null), scene.line.account))
    if (incoming.kind === 'posted' && incoming.nativeId === nativeId) return incoming
  throw new Error('not heard')
}
