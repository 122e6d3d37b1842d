import type { Author, Incoming, Media, Posted } from '../../domain/incoming.ts'
import type { Json, Visibility } from '../../domain/network-name.ts'
import type { OfficialAccount } from '../network.ts'
import { handleOf } from './handle.ts'
import { readItem, type HeardStatus } from './item.ts'
import { mimeOf } from './mime.ts'
import { plainText } from './plain-text.ts'
import type { Ref } from './ref.ts'
import { type Status, status as statusShape } from './wire.ts'

/** An edited status is told twice: as posted, for who never saw it, and as edited, for who did. */
export function translate(raw: Json, us: OfficialAccount): Incoming[] {
  const item = readItem(raw)
  if (item.kind === 'deleted') return [{ kind: 'deleted', network: 'mastodon', nativeId: item.uri, at: Temporal.Instant.from(item.at) }]
  const status = statusShape.parse(item.status)
  if (status.reblog) return []
  const posted = postedOf(status, item, us)
  if (!status.edited_at) return [posted]
  const { network, nativeId, text, contentWarning, media } = posted
  return [posted, { kind: 'edited', network, nativeId, at: Temporal.Instant.from(status.edited_at), text, contentWarning, media }]
}

function postedOf(status: Status, item: HeardStatus, us: OfficialAccount): Posted {
  const domain = String(us.settings.domain)
  const quotes = status.quote?.quoted_status?.uri ?? null
  const visibility = visibilityOf(status.visibility)
  return {
    kind: 'posted',
    network: 'mastodon',
    nativeId: status.uri,
    at: Temporal.Instant.from(status.created_at),
    author: authorOf(status, domain),
    visibility,
    threadId: channelOf(status, us) ?? threadOf(status, item),
    replyTo: item.thread?.parent ?? null,
    quotes,
    addressed: isAddressed(status, item, us) ? [us.nativeId] : [],
    text: plainText(status.content, quotes !== null),
    contentWarning: status.spoiler_text || undefined,
    language: status.language ?? undefined,
    media: status.media_attachments.flatMap(mediaOf),
    parent: parentOf(item, domain),
    url: status.url ?? status.uri,
    ref: refOf(status, us),
  }
}

/** Followers-only is private too: whoever wrote it did not write it for the square. So is any word we don't know. */
function visibilityOf(word: string): Visibility {
  return word === 'public' || word === 'unlisted' ? 'public' : 'private'
}

/**
 * The profile's address is the one id that authors, mentions and every make of server have in common; servers accept it
 * only from the actor's own origin.
 */
function authorOf({ account }: Status, domain: string): Author {
  const handle = handleOf(account.acct, domain)
  return { nativeId: account.url, handle, name: account.display_name || handle, avatarUrl: account.avatar_static ?? undefined, url: account.url }
}

function threadOf(status: Status, item: HeardStatus): string | null {
  return status.in_reply_to_id ? (item.thread?.root ?? null) : status.uri
}

/** Mastodon has no private channels, only audiences: the same people are the same channel, whoever starts anew. */
export function channelOf(status: Status, us: OfficialAccount): string | null {
  if (visibilityOf(status.visibility) !== 'private') return null
  return `private ${audienceOf(status, us).toSorted().join(' ')}`
}

/** Poor servers leave the reader's own account out of `mentions`: whoever could hear a private word was named in it. */
function audienceOf(status: Status, us: OfficialAccount): string[] {
  const domain = String(us.settings.domain)
  const named = [status.account.acct, ...status.mentions.map((mention) => mention.acct)].map((acct) => handleOf(acct, domain).toLowerCase())
  if (visibilityOf(status.visibility) === 'private') named.push(us.handle.toLowerCase())
  return [...new Set(named)]
}

function isAddressed(status: Status, item: HeardStatus, us: OfficialAccount): boolean {
  const { accountId } = us.settings
  if (status.account.id === accountId) return false
  if (item.via === 'mention' || item.via === 'quote') return true
  return status.in_reply_to_account_id === accountId || status.mentions.some(({ id, url }) => id === accountId || url === us.nativeId)
}

function parentOf(item: HeardStatus, domain: string): Posted['parent'] {
  const parent = statusShape.safeParse(item.thread?.status)
  if (!parent.success) return null
  const { content, created_at: at } = parent.data
  return { author: authorOf(parent.data, domain), text: plainText(content), at: Temporal.Instant.from(at) }
}

function mediaOf(attachment: Status['media_attachments'][number]): Media[] {
  const url = attachment.url ?? attachment.remote_url
  if (!url) return []
  const kind = KINDS.get(attachment.type) ?? 'file'
  return [{ kind, url, mime: mimeOf(url, kind), description: attachment.description ?? undefined }]
}

/** A "gifv" is a silent looping video. */
const KINDS = new Map<string, Media['kind']>([['image', 'image'], ['gifv', 'video'], ['video', 'video'], ['audio', 'audio']]) // prettier-ignore

export function refOf(status: Status, us: OfficialAccount): Ref {
  return {
    server: String(us.settings.server),
    id: status.id,
    visibility: status.visibility,
    contentWarning: status.spoiler_text,
    authorId: status.account.id,
    audience: audienceOf(status, us),
    ...(typeof status.account.followers_count === 'number' ? { reach: status.account.followers_count } : {}),
  }
}
