import type { Json } from '../../domain/network-name.ts'
import type { Ear, Step } from './ear.ts'
import { fetchPosts, whyMissing } from './fetch-posts.ts'
import type { Place } from './place.ts'

/** The network tells nobody that a post went away, so we look whether the latest ones still stand. */
export async function* hearDeletions(ear: Ear, place: Place): AsyncGenerator<Step> {
  const standing = await fetchPosts(ear, place.recent)
  const gone: string[] = []
  for (const uri of place.recent) {
    if (!standing.has(uri) && (await whyMissing(ear, uri)) === 'deleted') gone.push(uri)
  }
  // Nobody knows when it was taken away; when we found out is the nearest that can be said.
  const at = Temporal.Now.instant().toString()
  const items: Json[] = gone.map((uri) => ({ kind: 'gone', uri, at }))
  if (items.length > 0) yield { items, moved: { recent: place.recent.filter((uri) => !gone.includes(uri)) } }
}
