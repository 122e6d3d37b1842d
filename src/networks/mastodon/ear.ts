import type { Json } from '../../domain/network-name.ts'
import type { Heard, Line } from '../network.ts'
import { type Desk, NoAnswer, type Question, type RateLimit, type Reply, call, deskOf } from './client.ts'
import { type Cursor, readCursor, writeCursor } from './cursor.ts'
import { failureOf, failureOfSilence } from './failure.ts'
import type { HeardItem } from './item.ts'

/** One listening: where it stands, and what the server still allows. */
export interface Ear {
  line: Line
  desk: Desk
  cursor: Cursor
  /** Ids of the notifications that the stream brought since the last poll, which needn't hear them twice. Not stored: after a crash all is read. */
  streamed: Set<string>
  limit: RateLimit | null
  /** When the server's facts were last asked for, in epoch milliseconds. */
  learnedAt: number
}

export function openEar(line: Line, saved: Json | null): Ear {
  return { line, desk: deskOf(line), cursor: readCursor(saved, line.account), streamed: new Set(), limit: null, learnedAt: 0 }
}

export function heard(ear: Ear, items: HeardItem[]): Heard {
  return { items: items as unknown as Json[], cursor: writeCursor(ear.cursor) }
}

/** Answers the reply, good or bad. Throws `NetworkFailure` where no reply can come: no network, no access, too many calls. */
export async function ask(ear: Ear, path: string, query: Question['query'] = {}): Promise<Reply> {
  const reply = await call(ear.desk, 'GET', path, { query }).catch((error: NoAnswer) => {
    throw failureOfSilence(error)
  })
  ear.limit = reply.limit ?? ear.limit
  if (reply.status === 401 || reply.status === 429) throw failureOf(reply)
  return reply
}

/** What only adds must leave room for what we say: the same 300 calls in five minutes serve both. */
export function roomForMore(ear: Ear): boolean {
  return !ear.limit || ear.limit.remaining > RESERVED || Temporal.Instant.compare(ear.limit.reset, Temporal.Now.instant()) <= 0
}

const RESERVED = 60
