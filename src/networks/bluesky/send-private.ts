import type { Outcome, Outgoing } from '../../domain/outgoing.ts'
import { failureOf, mayHaveArrived } from './failure.ts'
import { facetsOf } from './facets.ts'
import { findSentPrivately } from './find-sent.ts'
import { openConvo } from './open-convo.ts'
import type { Session } from './session.ts'
import { privateId } from './uri.ts'

/** The chat service knows no id of ours: a lost answer is looked for, and where it can't be found, nobody sends again unasked. */
export async function sendPrivate(session: Session, out: Outgoing): Promise<Outcome> {
  if (out.media.length > 0) return { kind: 'refused', code: 'media-rejected', detail: 'private messages carry no files' }
  const convo = await openConvo(session, out.target)
  if (convo === null) return { kind: 'refused', code: 'recipient-unknown' }
  if (convo.status === 'request') await session.chat.chat.bsky.convo.acceptConvo({ convoId: convo.id })
  const message = { text: out.text, facets: await facetsOf(out.text, session.agent) }
  try {
    const { data } = await session.chat.chat.bsky.convo.sendMessage({ convoId: convo.id, message })
    return { kind: 'sent', nativeId: privateId(convo.id, data.id), threadId: convo.id, ref: { convoId: convo.id }, at: Temporal.Instant.from(data.sentAt) }
  } catch (error) {
    return outcomeAfter(error, session, out)
  }
}

async function outcomeAfter(error: unknown, session: Session, out: Outgoing): Promise<Outcome> {
  if (!mayHaveArrived(error)) throw error
  const trace = await findSentPrivately(session, out).catch(() => null)
  // Not there yet is no proof: a gateway gives up while the service behind it is still busy.
  return trace?.kind === 'sent' ? trace : { kind: 'unsure', detail: failureOf(error).message }
}
