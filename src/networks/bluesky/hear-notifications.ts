import { z } from 'zod'
import type { Json } from '../../domain/network-name.ts'
import { climb, type Depth, type Page } from './climb.ts'
import { asJson, isNew, noteKnown, readAnswer, type Ear, type LookBack, type Step } from './ear.ts'
import { fetchPosts } from './fetch-posts.ts'
import { earlier, later, remember, type Place } from './place.ts'
import { PostView } from './raw.ts'

const REASONS = ['mention', 'reply', 'quote']

const Notification = z.looseObject({ uri: z.string(), reason: z.string(), indexedAt: z.string() })
const Notifications = z.looseObject({ cursor: z.string().optional(), notifications: z.array(Notification) })

interface Entry {
  at: string
  uri: string
  reason: string
  /** The notification tells of the post almost as much as its view does: enough, should the view be hidden. */
  told: z.infer<typeof Notification>
}

/**
 * Mentions, replies and quotations since the place, and somewhat before it: an index fills in no strict order, and pages are cut
 * by time alone, so that two posts of one millisecond can fall between them. Marks nothing as seen: that belongs to the people who use the app.
 */
export async function* hearNotifications(ear: Ear, place: Place, back: LookBack): AsyncGenerator<Step> {
  const floor = earlier(place.notified, back.by)
  const depth: Depth<Entry> = back.thorough ? { floor } : { floor, isKnown: ({ uri }) => !isNew(ear, uri) }
  let { notified, recent } = place
  for await (const { entries, cut } of climb((cursor) => readPage(ear, cursor), depth)) {
    const fresh = entries.filter(({ uri }) => isNew(ear, uri))
    const newest = entries.at(-1)
    if (newest) notified = later(notified, newest.at)
    const uris = fresh.map(({ uri }) => uri)
    recent = remember(recent, uris)
    const gap = cut ? { since: floor === null ? null : Temporal.Instant.from(floor), why: 'more notifications than could be read' } : undefined
    if (fresh.length > 0 || gap) yield { items: await hydrate(ear, fresh), moved: { notified, recent }, ...(gap && { gap }) }
    // Only now are they stored: what an unfinished batch held must stay new.
    noteKnown(ear, uris)
  }
}

async function readPage({ session }: Ear, cursor: string | undefined): Promise<Page<Entry>> {
  // Most polls bring nothing new: a short first page, long ones for a backlog.
  const call = session.agent.app.bsky.notification.listNotifications({ reasons: REASONS, limit: cursor === undefined ? 20 : 100, cursor })
  const page = await readAnswer(call, Notifications)
  const entries = page.notifications.filter(({ reason }) => REASONS.includes(reason))
  return { cursor: page.cursor, entries: entries.map((told) => ({ at: told.indexedAt, uri: told.uri, reason: told.reason, told })) }
}

async function hydrate(ear: Ear, entries: Entry[]): Promise<Json[]> {
  const posts = await fetchPosts(
    ear,
    entries.map(({ uri }) => uri),
  )
  const view = (entry: Entry) => posts.get(entry.uri) ?? asJson(entry.told)
  const parents = await fetchPosts(
    ear,
    entries.flatMap((entry) => parentOf(view(entry)) ?? []),
  )
  return entries.map((entry) => ({ kind: 'post', by: entry.reason, post: view(entry), parent: parents.get(parentOf(view(entry)) ?? '') ?? null }))
}

function parentOf(post: Json): string | null {
  return PostView.safeParse(post).data?.record.reply?.parent.uri ?? null
}
