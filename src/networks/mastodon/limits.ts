import type { Capabilities, LengthRule } from '../../domain/capability.ts'
import type { OfficialAccount } from '../network.ts'

/** What a server allows before it has said so itself: Mastodon's own defaults. */
export const DEFAULT_LIMITS: ServerLimits = {
  characters: 500,
  charactersPerLink: 23,
  media: 4,
  imageBytes: 16 * 1024 * 1024,
  videoBytes: 99 * 1024 * 1024,
  mime: ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'video/webm', 'video/mp4', 'audio/mpeg', 'audio/ogg', 'audio/wav', 'audio/flac'],
}

/** Kept in `account.settings.limits`: read at connect, and again every day that we listen. */
export type ServerLimits = {
  characters: number
  charactersPerLink: number
  media: number
  imageBytes: number
  videoBytes: number
  /** Empty where the server doesn't say: then it decides at upload. */
  mime: string[]
}

export const capabilities: Capabilities = {
  network: 'mastodon',
  label: 'Mastodon',
  listens: 'stream-and-poll',
  speaks: ['public', 'private'],
  firstPrivateWord: 'always',
  threads: true,
  edits: true,
  deletes: true,
  media: { count: DEFAULT_LIMITS.media, bytes: DEFAULT_LIMITS.imageBytes, mime: DEFAULT_LIMITS.mime },
  contentWarnings: true,
  sendsOnce: 'idempotency-key',
  limits: {
    public: lengthRule(DEFAULT_LIMITS),
    private: lengthRule(DEFAULT_LIMITS),
    rates: [
      { what: 'all calls', calls: 300, seconds: 300 },
      { what: 'media', calls: 30, seconds: 1_800 },
      { what: 'delete', calls: 30, seconds: 1_800 },
    ],
    source: 'https://docs.joinmastodon.org/api/rate-limits/, https://docs.joinmastodon.org/user/posting/',
    read: '2026-07-31',
  },
}

/** The server's rule as the composer counts. A content warning counts too. */
function lengthRule(limits: ServerLimits): LengthRule {
  return { unit: 'grapheme', max: limits.characters, link: limits.charactersPerLink, shortMentions: true }
}

export function limitsOf(us: OfficialAccount): ServerLimits {
  return { ...DEFAULT_LIMITS, ...(us.settings.limits as Partial<ServerLimits> | undefined) }
}

const LINK = /https?:\/\/[^\s<>"']+/g
const REMOTE_PART = /(?<=@[\w.-]+)@[\w.-]+/g
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Length as the server counts it. Source: mastodon/mastodon, app/validators/status_length_validator.rb. */
export function countCharacters(text: string, contentWarning: string, limits: ServerLimits): number {
  const counted = contentWarning + text.replace(LINK, 'x'.repeat(limits.charactersPerLink)).replace(REMOTE_PART, '')
  return [...graphemes.segment(counted)].length
}
