import type { Json } from '../../domain/network-name.ts'
import { bodyOf } from './body.ts'
import { compareIds } from './snowflake.ts'

type JsonObject = { [key: string]: Json }

/** One page as X answers it, newest first. */
interface Page {
  data?: JsonObject[]
  includes?: { [kind: string]: JsonObject[] }
  meta?: { next_token?: string }
}

export interface Turned {
  /** Newest first, each with what it refers to. */
  items: RawItem[]
  /** The list reaches no further back although the last known id was not met: something may be missing. */
  exhausted: boolean
  headers: Headers
}

export type RawItem = { data: JsonObject & { id: string }; includes: { [kind: string]: JsonObject[] } }

/**
 * Turns pages from the newest back to the one after `since`. Nothing is handed out before the last page is read, so a cut
 * in between loses nothing: the same pages are read again. Bounded by `reach`, the depth of the list.
 */
export async function turnPages(read: (token: string | undefined) => Promise<Response>, since: string, reach: number): Promise<Turned> {
  const items: RawItem[] = []
  let token: string | undefined
  for (;;) {
    const response = await read(token)
    const page = await bodyOf<Page>(response)
    const fresh = itemsOf(page).filter((item) => compareIds(item.data.id, since) > 0)
    items.push(...fresh)
    token = page.meta?.next_token
    const exhausted = items.length >= reach
    if (!token || exhausted || fresh.length < (page.data?.length ?? 0)) return { items, exhausted, headers: response.headers }
  }
}

function itemsOf(page: Page): RawItem[] {
  return (page.data ?? []).map((data) => ({ data: { ...data, id: String(data.id) }, includes: includedIn(data, page.includes ?? {}) }))
}

/** Of a page's `includes`, what this one item speaks of, so that it can be stored and replayed alone. */
function includedIn(data: JsonObject, includes: { [kind: string]: JsonObject[] }): { [kind: string]: JsonObject[] } {
  const posts = matching(includes.posts ?? includes.tweets, mentionedIn(data))
  const ids = mentionedIn([data, ...posts])
  return { users: matching(includes.users, ids), media: matching(includes.media, ids), posts }
}

function matching(objects: JsonObject[] | undefined, ids: Set<string>): JsonObject[] {
  return (objects ?? []).filter((object) => ids.has(String(object.media_key ?? object.id)))
}

/** Every string in an item: ids and keys are among them, and none of these is mistaken for an id of another kind. */
function mentionedIn(json: Json, found = new Set<string>()): Set<string> {
  if (typeof json === 'string') found.add(json)
  else if (typeof json === 'object' && json !== null) for (const value of Object.values(json)) mentionedIn(value, found)
  return found
}
