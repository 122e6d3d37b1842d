import { z } from 'zod'
import type { Json } from '../../domain/network-name.ts'
import { errorName, failureOf } from './failure.ts'
import { readAnswer, type Ear } from './ear.ts'
import { POSTS } from './choose-id.ts'
import { parsePostUri } from './uri.ts'

/** `getPosts` takes so many at once. */
const AT_ONCE = 25

const Posts = z.looseObject({ posts: z.array(z.json()) })
const Addressed = z.looseObject({ uri: z.string() })

/** The network's views of posts, by uri. Missing are those deleted, or hidden by a block between their author and us. */
export async function fetchPosts(ear: Pick<Ear, 'session'>, uris: string[]): Promise<Map<string, Json>> {
  const wanted = [...new Set(uris)]
  const found = new Map<string, Json>()
  for (let start = 0; start < wanted.length; start += AT_ONCE) {
    const { posts } = await readAnswer(ear.session.agent.app.bsky.feed.getPosts({ uris: wanted.slice(start, start + AT_ONCE) }), Posts)
    for (const post of posts) {
      const uri = Addressed.safeParse(post).data?.uri
      if (uri) found.set(uri, post)
    }
  }
  return found
}

/** Why a view is missing: the record itself, which no block hides, tells. Throws `NetworkFailure`. */
export async function whyMissing({ session }: Pick<Ear, 'session'>, uri: string): Promise<'deleted' | 'hidden'> {
  const id = parsePostUri(uri)
  if (!id) return 'hidden'
  try {
    await session.agent.com.atproto.repo.getRecord({ repo: id.did, collection: POSTS, rkey: id.rkey })
    return 'hidden'
  } catch (error) {
    if (errorName(error) === 'RecordNotFound' || isWithoutRepo(error)) return 'deleted'
    throw failureOf(error)
  }
}

/** An account that is gone, suspended or switched off takes its posts with it. */
function isWithoutRepo(error: unknown): boolean {
  return (
    ['RepoNotFound', 'RepoDeactivated', 'RepoTakendown', 'RepoSuspended'].includes(errorName(error) ?? '') ||
    (error instanceof Error && /could not find repo/i.test(error.message))
  )
}
