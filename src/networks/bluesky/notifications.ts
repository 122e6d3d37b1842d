import { z } from 'zod'
import type { Json } from '../../domain/network-name.ts'
import type { Page } from './climb.ts'
import { asJson, readAnswer, type Ear } from './ear.ts'
import { fetchPosts } from './fetch-posts.ts'
import { PostView } from './raw.ts'

const REASONS = ['mention', 'reply', 'quote']

const Notification = z.looseObject({ uri: z.string(), reason: z.string(), indexedAt: z.string() })
const Notifications = z.looseObject({ cursor: z.string().optional(), notifications: z.array(Notification) })

export interface Told {
  at: string
  uri: string
  reason: string
  /** The notification tells of the post almost as much as its view does: enough, should the view be hidden. */
  told: z.infer<typeof Notification>
}

/** A page of what was told to us, newest first. */
export async function readNotifications({ session }: Ear, cursor: string | undefined): Promise<Page<Told>> {
  // Most polls bring nothing new: a short first page, long ones for a backlog.
  const call = session.agent.app.bsky.notification.listNotifications({ reasons: REASONS, limit: cursor === undefined ? 20 : 100, cursor })
  const page = await readAnswer(call, Notifications)
  const entries = page.notifications.filter(({ reason }) => REASONS.includes(reason))
  return { cursor: page.cursor, entries: entries.map((told) => ({ at: told.indexedAt, uri: told.uri, reason: told.reason, told })) }
}

/** The whole posts, each beside its parent. */
export async function hydrate(ear: Ear, entries: Told[]): Promise<Json[]> {
  const posts = await fetchPosts(
    ear,
    entries.map(({ uri }) => uri),
  )
  const view = (entry: Told) => posts.get(entry.uri) ?? asJson(entry.told)
  const parents = await fetchPosts(
    ear,
    entries.flatMap((entry) => parentOf(view(entry)) ?? []),
  )
  return entries.map((entry) => ({ kind: 'post', by: entry.reason, post: view(entry), parent: parents.get(parentOf(view(entry)) ?? '') ?? null }))
}

function parentOf(post: Json): string | null {
  return PostView.safeParse(post).data?.record.reply?.parent.uri ?? null
}
