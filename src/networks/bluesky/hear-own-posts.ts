import { z } from 'zod'
import { climb, type Depth, type Page } from './climb.ts'
import { isNew, noteKnown, readAnswer, type Ear, type LookBack, type Step } from './ear.ts'
import { earlier, later, remember, type Place } from './place.ts'
import type { Json } from '../../domain/network-name.ts'

const View = z.looseObject({ uri: z.string(), indexedAt: z.string(), author: z.looseObject({ did: z.string() }) })
const FeedItem = z.looseObject({ post: View, reply: z.looseObject({ parent: z.json() }).optional(), reason: z.unknown().optional() })
const Feed = z.looseObject({ cursor: z.string().optional(), feed: z.array(FeedItem) })

interface Entry {
  at: string
  uri: string
  item: Json
}

/** What our people wrote in the app itself, and what we sent, told by the network like anyone's posts. Reposts are nobody's words. */
export async function* hearOwnPosts(ear: Ear, place: Place, back: LookBack): AsyncGenerator<Step> {
  const floor = earlier(place.own, back.by)
  const depth: Depth<Entry> = back.thorough ? { floor } : { floor, isKnown: ({ uri }) => !isNew(ear, uri) }
  let { own, recent } = place
  for await (const { entries } of climb((cursor) => readPage(ear, cursor), depth)) {
    const fresh = entries.filter(({ uri }) => isNew(ear, uri))
    const newest = entries.at(-1)
    if (newest) own = later(own, newest.at)
    const uris = fresh.map(({ uri }) => uri)
    recent = remember(recent, uris)
    if (fresh.length > 0) yield { items: fresh.map(({ item }) => item), moved: { own, recent } }
    noteKnown(ear, uris)
  }
}

async function readPage({ session }: Ear, cursor: string | undefined): Promise<Page<Entry>> {
  const limit = cursor === undefined ? 20 : 100
  const call = session.agent.app.bsky.feed.getAuthorFeed({ actor: session.did, filter: 'posts_with_replies', limit, cursor })
  const page = await readAnswer(call, Feed)
  const ours = page.feed.filter(({ post, reason }) => reason === undefined && post.author.did === session.did)
  return { cursor: page.cursor, entries: ours.map(({ post, reply }) => ({ at: post.indexedAt, uri: post.uri, item: rawOf(post, reply?.parent) })) }
}

/** A parent that is blocked or gone stands there as a view without a record. */
function rawOf(post: z.infer<typeof View>, parent: Json | undefined): Json {
  const readable = z.looseObject({ record: z.json() }).safeParse(parent).success
  return { kind: 'post', by: 'own', post: z.json().parse(post), parent: readable && parent !== undefined ? parent : null }
}
