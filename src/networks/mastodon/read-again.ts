import type { Json } from '../../domain/network-name.ts'
import { type Recent, forget } from './cursor.ts'
import { type Ear, ask } from './ear.ts'
import { hearStatus } from './hear-status.ts'
import type { HeardItem } from './item.ts'
import { status as statusShape } from './wire.ts'

/**
 * Reads recent messages again, some at a time. Deletions and edits are streamed only to followers and to people of the
 * author's own server, and nobody keeps them for who was not listening. Call it after another call went well, lest a
 * server in trouble, which answers 404 to everything, delete what is still there.
 */
export async function readAgain(ear: Ear): Promise<HeardItem[]> {
  const chosen = choose(ear.cursor.recent, ear.cursor.round++, AT_ONCE)
  if (chosen.length === 0) return []
  const found = (await readTogether(ear, chosen)) ?? (await readOneByOne(ear, choose(chosen, 0, WHERE_ONE_BY_ONE)))
  const items: HeardItem[] = []
  for (const { was, is } of found) {
    const item = is === 'gone' ? bury(ear, was) : await hearStatus(ear, 'seen', is)
    if (item) items.push(item)
  }
  return items
}

/** Mastodon's bound for one question, and what is fair where each costs a call. */
const AT_ONCE = 20
const WHERE_ONE_BY_ONE = 4

/** Half are the newest, which change most; half are older ones, in turn. */
function choose(recent: Recent[], round: number, count: number): Recent[] {
  const newest = recent.slice(-count / 2)
  const older = recent.slice(0, -count / 2)
  const start = older.length > 0 ? (round * (count / 2)) % older.length : 0
  return [...older.slice(start, start + count / 2), ...newest]
}

interface Found {
  was: Recent
  is: Json | 'gone'
}

/** `GET /api/v1/statuses` is of Mastodon 4.3; null where the server doesn't have it. */
async function readTogether(ear: Ear, chosen: Recent[]): Promise<Found[] | null> {
  const reply = await ask(ear, '/api/v1/statuses', { id: chosen.map(({ id }) => id) })
  if (!reply.ok || !Array.isArray(reply.json)) return null
  const byId = new Map(reply.json.flatMap((raw) => withId(raw)))
  const here = chosen.flatMap((was) => (byId.has(was.id) ? [{ was, is: byId.get(was.id)! }] : []))
  return [...here, ...(await readOneByOne(ear, chosen.filter((was) => !byId.has(was.id)).slice(-WHERE_ONE_BY_ONE)))]
}

async function readOneByOne(ear: Ear, chosen: Recent[]): Promise<Found[]> {
  const found: Found[] = []
  for (const was of chosen) {
    const reply = await ask(ear, `/api/v1/statuses/${encodeURIComponent(was.id)}`)
    if (reply.status === 404 || reply.status === 410) found.push({ was, is: 'gone' })
    else if (reply.ok && reply.json) found.push({ was, is: reply.json })
  }
  return found
}

function withId(raw: Json): [string, Json][] {
  const read = statusShape.safeParse(raw)
  return read.success ? [[read.data.id, raw]] : []
}

export function bury(ear: Ear, { id, uri }: Recent): HeardItem {
  forget(ear.cursor, id)
  return { kind: 'deleted', uri, at: Temporal.Now.instant().toString() }
}
