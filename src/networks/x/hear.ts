import { ApiError } from '@xdevplatform/xdk'
import type { Json } from '../../domain/network-name.ts'
import type { Heard, Line } from '../network.ts'
import { asAccount } from './as-account.ts'
import { bodyOf } from './body.ts'
import { isDue, type Cursor } from './cursor.ts'
import { failureOfRead, isForbidden } from './failure.ts'
import { DIRECT_PAGE, PAGE, POLLING, REACH } from './limits.ts'
import { advised, paceOf } from './pace.ts'
import { turnPages, type RawItem, type Turned } from './pages.ts'
import { DIRECT_QUERY, POST_QUERY, raw } from './query.ts'
import { compareIds } from './snowflake.ts'

type Source = 'mentions' | 'own' | 'direct'

/** One look at everything, with what the cursor must say once it is all stored. */
export interface Round {
  /** Oldest first. */
  items: { source: Source; id: string; raw: RawItem }[]
  gone: { id: string; raw: Json }[]
  gap?: Heard['gap']
  after: Pick<Cursor, 'heardAt' | 'directDue' | 'watchDue'>
  /** Seconds that X asks us to wait before the next look. */
  wait: number
}

/** Throws the library's `ApiError`, or `NetworkFailure` from renewing a token. */
export async function hear(line: Line, cursor: Cursor): Promise<Round> {
  const at = Temporal.Now.instant()
  const [mentions, own, direct, gone] = await Promise.all([
    hearMentions(line, cursor),
    hearOwn(line, cursor),
    hearDirect(line, cursor, at),
    lookForGone(line, cursor, at),
  ])
  return {
    items: inOrder({ mentions, own, direct }),
    gone: gone.gone,
    ...(mentions.exhausted || own.exhausted
      ? { gap: { since: Temporal.Instant.from(cursor.heardAt), why: mentions.exhausted ? 'mentions-reach' : 'own-posts-reach' } }
      : {}),
    after: { heardAt: at.toString(), directDue: direct.due, watchDue: gone.due },
    wait: Math.max(advised(mentions.headers, at), advised(own.headers, at)),
  }
}

function hearMentions(line: Line, cursor: Cursor): Promise<Turned> {
  const query = { ...POST_QUERY, maxResults: PAGE, sinceId: cursor.mentions }
  const read = (paginationToken?: string) => asAccount(line, (x) => x.users.getMentions(line.account.nativeId, { ...query, paginationToken }))
  return turnPages(read, cursor.mentions, REACH.mentions)
}

/** Our own words, so that what staff say in X's own app stands in the ticket too. */
function hearOwn(line: Line, cursor: Cursor): Promise<Turned> {
  const query = { ...POST_QUERY, exclude: ['retweets' as const], maxResults: PAGE, sinceId: cursor.own }
  const read = (paginationToken?: string) => asAccount(line, (x) => x.users.getPosts(line.account.nativeId, { ...query, paginationToken }))
  return turnPages(read, cursor.own, REACH.own)
}

interface Slow {
  due: string
}

/** Direct messages are optional: when X forbids them they are asked for again later, and everything else goes on. */
async function hearDirect(line: Line, cursor: Cursor, at: Temporal.Instant): Promise<Slow & { items: RawItem[] }> {
  if (line.account.settings.directMessages === false || !isDue(cursor.directDue, at)) return { items: [], due: cursor.directDue }
  try {
    const read = (paginationToken?: string) => asAccount(line, (x) => x.directMessages.getEvents({ ...DIRECT_QUERY, maxResults: DIRECT_PAGE, paginationToken }))
    const { items, headers } = await turnPages(read, cursor.direct, REACH.direct)
    return { items, due: dueIn(at, Math.max(paceOf(line.account).direct, advised(headers, at))) }
  } catch (error) {
    return { items: [], due: postponed(error, at) }
  }
}

/** X tells nobody of a deletion, so the recent posts are looked up now and then: one call for all of them. */
async function lookForGone(line: Line, cursor: Cursor, at: Temporal.Instant): Promise<Slow & { gone: Round['gone'] }> {
  if (cursor.watched.length === 0 || !isDue(cursor.watchDue, at)) return { gone: [], due: cursor.watchDue }
  try {
    const response = await asAccount(line, (x) => x.posts.getByIds(cursor.watched, raw()))
    const { errors = [] } = await bodyOf<{ errors?: { [key: string]: Json }[] }>(response)
    const missing = errors.filter((problem) => String(problem.type).endsWith('/resource-not-found'))
    return {
      gone: missing.map((problem) => ({ id: String(problem.resource_id), raw: { errors: [problem], seen_at: at.toString() } })),
      due: dueIn(at, Math.max(paceOf(line.account).watch, advised(response.headers, at))),
    }
  } catch (error) {
    return { gone: [], due: postponed(error, at) }
  }
}

function dueIn(at: Temporal.Instant, seconds: number): string {
  return at.add({ milliseconds: Math.round(seconds * 1000) }).toString()
}

/** When a slow call may be tried again; throws what would stop the fast ones too. */
function postponed(error: unknown, at: Temporal.Instant): string {
  const later = at.add({ minutes: POLLING.directRetryMinutes }).toString()
  if (isForbidden(error)) return later
  if (!(error instanceof ApiError) || error.status !== 429) throw error
  const failure = failureOfRead(error)
  return (failure.kind === 'try-later' && failure.at?.toString()) || later
}

/** One order over all lists: ids grow with time, whatever the list. */
function inOrder(heard: Record<Source, { items: RawItem[] }>): Round['items'] {
  const all = Object.entries(heard).flatMap(([source, { items }]) => items.map((raw) => ({ source: source as Source, id: raw.data.id, raw })))
  return all.toSorted((a, b) => compareIds(a.id, b.id))
}
