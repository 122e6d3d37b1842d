import { ApiError } from '@xdevplatform/xdk'
import { z } from 'zod'
import type { Line, PublicAccount, PublicPage, PublicPost, PublicQuestion } from '../network.ts'
import { asAccount } from './as-account.ts'
import { bodyOf } from './body.ts'
import { throwable } from './failure.ts'
import { PAGE, RECENT_SEARCH } from './limits.ts'
import { advised } from './pace.ts'
import { postItem, type Post } from './payload.ts'
import { PROFILE_QUERY, SEARCH_QUERY } from './query.ts'

const User = z.object({
  data: z.object({
    id: z.string(),
    username: z.string(),
    name: z.string(),
    description: z.string().optional(),
    profile_image_url: z.string().optional(),
    created_at: z.string().optional(),
  }),
})

export async function find(line: Line, handle: string): Promise<PublicAccount | null> {
  const username = handle.replace(/^@/, '')
  // What can be no name on X would be refused as a bad request, and billed to nobody.
  if (!/^\w{1,15}$/.test(username)) return null
  return accountIn(() => asAccount(line, (x) => x.users.getByUsername(username, PROFILE_QUERY)))
}

export async function findById(line: Line, nativeId: string): Promise<PublicAccount | null> {
  if (!/^\d{1,19}$/.test(nativeId)) return null
  return accountIn(() => asAccount(line, (x) => x.users.getById(nativeId, PROFILE_QUERY)))
}

async function accountIn(ask: () => Promise<Response>): Promise<PublicAccount | null> {
  try {
    const user = User.safeParse(await bodyOf(await ask())).data?.data
    return user ? present(user) : null
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null
    throw throwable(error)
  }
}

function present({ id, username, name, description, profile_image_url: picture, created_at: created }: z.infer<typeof User>['data']): PublicAccount {
  return { nativeId: id, handle: username, name, ref: id, bio: description || null, avatarUrl: picture ?? null, createdOn: created?.slice(0, 10) ?? null }
}

interface Page {
  data?: unknown[]
  meta?: { next_token?: string }
}

export async function read(line: Line, { of, list, since, cursor, most }: PublicQuestion): Promise<PublicPage> {
  const query = list === 'named' ? `@${of.handle} -from:${of.handle} -is:retweet` : `from:${of.handle} is:reply -is:retweet`
  const options = {
    ...SEARCH_QUERY,
    maxResults: Math.min(Math.max(most, RECENT_SEARCH.least), PAGE),
    startTime: since.toString({ smallestUnit: 'second' }),
    ...(cursor === null ? {} : { nextToken: cursor }),
  }
  try {
    const response = await asAccount(line, (x) => x.posts.searchRecent(query, options))
    const page = await bodyOf<Page>(response)
    const posts = (page.data ?? []).flatMap((data) => postItem.safeParse({ data }).data?.data ?? [])
    const now = Temporal.Now.instant()
    const seconds = advised(response.headers, now)
    return {
      posts: posts.flatMap((post) => postOf(post, list, of)),
      read: page.data?.length ?? 0,
      cursor: page.meta?.next_token ?? null,
      rest: seconds > 0 ? now.add({ milliseconds: Math.round(seconds * 1_000) }) : null,
    }
  } catch (error) {
    throw throwable(error)
  }
}

function postOf(post: Post, list: PublicQuestion['list'], of: PublicAccount): PublicPost[] {
  const person = list === 'named' ? post.author_id : post.in_reply_to_user_id
  if (!person || person === of.nativeId) return []
  return [{ nativeId: post.editions[0] || post.id, at: post.created_at, person, text: post.text, language: post.lang }]
}
