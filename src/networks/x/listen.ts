import { setTimeout as sleep } from 'node:timers/promises'
import type { Json } from '../../domain/network-name.ts'
import type { Heard, Line } from '../network.ts'
import { readCursor, type Cursor } from './cursor.ts'
import { throwable } from './failure.ts'
import { hear, type Round } from './hear.ts'
import { PAGE } from './limits.ts'
import { paceOf } from './pace.ts'
import type { RawItem } from './pages.ts'
import { newerId } from './snowflake.ts'

/**
 * Polls mentions, own posts, direct messages and, now and then, whether recent posts still stand. Throws `NetworkFailure`
 * with the time from which X will answer again; the next call goes on from the last cursor.
 */
export async function* listen(line: Line, stored: Json | null): AsyncGenerator<Heard> {
  const pace = paceOf(line.account)
  let cursor = readCursor(stored, line.account)
  while (!line.signal.aborted) {
    const round = await hearOrThrow(line, cursor)
    if (!round) return
    for (const heard of slices(round, cursor, pace.watchPosts)) {
      yield heard
      cursor = heard.cursor
    }
    if (!(await waited(Math.max(pace.poll, round.wait), line.signal))) return
  }
}

async function hearOrThrow(line: Line, cursor: Cursor): Promise<Round | null> {
  try {
    return await hear(line, cursor)
  } catch (error) {
    if (line.signal.aborted) return null
    throw throwable(error)
  }
}

/** A round in batches of a page, each with the cursor that stands once it is stored. A silent round is one empty batch. */
function* slices(round: Round, before: Cursor, watchPosts: number): Generator<Heard & { cursor: Cursor }> {
  let cursor = before
  for (let start = 0; start === 0 || start < round.items.length; start += PAGE) {
    const slice = round.items.slice(start, start + PAGE)
    const isLast = start + PAGE >= round.items.length
    cursor = advance(cursor, slice, watchPosts)
    if (isLast) cursor = { ...cursor, ...round.after, watched: cursor.watched.filter((id) => !round.gone.some((gone) => gone.id === id)) }
    yield {
      items: [...slice.map((item) => item.raw), ...(isLast ? round.gone.map((gone) => gone.raw) : [])],
      cursor,
      ...(start === 0 && round.gap ? { gap: round.gap } : {}),
    }
  }
}

function advance(cursor: Cursor, slice: Round['items'], watchPosts: number): Cursor {
  const next = { ...cursor, watched: [...cursor.watched] }
  for (const { source, id, raw } of slice) {
    next[source] = newerId(next[source], id)
    if (source !== 'direct') next.watched.push(messageIdOf(raw))
  }
  const watched = [...new Set(next.watched)]
  next.watched = watched.slice(Math.max(0, watched.length - watchPosts))
  return next
}

/** Of an edited post, the id of its first edition: the one that the message keeps. */
function messageIdOf({ data }: RawItem): string {
  const editions = data.edit_history_post_ids ?? data.edit_history_tweet_ids
  return (Array.isArray(editions) && typeof editions[0] === 'string' && editions[0]) || data.id
}

/** False when the line was closed meanwhile. */
async function waited(seconds: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(seconds * 1000, undefined, { signal })
    return true
  } catch {
    return false
  }
}
