import type { Json } from '../../domain/network-name.ts'
import type { Heard } from '../network.ts'
import { type Ear, ask, heard, roomForMore } from './ear.ts'
import { failureOf } from './failure.ts'
import { hearStatus } from './hear-status.ts'
import type { HeardItem, HeardStatus } from './item.ts'
import { readAgain } from './read-again.ts'
import { conversation, notification, status as statusShape } from './wire.ts'

/**
 * Reads everything since the cursor. What it has read is what was heard; the stream only makes it sooner. Null: there is nothing to tell yet,
 * but what streams in meanwhile need not wait for the rest.
 */
export async function* poll(ear: Ear): AsyncGenerator<Heard | null> {
  yield* read(ear, notifications(ear))
  ear.streamed.clear()
  yield* read(ear, ownStatuses(ear))
  const more = roomForMore(ear) ? [...(await lastWords(ear)), ...(await readAgain(ear))] : []
  yield heard(ear, more)
}

/** Notifications that carry a message. A followed account's news, a boost or a favourite is none of our business. */
const TELLING = new Map<string, HeardStatus['via']>([
  ['mention', 'mention'],
  ['quote', 'quote'],
  ['update', 'seen'],
  ['quoted_update', 'seen'],
])

/** Notes that it needn't be heard again when the next poll reads it. */
export function hearStreamedNotification(ear: Ear, raw: Json): Promise<HeardItem | null> {
  const told = notification.safeParse(raw)
  if (told.success && TELLING.has(told.data.type)) ear.streamed.add(told.data.id)
  return hearNotification(ear, raw)
}

async function hearNotification(ear: Ear, raw: Json): Promise<HeardItem | null> {
  const told = notification.safeParse(raw)
  if (!told.success) return { kind: 'status', via: 'seen', status: raw }
  const via = TELLING.get(told.data.type)
  return via && told.data.status ? hearStatus(ear, via, told.data.status as Json) : null
}

interface Source {
  path: string
  query: Record<string, string | number | readonly string[] | undefined>
  /** The name of its place in the cursor. */
  place: 'notification' | 'own'
  hear(raw: Json): Promise<HeardItem | null>
}

function notifications(ear: Ear): Source {
  return {
    path: '/api/v1/notifications',
    // A server's policy may hide private words from strangers: customers are strangers.
    query: { limit: 80, types: [...TELLING.keys()], include_filtered: 'true' },
    place: 'notification',
    hear: (raw) => hearNotification(ear, raw),
  }
}

function ownStatuses(ear: Ear): Source {
  return {
    path: `/api/v1/accounts/${ear.line.account.settings.accountId}/statuses`,
    query: { limit: 40, exclude_reblogs: 'true' },
    place: 'own',
    hear: (raw) => hearStatus(ear, 'own', raw),
  }
}

async function* read(ear: Ear, source: Source): AsyncGenerator<Heard | null> {
  if (!ear.cursor[source.place]) return yield* readPast(ear, source)
  for (;;) {
    const last = ear.cursor[source.place]
    const page = await readPage(ear, source, { min_id: last ?? undefined })
    const fresh = newerThan(page, last)
    if (fresh.length > 0) yield await hearAll(ear, source, fresh)
    // A page that holds the cursor is of a server that answers all it has, whatever is asked.
    if (fresh.length < page.length || page.length === 0) return
  }
}

/** First reading: back from now to the agreed instant, or to the beginning where nothing was before; then told in the right order. */
async function* readPast(ear: Ear, source: Source): AsyncGenerator<Heard | null> {
  const { place } = source
  const since = ear.cursor[place] === null ? Temporal.Instant.from(ear.cursor.since).epochMilliseconds : -Infinity
  const seen = new Map<string, Entry>()
  for (let pages = 0; pages < PAST_PAGES; pages++) {
    const page = await readPage(ear, source, { max_id: [...seen.keys()].at(-1) })
    const older = page.filter((entry) => !seen.has(entry.id))
    for (const entry of older) seen.set(entry.id, entry)
    if (older.length === 0 || older.some((entry) => entry.at < since)) break
    yield null
  }
  const items = [...seen.values()].filter((entry) => entry.at >= since)
  for (let end = items.length; end > 0; end -= PAST_BATCH) yield await hearAll(ear, source, items.slice(Math.max(0, end - PAST_BATCH), end))
  ear.cursor[place] = seen.keys().next().value ?? ''
}

const PAST_PAGES = 50
const PAST_BATCH = 40

interface Entry {
  id: string
  at: number
  raw: Json
}

/** Newest first, as the server answers, whichever way it pages. */
async function readPage(ear: Ear, source: Source, edge: { min_id?: string; max_id?: string }): Promise<Entry[]> {
  const reply = await ask(ear, source.path, { ...source.query, ...edge })
  if (!reply.ok || !Array.isArray(reply.json)) throw failureOf(reply)
  return reply.json.flatMap((raw) => {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw) || typeof raw.id !== 'string') return []
    return [{ id: raw.id, at: Date.parse(String(raw.created_at)), raw }]
  })
}

/** Some servers ignore `min_id`: then the page holds the cursor, and what is new stands before it. */
function newerThan(page: Entry[], last: string | null): Entry[] {
  const at = page.findIndex(({ id }) => id === last)
  return at < 0 ? page : page.slice(0, at)
}

async function hearAll(ear: Ear, source: Source, newestFirst: Entry[]): Promise<Heard> {
  const items: HeardItem[] = []
  for (const { id, raw } of newestFirst.toReversed()) {
    if (source.place === 'notification' && ear.streamed.delete(id)) continue
    const item = await source.hear(raw)
    if (item) items.push(item)
  }
  ear.cursor[source.place] = newestFirst[0]?.id ?? ear.cursor[source.place]
  return heard(ear, items)
}

/** The last word of each private conversation: a second net, for what a policy dropped and for what staff wrote elsewhere. */
async function lastWords(ear: Ear): Promise<HeardItem[]> {
  const reply = await ask(ear, '/api/v1/conversations', { limit: 40 })
  if (!reply.ok || !Array.isArray(reply.json)) return []
  const items: HeardItem[] = []
  for (const raw of reply.json.toReversed()) {
    const item = await hearConversation(ear, raw)
    if (item) items.push(item)
  }
  return items
}

export async function hearConversation(ear: Ear, raw: Json): Promise<HeardItem | null> {
  const told = conversation.safeParse(raw)
  const last = statusShape.safeParse(told.data?.last_status)
  if (!last.success || Date.parse(last.data.created_at) < Temporal.Instant.from(ear.cursor.since).epochMilliseconds) return null
  return hearStatus(ear, 'seen', told.data?.last_status as Json)
}
