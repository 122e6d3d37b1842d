import { AppBskyFeedPost, ChatBskyConvoDefs } from '@atproto/api'
import type { Outgoing, Trace } from '../../domain/outgoing.ts'
import type { Line } from '../network.ts'
import { chooseId, POSTS } from './choose-id.ts'
import { errorName } from './failure.ts'
import { findConvo } from './open-convo.ts'
import { openSession, type Session } from './session.ts'
import { parsePostUri, postUrl, privateId } from './uri.ts'

/** Asks the network whether an earlier attempt arrived. */
export async function findSent(line: Line, out: Outgoing): Promise<Trace> {
  try {
    const session = openSession(line)
    return out.visibility === 'public' ? await findRecord(session, line, out) : await findSentPrivately(session, out)
  } catch {
    return { kind: 'unknown' }
  }
}

/** Our own server holds the record, so there is no index to wait for. */
async function findRecord({ agent, did }: Session, line: Line, out: Outgoing): Promise<Trace> {
  const id = parsePostUri(out.chosenId ?? chooseId(out, line.account) ?? '')
  if (!id || id.did !== did) return { kind: 'not-sent' }
  try {
    const { data } = await agent.com.atproto.repo.getRecord({ repo: id.did, collection: POSTS, rkey: id.rkey })
    const record = AppBskyFeedPost.validateRecord(data.value)
    if (!record.success || record.value.text !== out.text) return { kind: 'not-sent' }
    return { kind: 'sent', nativeId: data.uri, url: postUrl(id), ref: { cid: data.cid ?? '' }, at: Temporal.Instant.from(record.value.createdAt) }
  } catch (error) {
    if (errorName(error) === 'RecordNotFound') return { kind: 'not-sent' }
    throw error
  }
}

/** The two clocks may differ. Within so little, the same words again are the same message: to send it twice would be worse. */
const CLOCKS_DIFFER = { minutes: 1 }

/** By its words, among our own in that conversation since the first attempt. Throws what the network throws. */
export async function findSentPrivately(session: Session, out: Outgoing): Promise<Trace> {
  const convo = await findConvo(session, out.target)
  if (convo === null) return { kind: 'not-sent' }
  const since = out.since.subtract(CLOCKS_DIFFER)
  let cursor: string | undefined
  do {
    const { data } = await session.chat.chat.bsky.convo.getMessages({ convoId: convo.id, limit: 50, cursor })
    for (const message of data.messages) {
      if (!ChatBskyConvoDefs.isMessageView(message)) continue
      const at = Temporal.Instant.from(message.sentAt)
      if (Temporal.Instant.compare(at, since) < 0) return { kind: 'not-sent' }
      if (message.sender.did === session.did && message.text === out.text)
        return { kind: 'sent', nativeId: privateId(convo.id, message.id), threadId: convo.id, ref: { convoId: convo.id }, at }
    }
    cursor = data.messages.length > 0 ? data.cursor : undefined
  } while (cursor !== undefined)
  return { kind: 'not-sent' }
}
