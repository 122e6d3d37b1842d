import twitter from 'twitter-text'
import type { Outgoing, Trace } from '../../domain/outgoing.ts'
import type { Line } from '../network.ts'
import { asAccount } from './as-account.ts'
import { DIRECT_PAGE, PAGE, REACH } from './limits.ts'
import { turnPages } from './pages.ts'
import { directItem, postItem } from './payload.ts'
import { DIRECT_QUERY, POST_QUERY } from './query.ts'
import { idAt } from './snowflake.ts'
import { conversationOf, postOf } from './target.ts'
import { readable } from './text.ts'

/** Our clock may run a little ahead of X's. */
const SKEW = { seconds: 5 }

/**
 * Looks for the message among our own since its first attempt: same answered post (or conversation), same words.
 * `unknown` when X can't be asked.
 */
export async function findSent(line: Line, out: Outgoing): Promise<Trace> {
  try {
    return (await (out.visibility === 'private' ? findDirect(line, out) : findReply(line, out))) ?? { kind: 'not-sent' }
  } catch {
    return { kind: 'unknown' }
  }
}

async function findReply(line: Line, out: Outgoing): Promise<Trace | null> {
  const sinceId = idAt(out.since.subtract(SKEW))
  const read = (paginationToken?: string) =>
    asAccount(line, (x) => x.users.getPosts(line.account.nativeId, { ...POST_QUERY, exclude: ['retweets'], maxResults: PAGE, sinceId, paginationToken }))
  const { items } = await turnPages(read, sinceId, REACH.own)
  for (const { data: post } of items.map((item) => postItem.parse(item))) {
    if (post.refersTo('replied_to') !== postOf(out.target) || !sameWords(readable(post.text, post.entities), out.text)) continue
    return { kind: 'sent', nativeId: post.id, at: post.created_at, url: `https://x.com/${line.account.handle}/status/${post.id}`, ref: { post: post.id } }
  }
  return null
}

async function findDirect(line: Line, out: Outgoing): Promise<Trace | null> {
  const since = idAt(out.since.subtract(SKEW))
  const conversation = conversationOf(out.target)
  const query = { ...DIRECT_QUERY, maxResults: DIRECT_PAGE }
  const read = (paginationToken?: string) =>
    asAccount(line, (x) =>
      conversation
        ? x.directMessages.getEventsByConversationId(conversation, { ...query, paginationToken })
        : x.directMessages.getEventsByParticipantId(out.target.to.nativeId, { ...query, paginationToken }),
    )
  const { items } = await turnPages(read, since, REACH.direct)
  for (const { data: message } of items.map((item) => directItem.parse(item))) {
    if (message.sender_id !== line.account.nativeId || !sameWords(readable(message.text, message.entities ?? undefined), out.text)) continue
    const threadId = message.dm_conversation_id
    return { kind: 'sent', nativeId: message.id, threadId, at: message.created_at, ref: { conversation: threadId } }
  }
  return null
}

/** X puts the answered people in front of a reply and rewrites links, so both sides are compared without either. */
function sameWords(theirs: string, ours: string): boolean {
  return bare(theirs) === bare(ours)
}

function bare(text: string): string {
  const links = twitter.extractUrlsWithIndices(text).toReversed()
  const unlinked = links.reduce((rest, { url, indices: [start, end] }) => rest.slice(0, start) + url.replace(/^https?:\/\/|\/$/g, '') + rest.slice(end), text)
  return unlinked
    .normalize('NFC')
    .replace(/^(?:@\w+\s+)+/, '')
    .replace(/\s+/g, ' ')
    .trim()
}
