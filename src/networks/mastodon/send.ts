import type { Outcome, Outgoing } from '../../domain/outgoing.ts'
import type { Line } from '../network.ts'
import { type Addressed, address } from './address.ts'
import { type Desk, NoAnswer, type Reply, call, deskOf } from './client.ts'
import { outcomeOf, outcomeOfSilence } from './failure.ts'
import { lookFor } from './find-sent.ts'
import { mentionOf, sameHandle } from './handle.ts'
import { localId } from './local-id.ts'
import { relationship, type Status, status as statusShape } from './wire.ts'
import { sentOf } from './sent.ts'
import { upload } from './upload.ts'

/**
 * One attempt: look, then post. Some servers ignore the key of a repeated post, and a server error may hide a success,
 * so our own words are looked for first; the same look finds a parent that is gone before anything is uploaded.
 */
export async function send(line: Line, out: Outgoing): Promise<Outcome> {
  const message = address(out, line.account)
  if ('refused' in message) return { kind: 'refused', code: message.refused, detail: message.why }
  const desk = deskOf(line)
  const progress = { posting: false }
  try {
    return await attempt({ line, desk, out, message, progress })
  } catch (error) {
    if (error instanceof NoAnswer) return outcomeOfSilence(error, progress.posting)
    throw error
  }
}

interface Attempt {
  line: Line
  desk: Desk
  out: Outgoing
  message: Addressed
  /** Until it is true, nothing that fails can have said anything. */
  progress: { posting: boolean }
}

async function attempt(one: Attempt): Promise<Outcome> {
  const parent = await localId(one.desk, one.out.target, one.message.answers)
  if (parent === 'gone') return parentLost(one)
  const trace = await lookFor({ desk: one.desk, us: one.line.account, out: one.out, message: one.message, parent })
  if (trace.kind === 'gone') return parentLost(one)
  if (trace.kind === 'failed') return outcomeOf(trace.reply)
  if (trace.kind === 'sent') return trace
  const media = await upload(one.desk, one.out.media, one.line.account)
  return 'kind' in media ? media : post(one, parent, media.ids)
}

async function post(one: Attempt, parent: string | null, media: string[]): Promise<Outcome> {
  const { desk, out, message, progress } = one
  progress.posting = true
  const reply = await call(desk, 'POST', '/api/v1/statuses', {
    headers: { 'idempotency-key': out.key },
    json: {
      status: message.text,
      visibility: message.visibility,
      ...(parent ? { in_reply_to_id: parent } : {}),
      ...(message.contentWarning ? { spoiler_text: message.contentWarning, sensitive: true } : {}),
      ...(out.language ? { language: out.language } : {}),
      ...(media.length > 0 ? { media_ids: media } : {}),
    },
  })
  if (reply.status === 404 && parent) return parentLost(one)
  if (!reply.ok) return outcomeOf(reply)
  const said = statusShape.safeParse(reply.json)
  if (!said.success) return { kind: 'unsure', detail: 'the server took it and answered in an unknown shape' }
  return (await takeBackIfUnheard(one, said.data)) ?? sentOf(said.data, one.line.account)
}

/** A server that doesn't know the person, or may not reach them, posts a direct message to nobody. */
async function takeBackIfUnheard({ line, desk, out, message }: Attempt, said: Status): Promise<Outcome | null> {
  const domain = String(line.account.settings.domain)
  const { handle, nativeId } = out.target.to
  const heard = said.mentions.some((one) => one.url === nativeId || sameHandle(one.acct, handle, domain))
  if (message.visibility !== 'direct' || heard) return null
  await call(desk, 'DELETE', `/api/v1/statuses/${encodeURIComponent(said.id)}`)
  return { kind: 'refused', code: 'recipient-unknown', detail: `${mentionOf(handle, domain)} is nobody the server can reach` }
}

/** To whom they blocked, a server says the same as of what was deleted; only the relationship tells. */
async function parentLost({ desk, message }: Attempt): Promise<Outcome> {
  const reply = await blockReply(desk, message)
  const found = Array.isArray(reply?.json) ? relationship.safeParse(reply.json[0]) : null
  return { kind: 'refused', code: found?.data?.blocked_by ? 'blocked' : 'parent-deleted' }
}

async function blockReply(desk: Desk, { answers }: Addressed): Promise<Reply | null> {
  if (!answers || answers.server !== desk.server) return null
  return call(desk, 'GET', '/api/v1/accounts/relationships', { query: { id: [answers.authorId] } })
}
