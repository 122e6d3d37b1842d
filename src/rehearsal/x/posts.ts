import twitter from 'twitter-text'
import { fullText, isDuplicate, namedIn, post, prefixed, prefixOf } from './act.ts'
import type { Call, Route, Stage } from './call.ts'
import { checkReply } from './faults.ts'
import { takeUploads } from './media.ts'
import { includesOf, openAnswer, presentPost } from './present.ts'
import { forbidden, invalid, missing, notFound, SAYS } from './problem.ts'
import { readQuery } from './query.ts'
import { mentionsSomebody, type Person, type Post, type World } from './world.ts'

export const POST_ROUTES: Route[] = [
  { method: 'GET', path: '/2/tweets', endpoint: 'GET /2/tweets', answer: lookUp },
  { method: 'POST', path: '/2/tweets', endpoint: 'POST /2/tweets', speaks: true, status: 201, answer: create },
  { method: 'DELETE', path: '/2/tweets/:id', endpoint: 'DELETE /2/tweets/:id', answer: remove },
]

function lookUp({ origin, query }: Call, { world }: Stage): unknown {
  const ids = (query.get('ids') ?? '').split(',').filter(Boolean)
  if (ids.length === 0 || ids.length > 100) throw invalid('ids', 'The number of values in the `ids` query parameter list is not between 1 and 100')
  const answer = openAnswer(origin, readQuery(query, 1))
  const found = ids.map((id) => ({ id, post: world.postById.get(id) }))
  const data = found.flatMap(({ post }) => (post && !post.deleted ? [presentPost(post, answer)] : []))
  const errors = found.flatMap(({ id, post }) => (post && !post.deleted ? [] : [missing('tweet', id)]))
  return { ...(data.length > 0 ? { data } : {}), ...includesOf(answer), ...(errors.length > 0 ? { errors } : {}) }
}

/** X answers this one call in its older vocabulary still. */
function create({ me, body }: Call, stage: Stage): unknown {
  const { text, parent, mediaIds } = readBody(body, stage.world)
  if (parent) checkMayReply(stage, me, parent)
  if (twitter.parseTweet(text).weightedLength > 280) throw forbidden(SAYS.tooLong)
  const answered = parent ? prefixOf(parent, me, namedIn(stage.world, text)) : []
  if (isDuplicate(stage.world, me, prefixed(answered, text))) throw forbidden(SAYS.duplicate)
  const media = takeUploads(stage.media, me, mediaIds, 'tweet')
  const said = post(stage.world, { author: me, text, replyTo: parent?.editions[0]?.id, media })
  stage.spoke(said)
  return { data: { id: said.editions[0]?.id, text: fullText(said), edit_history_tweet_ids: [said.editions[0]?.id] } }
}

interface Body {
  text: string
  parent: Post | null
  mediaIds: unknown
}

function readBody(body: unknown, world: World): Body {
  const { text, reply, media, ...rest } = (body ?? {}) as { text?: unknown; reply?: { in_reply_to_tweet_id?: unknown }; media?: { media_ids?: unknown } }
  const [unknown] = Object.keys(rest)
  if (unknown) throw invalid(unknown, `[${unknown}] is not a known field`)
  if (typeof text !== 'string' || (text.trim() === '' && !media)) throw invalid('text', 'text is missing')
  return { text, parent: parentOf(reply, world), mediaIds: media?.media_ids }
}

function parentOf(reply: { in_reply_to_tweet_id?: unknown } | undefined, world: World): Post | null {
  if (reply === undefined) return null
  const id = reply.in_reply_to_tweet_id
  if (typeof id !== 'string' || !/^\d{1,19}$/.test(id)) throw invalid('reply.in_reply_to_tweet_id', 'not an id')
  const parent = world.postById.get(id)
  if (!parent || parent.deleted) throw forbidden(SAYS.parentDeleted)
  return parent
}

/** Since 23 February 2026 a reply by the API needs an author who named us or quoted us; our own threads are free. */
function checkMayReply({ faults }: Stage, me: Person, parent: Post): void {
  checkReply(faults, me, parent.author)
  const summoned = parent.author === me || mentionsSomebody(parent, me) || parent.quoted?.author === me
  if (!summoned) throw forbidden(SAYS.notSummoned)
}

function remove({ me, params }: Call, { world }: Stage): unknown {
  const said = world.postById.get(params.id ?? '')
  if (!said || said.deleted) throw notFound('tweet', params.id ?? '')
  if (said.author !== me) throw forbidden('You are not authorized to delete this Tweet.')
  said.deleted = true
  return { data: { deleted: true } }
}
