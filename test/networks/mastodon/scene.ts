import { randomUUID } from 'node:crypto'
import type { Incoming, Posted } from '../../../src/domain/incoming.ts'
import type { Json } from '../../../src/domain/network-name.ts'
import type { Outgoing } from '../../../src/domain/outgoing.ts'
import { mastodon } from '../../../src/networks/mastodon/index.ts'
import type { Line, OfficialAccount } from '../../../src/networks/network.ts'
import { openEgress } from '../../../src/platform/egress.ts'
import { openLog } from '../../../src/platform/log.ts'
import type { Quirks } from '../../../src/rehearsal/mastodon/faults.ts'
import { type SimulatedMastodon, openSimulatedMastodon } from '../../../src/rehearsal/mastodon/index.ts'

/** A rehearsed Mastodon with one connected account, aeroandes, and two people. */
export interface Scene {
  net: SimulatedMastodon
  line: Line
  us: OfficialAccount
  /** Method and path of every call that left, in order. */
  calls: string[]
  /** What the connector told that it learned. */
  learned: Record<string, Json>[]
  /** The API as anyone here uses it: what `say` can't express. */
  as(handle: string, method: string, path: string, body?: Json): Promise<Record<string, Json>>
  close(): Promise<void>
}

export async function openScene(quirks: Partial<Quirks> = {}, settings: Record<string, Json> = {}): Promise<Scene> {
  const net = await openSimulatedMastodon(quirks)
  const fields = await net.openAccount({ handle: 'aeroandes', name: 'Aeroandes' })
  await net.openPerson({ handle: 'caro', name: 'Carolina M.' })
  await net.openPerson({ handle: 'tomas@lejos.example', name: 'Tomás R.' })
  const closing = new AbortController()
  const calls: string[] = []
  const learned: Record<string, Json>[] = []
  const reach = reachOf(net, closing.signal, calls)
  const found = await mastodon.connect(fields, reach)
  const us: OfficialAccount = {
    id: '1',
    network: 'mastodon',
    nativeId: found.nativeId,
    handle: found.handle,
    name: found.name,
    settings: { ...found.settings, ...settings },
  }
  const line: Line = { ...reach, account: us, credentials: found.credentials, keep: async () => {}, learn: async (told) => void learned.push(told) }
  return {
    net,
    line,
    us,
    calls,
    learned,
    as: (handle, method, path, body) => api(net, net.tokenOf(handle), { method, path, body }),
    async close() {
      closing.abort()
      await net.close()
    },
  }
}

export function reachOf(net: SimulatedMastodon, signal: AbortSignal, calls: string[] = []) {
  const egress = openEgress({ allow: 'only', hosts: net.hosts })
  const fetch: typeof globalThis.fetch = (input, init) => {
    calls.push(`${init?.method} ${new URL(String(input)).pathname}`)
    return egress.fetch(input, init)
  }
  return { egress: { ...egress, fetch }, log: openLog('silent'), signal }
}

async function api(net: SimulatedMastodon, token: string, ask: { method: string; path: string; body?: Json }): Promise<Record<string, Json>> {
  const headers = { authorization: `Bearer ${token}`, 'user-agent': 'test', accept: 'application/json', 'content-type': 'application/json' }
  const response = await fetch(net.origin + ask.path, { method: ask.method, headers, ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) }) })
  return { status: response.status, ...((await response.json()) as Record<string, Json>) }
}

/** One listening, batch by batch, with the memory of a store: the cursor as it would be saved. */
export interface Listening {
  items: Json[]
  heard: Incoming[]
  cursor: Json | null
  /** Goes on until something was heard. Fails after ten seconds. */
  until(enough: (heard: Incoming[]) => boolean): Promise<void>
  /** Goes on for so many batches. */
  batches(count: number): Promise<void>
  stop(): void
}

export function listenTo(scene: Scene, from: Json | null = null): Listening {
  const stopping = new AbortController()
  const signal = AbortSignal.any([stopping.signal, scene.line.signal])
  const stream = mastodon.listen({ ...scene.line, signal }, from)[Symbol.asyncIterator]()
  const next = async () => {
    const step = await stream.next()
    if (step.done) throw new Error('the listening ended')
    const items = JSON.parse(JSON.stringify(step.value.items)) as Json[]
    listening.items.push(...items)
    listening.heard.push(...items.flatMap((raw) => mastodon.translate(raw, scene.us)))
    listening.cursor = JSON.parse(JSON.stringify(step.value.cursor)) as Json
  }
  const listening: Listening = {
    items: [],
    heard: [],
    cursor: from,
    async until(enough) {
      const overdue = setTimeout(() => stopping.abort(new Error('overdue')), 10_000)
      try {
        while (!enough(listening.heard)) await next()
      } finally {
        clearTimeout(overdue)
      }
    },
    async batches(count) {
      for (let taken = 0; taken < count; taken++) await next()
    },
    stop: () => stopping.abort(),
  }
  return listening
}

export function find(heard: Incoming[], words: string): Posted {
  const found = heard.find((item): item is Posted => item.kind === 'posted' && item.text.includes(words))
  if (!found) throw new Error(`not heard: ${words}`)
  return found
}

export const has = (words: string) => (heard: Incoming[]) => heard.some((item) => item.kind === 'posted' && item.text.includes(words))

/** Hears one message of theirs, from the beginning. */
export async function hearOne(scene: Scene, words: string): Promise<Posted> {
  const listening = listenTo(scene)
  await listening.until(has(words))
  listening.stop()
  return find(listening.heard, words)
}

export function replyTo(post: Posted, text: string, more: Partial<Outgoing> = {}): Outgoing {
  return {
    key: randomUUID(),
    visibility: post.visibility,
    text,
    media: [],
    chosenId: null,
    since: Temporal.Now.instant(),
    target: { visibility: post.visibility, nativeId: post.nativeId, threadId: post.threadId, ref: post.ref ?? null, to: post.author },
    ...more,
  }
}
