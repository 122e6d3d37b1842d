import type { Outcome, Outgoing } from '../../domain/outgoing.ts'
import type { Line } from '../network.ts'
import { asAccount } from './as-account.ts'
import { failureOf, failureOfRead } from './failure.ts'
import { findSent } from './find-sent.ts'
import { fitsPrivate, fitsPublic, kindOf, mayGoTogether } from './length.ts'
import { instantOf } from './snowflake.ts'
import { conversationOf, postOf } from './target.ts'
import { MediaRejected, upload } from './upload.ts'

/**
 * One attempt: attachments first, then the one call that says it. A private target is never answered in public: that is
 * decided here from both visibilities, whatever else the message says.
 */
export async function send(line: Line, out: Outgoing): Promise<Outcome> {
  const unfit = refuseUnfit(line, out)
  if (unfit) return unfit
  const media = await uploadAll(line, out)
  if (!Array.isArray(media)) return media
  try {
    return out.visibility === 'private' ? await sendDirect(line, out, media) : await sendReply(line, out, media)
  } catch (error) {
    return settle(line, out, failureOf(error))
  }
}

function refuseUnfit({ account }: Line, out: Outgoing): Outcome | null {
  if (out.visibility !== 'private' && (out.target.visibility === 'private' || out.target.nativeId === null)) return { kind: 'refused', code: 'visibility' }
  const isPrivate = out.visibility === 'private'
  if (!(isPrivate ? fitsPrivate(out.text) : fitsPublic(out.text, account))) return { kind: 'refused', code: 'too-long' }
  return mayGoTogether(out.media.map(kindOf), isPrivate) ? null : { kind: 'refused', code: 'media-rejected', detail: 'kinds' }
}

async function uploadAll(line: Line, out: Outgoing): Promise<string[] | Outcome> {
  const ids: string[] = []
  try {
    for (const media of out.media) ids.push(await upload(line, media, out.visibility === 'private'))
    return ids
  } catch (error) {
    return error instanceof MediaRejected ? { kind: 'refused', code: 'media-rejected', detail: error.message } : failureOfRead(error)
  }
}

async function sendReply(line: Line, out: Outgoing, mediaIds: string[]): Promise<Outcome> {
  const reply = { inReplyToTweetId: postOf(out.target) ?? '' }
  const answer = await asAccount(line, (x) => x.posts.create({ text: out.text, reply, ...(mediaIds.length > 0 ? { media: { mediaIds } } : {}) }))
  const id = answer.data?.id
  if (!id) return { kind: 'unsure', detail: 'no id' }
  return { kind: 'sent', nativeId: id, at: instantOf(id), url: `https://x.com/${line.account.handle}/status/${id}`, ref: { post: id } }
}

async function sendDirect(line: Line, out: Outgoing, [mediaId]: string[]): Promise<Outcome> {
  const conversation = conversationOf(out.target)
  const body = { text: out.text, ...(mediaId ? { attachments: [{ mediaId }] } : {}) }
  const answer = await asAccount(line, (x) =>
    conversation ? x.directMessages.createByConversationId(conversation, body) : x.directMessages.createByParticipantId(out.target.to.nativeId, body),
  )
  const id = answer.data?.dmEventId
  if (!id) return { kind: 'unsure', detail: 'no id' }
  const threadId = answer.data?.dmConversationId ?? conversation
  return { kind: 'sent', nativeId: id, at: instantOf(id), ref: { conversation: threadId ?? '' }, ...(threadId ? { threadId } : {}) }
}

/** X refuses a text that it has just taken: when the copy it has is this very message, it was sent by an attempt before. */
async function settle(line: Line, out: Outgoing, failure: Outcome): Promise<Outcome> {
  if (failure.kind !== 'refused' || failure.code !== 'duplicate') return failure
  const trace = await findSent(line, out)
  return trace.kind === 'sent' ? trace : failure
}
