import { AppBskyFeedDefs, AppBskyFeedPost, type AppBskyEmbedImages, type Agent } from '@atproto/api'
import type { Outcome, Outgoing, OutgoingMedia, RefusalCode } from '../../domain/outgoing.ts'
import type { Line } from '../network.ts'
import { chooseId, POSTS } from './choose-id.ts'
import { errorName } from './failure.ts'
import { facetsOf } from './facets.ts'
import { whyMissing } from './fetch-posts.ts'
import { findSent } from './find-sent.ts'
import { capabilities } from './limits.ts'
import type { Session } from './session.ts'
import { parsePostUri, postUrl } from './uri.ts'

/**
 * Writes the record under the key we chose, only where none stands: a second attempt, even at the same moment, meets the first one's.
 * Throws what the network throws.
 */
export async function sendPublic(session: Session, line: Line, out: Outgoing): Promise<Outcome> {
  const parent = out.target.nativeId === null ? null : await readParent(session, out.target.nativeId)
  if (parent && 'refused' in parent) return { kind: 'refused', code: parent.refused }
  const images = await upload(session.agent, out.media)
  if (images === 'rejected') return { kind: 'refused', code: 'media-rejected' }
  const createdAt = Temporal.Now.instant()
  const record: AppBskyFeedPost.Record = {
    $type: POSTS,
    text: out.text,
    facets: await facetsOf(out.text, session.agent),
    createdAt: createdAt.toString({ fractionalSecondDigits: 3 }),
    ...(out.language && { langs: [out.language] }),
    ...(parent && { reply: parent }),
    ...(images.length > 0 && { embed: { $type: 'app.bsky.embed.images', images } }),
  }
  return write(session, line, out, record)
}

async function write(session: Session, line: Line, out: Outgoing, record: AppBskyFeedPost.Record): Promise<Outcome> {
  const id = parsePostUri(out.chosenId ?? chooseId(out, line.account) ?? '')
  if (!id || id.did !== session.did) return { kind: 'refused', code: 'rejected', detail: 'the chosen id is not of this account' }
  try {
    const { data } = await session.agent.com.atproto.repo.putRecord({ repo: id.did, collection: POSTS, rkey: id.rkey, record: { ...record }, swapRecord: null })
    return { kind: 'sent', nativeId: data.uri, url: postUrl(id), ref: { cid: data.cid }, at: Temporal.Instant.from(record.createdAt) }
  } catch (error) {
    // InvalidSwap: one stands there already. Anything else may have been written before the answer was lost.
    const trace = await findSent(line, out)
    if (trace.kind === 'sent') return trace
    if (errorName(error) === 'InvalidSwap') return { kind: 'refused', code: 'rejected', detail: 'another record stands under the chosen key' }
    throw error
  }
}

/** The parent as it stands now, with its thread's root; or why it can't be answered any more. */
async function readParent(session: Session, uri: string): Promise<AppBskyFeedPost.ReplyRef | { refused: RefusalCode }> {
  const { data } = await session.agent.app.bsky.feed.getPosts({ uris: [uri] })
  const [post] = data.posts
  if (!post) return { refused: (await whyMissing({ session }, uri)) === 'deleted' ? 'parent-deleted' : 'blocked' }
  if (isClosedTo(post)) return { refused: 'blocked' }
  const parent = { uri: post.uri, cid: post.cid }
  const isReply = AppBskyFeedPost.isRecord(post.record) && AppBskyFeedPost.validateRecord(post.record)
  return { parent, root: (isReply && isReply.success ? isReply.value.reply?.root : undefined) ?? parent }
}

/** A block in either direction, or a gate that its author put before the thread. */
function isClosedTo({ author, viewer }: AppBskyFeedDefs.PostView): boolean {
  return Boolean(author.viewer?.blockedBy || author.viewer?.blocking || author.viewer?.blockingByList || viewer?.replyDisabled)
}

/** Blobs go first; unused, the server forgets them by itself. */
async function upload(agent: Agent, media: OutgoingMedia[]): Promise<AppBskyEmbedImages.Image[] | 'rejected'> {
  const { count, bytes: most, mime } = capabilities.media ?? { count: 0, bytes: 0, mime: [] }
  if (media.length > count || media.some((one) => !mime.includes(one.mime))) return 'rejected'
  const images: AppBskyEmbedImages.Image[] = []
  for (const one of media) {
    const bytes = await one.read()
    if (bytes.byteLength > most) return 'rejected'
    const { data } = await agent.com.atproto.repo.uploadBlob(bytes, { encoding: one.mime })
    images.push({ image: data.blob, alt: one.description ?? '' })
  }
  return images
}
