import { write } from './act.ts'
import type { Call, Route, Stage } from './call.ts'
import { isNewer } from './ids.ts'
import { fileOf, includesOf, openAnswer, presentDirect } from './present.ts'
import { forbidden, invalid, notFound, SAYS } from './problem.ts'
import { takeUploads } from './media.ts'
import { readQuery, tokenAfter } from './query.ts'
import { personById, type Direct, type Person, type World } from './world.ts'

/** X looks 30 days back. Source: docs.x.com, direct messages lookup, read 2026-08-22. */
const REACH_DAYS = 30
const LONGEST = 10_000

export const DIRECT_ROUTES: Route[] = [
  { method: 'GET', path: '/2/dm_events', endpoint: 'GET /2/dm_events', answer: (call, { world }) => list(call, world, () => true) },
  {
    method: 'GET',
    path: '/2/dm_conversations/with/:id/dm_events',
    endpoint: 'GET /2/dm_conversations/with/:id/dm_events',
    answer: (call, { world }) => list(call, world, ({ sender, recipient }) => [sender.id, recipient.id].includes(call.params.id ?? '')),
  },
  {
    method: 'GET',
    path: '/2/dm_conversations/:id/dm_events',
    endpoint: 'GET /2/dm_conversations/:id/dm_events',
    answer: (call, { world }) => list(call, world, ({ conversation }) => conversation === call.params.id),
  },
  {
    method: 'POST',
    path: '/2/dm_conversations/with/:id/messages',
    endpoint: 'POST /2/dm_conversations/with/:id/messages',
    speaks: true,
    status: 201,
    answer: (call, stage) => send(call, stage, recipientById(stage.world, call.params.id)),
  },
  {
    method: 'POST',
    path: '/2/dm_conversations/:id/messages',
    endpoint: 'POST /2/dm_conversations/:id/messages',
    speaks: true,
    status: 201,
    answer: (call, stage) => send(call, stage, otherOf(stage.world, call)),
  },
  { method: 'DELETE', path: '/2/dm_events/:id', endpoint: 'DELETE /2/dm_events/:id', answer: remove },
  {
    method: 'GET',
    path: '/2/dm_conversations/media/:message/:medium/:file',
    endpoint: 'GET /2/dm_conversations/media/:message/:medium/:file',
    answer: download,
  },
]

function list({ origin, query, me }: Call, world: World, belongs: (said: Direct) => boolean): unknown {
  const asked = readQuery(query, 1)
  const oldest = Temporal.Now.instant().subtract({ hours: 24 * REACH_DAYS })
  const heard = world.directs.filter(
    (said) => !said.deleted && [said.sender, said.recipient].includes(me) && belongs(said) && Temporal.Instant.compare(said.at, oldest) > 0,
  )
  const wanted = heard.toReversed().filter((said) => !asked.before || isNewer(asked.before, said.id))
  const page = wanted.slice(0, asked.size)
  const last = page.at(-1)
  if (!last) return { meta: { result_count: 0 } }
  const answer = openAnswer(origin, asked)
  const data = page.map((said) => presentDirect(said, answer))
  const more = wanted.length > page.length ? { next_token: tokenAfter(last.id) } : {}
  return { data, ...includesOf(answer), meta: { result_count: page.length, ...more } }
}

function send({ me, body }: Call, stage: Stage, recipient: Person): unknown {
  const { text, attachments, ...rest } = (body ?? {}) as { text?: unknown; attachments?: { media_id?: unknown }[] }
  const [unknown] = Object.keys(rest)
  if (unknown) throw invalid(unknown, `[${unknown}] is not a known field`)
  if (typeof text !== 'string' || (text === '' && !attachments)) throw invalid('text', 'text is missing')
  if ([...text].length > LONGEST) throw invalid('text', 'The text of your direct message is over the maximum length.')
  if (stage.faults.hits('blocked', recipient, me) || !mayWrite(stage.world, me, recipient)) throw forbidden(SAYS.directClosed)
  const media = takeUploads(
    stage.media,
    me,
    attachments?.map((attachment) => attachment.media_id),
    'dm',
  )
  const said = write(stage.world, { author: me, text, media }, recipient)
  stage.spoke(said)
  return { data: { dm_conversation_id: said.conversation, dm_event_id: said.id } }
}

/** Whoever wrote to us first may be answered; others only if they are open to everybody. */
function mayWrite(world: World, me: Person, recipient: Person): boolean {
  return recipient.openToDirect || world.directs.some((said) => said.sender === recipient && said.recipient === me)
}

function recipientById(world: World, id: string | undefined): Person {
  const person = personById(world, id ?? '')
  if (!person) throw invalid('participant_id', `participant [${id}] is not a user`)
  return person
}

function otherOf(world: World, { me, params }: Call): Person {
  const ids = (params.id ?? '').split('-')
  const other = ids.find((id) => id !== me.id)
  if (ids.length !== 2 || !ids.includes(me.id)) throw forbidden('You are not a participant in this conversation.')
  return recipientById(world, other)
}

function remove({ me, params }: Call, { world }: Stage): unknown {
  const said = world.directs.find((said) => said.id === params.id && !said.deleted)
  if (!said) throw notFound('dm_event', params.id ?? '')
  if (said.sender !== me) throw forbidden('You are not permitted to perform this action.')
  said.deleted = true
  return { data: { deleted: true } }
}

function download({ me, params }: Call, { world }: Stage): unknown {
  const said = world.directs.find((said) => said.id === params.message && [said.sender, said.recipient].includes(me))
  const medium = said?.media.find((medium) => medium.id === params.medium && fileOf(medium) === params.file)
  if (!medium) throw notFound('dm_event', params.message ?? '')
  return { mime: medium.mime, bytes: medium.bytes }
}
