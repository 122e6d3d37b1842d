import { z } from 'zod'
import type { Json } from '../../domain/network-name.ts'
import type { OfficialAccount } from '../network.ts'

/**
 * Where we stand. It is stored with what it stands after, so it is also the memory of what was handed over:
 * the stream's items needn't be polled again, and a deletion, which names a local id only, finds its message.
 */
export interface Cursor {
  /** Id of the last notification that a poll read; null before the first reading, empty where there was none. */
  notification: string | null
  /** The same for our own statuses. */
  own: string | null
  /** The first reading stops at this instant. */
  since: string
  /** Newest last. */
  recent: Recent[]
  /** Counts the readings of older messages, so that each comes round. */
  round: number
}

export interface Recent {
  id: string
  uri: string
  /** Root of its thread; null where it is not known. */
  root: string | null
  edited: string | null
}

/** Enough for deletions and edits of some days; each is some 150 bytes in every stored cursor. */
const REMEMBERED = 200

const shape = z.object({
  notification: z.string().nullable(),
  own: z.string().nullable(),
  since: z.string(),
  recent: z.array(z.object({ id: z.string(), uri: z.string(), root: z.string().nullable(), edited: z.string().nullable() })),
  round: z.number(),
})

export function readCursor(json: Json | null, us: OfficialAccount): Cursor {
  if (json !== null) return shape.parse(json)
  const { since } = us.settings
  return { notification: null, own: null, since: typeof since === 'string' ? since : Temporal.Now.instant().toString(), recent: [], round: 0 }
}

/** A copy for the store: the working one goes on changing. */
export function writeCursor(cursor: Cursor): Json {
  return { ...cursor, recent: cursor.recent.map((one) => ({ ...one })) }
}

export function recall(cursor: Cursor, id: string): Recent | undefined {
  return cursor.recent.findLast((one) => one.id === id)
}

export function remember(cursor: Cursor, one: Recent): void {
  forget(cursor, one.id)
  cursor.recent.push(one)
  if (cursor.recent.length > REMEMBERED) cursor.recent.shift()
}

export function forget(cursor: Cursor, id: string): void {
  cursor.recent = cursor.recent.filter((one) => one.id !== id)
}
