import twitter from 'twitter-text'
import type { OutgoingMedia } from '../../domain/outgoing.ts'
import type { OfficialAccount } from '../network.ts'
import { CAPABILITIES, LONG_POST, MEDIA_BYTES } from './limits.ts'

/** Whether a public text fits, counted as X counts: 280 weighted, or a long post where the account may write one. */
export function fitsPublic(text: string, account: OfficialAccount): boolean {
  const max = account.settings.longPosts === true ? LONG_POST : (CAPABILITIES.limits.public?.max ?? 0)
  return twitter.parseTweet(text.normalize('NFC')).weightedLength <= max
}

export function fitsPrivate(text: string): boolean {
  return [...text].length <= (CAPABILITIES.limits.private?.max ?? 0)
}

export type MediaKind = keyof typeof MEDIA_BYTES

export function kindOf(media: Pick<OutgoingMedia, 'mime'>): MediaKind | null {
  if (!CAPABILITIES.media?.mime.includes(media.mime)) return null
  if (media.mime === 'image/gif') return 'gif'
  return media.mime.startsWith('video/') ? 'video' : 'image'
}

/** X takes up to four pictures, or one film, or one moving picture; a direct message takes one of anything. */
export function mayGoTogether(kinds: (MediaKind | null)[], isPrivate: boolean): boolean {
  if (kinds.includes(null)) return false
  if (kinds.length <= 1) return true
  return !isPrivate && kinds.length <= (CAPABILITIES.media?.count ?? 0) && kinds.every((kind) => kind === 'image')
}
