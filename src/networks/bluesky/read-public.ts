import { z } from 'zod'
import { NetworkFailure, type Line, type PublicAccount, type PublicPage, type PublicPost, type PublicQuestion } from '../network.ts'
import { readAnswer } from './ear.ts'
import { failureOf } from './failure.ts'
import { openSession, type Session } from './session.ts'
import { parsePostUri } from './uri.ts'

/** By `searchPosts` and `getAuthorFeed`, as any app reads them. Free, and as far back as the network's index goes. */
export async function find(line: Line, handle: string): Promise<PublicAccount | null> {
  try {
    const { data } = await openSession(line).agent.app.bsky.actor.getProfile({ actor: handle.replace(/^@/, '').toLowerCase() })
    return present(data)
  } catch (error) {
    // Whoever is not there and what is no handle are one answer: a bad request.
    if (error instanceof Error && 'status' in error && error.status === 400) return null
    throw failureOf(error)
  }
}

export async function search(line: Line, words: string, most: number): Promise<PublicAccount[]> {
  try {
    const { data } = await openSession(line).agent.app.bsky.actor.searchActors({ q: words, limit: Math.min(most, PAGE) })
    return data.actors.map(present)
  } catch (error) {
    throw failureOf(error)
  }
}

function present({ did, handle, displayName, description, avatar, createdAt }: Profile): PublicAccount {
  return {
    nativeId: did,
    handle,
    name: displayName || handle,
    ref: did,
    bio: description || null,
    avatarUrl: avatar ?? null,
    createdOn: createdAt?.slice(0, 10) ?? null,
  }
}

export async function read(line: Line, asked: PublicQuestion): Promise<PublicPage> {
  const session = openSession(line)
  return asked.list === 'named' ? readNamed(session, asked) : readAnswers(session, asked)
}

/** What profiles have in common, whole or found. */
interface Profile {
  did: string
  handle: string
  displayName?: string
  description?: string
  avatar?: string
  createdAt?: string
}

const Reply = z.looseObject({ parent: z.looseObject({ uri: z.string() }) })
const Facet = z.looseObject({ features: z.array(z.looseObject({ did: z.string().optional() })) })
const View = z.looseObject({
  uri: z.string(),
  indexedAt: z.string(),
  author: z.looseObject({ did: z.string() }),
  record: z.looseObject({ text: z.string(), langs: z.array(z.string()).optional(), facets: z.array(Facet).optional(), reply: Reply.optional() }),
})
type View = z.infer<typeof View>
/** One post that can't be read takes no other with it. */
const Posts = z.looseObject({ cursor: z.string().optional(), posts: z.array(z.unknown()) })
const Feed = z.looseObject({ cursor: z.string().optional(), feed: z.array(z.looseObject({ post: z.unknown(), reason: z.unknown().optional() })) })

/** The network's bound of a page. */
const PAGE = 100

/** Indexes differ in what they make of filters, so the mention is looked for in the post itself. */
async function readNamed({ agent }: Session, { of, since, cursor, most }: PublicQuestion): Promise<PublicPage> {
  const query = {
    q: `@${of.handle}`,
    mentions: of.nativeId,
    since: since.toString({ smallestUnit: 'millisecond' }),
    sort: 'latest',
    limit: Math.min(most, PAGE),
  }
  const { page, rest } = await answered(agent.app.bsky.feed.searchPosts({ ...query, ...(cursor === null ? {} : { cursor }) }), Posts)
  const names = ({ author, record }: View) =>
    author.did !== of.nativeId && (record.facets ?? []).some(({ features }) => features.some(({ did }) => did === of.nativeId))
  const views = page.posts.flatMap((raw) => View.safeParse(raw).data ?? [])
  const posts = views.filter(names).map((view) => postOf(view, view.author.did))
  return { posts, read: page.posts.length, cursor: onwards(page.cursor, views, since), rest }
}

async function readAnswers({ agent }: Session, { of, since, cursor, most }: PublicQuestion): Promise<PublicPage> {
  const query = { actor: of.nativeId, filter: 'posts_with_replies', limit: Math.min(most, PAGE) }
  const { page, rest } = await answered(agent.app.bsky.feed.getAuthorFeed({ ...query, ...(cursor === null ? {} : { cursor }) }), Feed)
  const own = page.feed.filter(({ reason }) => reason === undefined).flatMap(({ post }) => View.safeParse(post).data ?? [])
  const posts = own.flatMap((view) => {
    const person = parsePostUri(view.record.reply?.parent.uri ?? '')?.did
    return view.author.did === of.nativeId && person && person !== of.nativeId ? [postOf(view, person)] : []
  })
  return { posts, read: page.feed.length, cursor: onwards(page.cursor, own, since), rest }
}

/** Null when all of a page lies before what is asked for; a page of reposts alone tells nothing and leads on. */
function onwards(cursor: string | undefined, views: readonly View[], since: Temporal.Instant): string | null {
  const isPast = views.length > 0 && views.every(({ indexedAt }) => Date.parse(indexedAt) < since.epochMilliseconds)
  return cursor === undefined || isPast ? null : cursor
}

function postOf({ uri, indexedAt, record }: View, person: string): PublicPost {
  return { nativeId: uri, at: Temporal.Instant.from(indexedAt), person, text: record.text, language: record.langs?.[0] }
}

/** Of the address's calls in five minutes, what listening and sending must find. */
const RESERVED = 1_000

async function answered<Schema extends z.ZodType>(
  call: Promise<{ data: unknown; headers: Record<string, string | undefined> }>,
  schema: Schema,
): Promise<{ page: z.infer<Schema>; rest: Temporal.Instant | null }> {
  let headers: Record<string, string | undefined> = {}
  const page = await readAnswer(
    call.then((answer) => {
      headers = answer.headers
      return answer
    }),
    schema,
  ).catch((error: unknown) => {
    throw error instanceof NetworkFailure ? error : failureOf(error)
  })
  const [left, reset] = [headers['ratelimit-remaining'], Number(headers['ratelimit-reset'])]
  return { page, rest: left !== undefined && Number(left) < RESERVED && reset > 0 ? Temporal.Instant.fromEpochMilliseconds(reset * 1_000) : null }
}
