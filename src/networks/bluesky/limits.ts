import type { Capabilities, LengthRule } from '../../domain/capability.ts'

/** What Bluesky allows, as data. */
export const capabilities: Capabilities = {
  network: 'bluesky',
  label: 'Bluesky',
  listens: 'poll',
  speaks: ['public', 'private'],
  firstPrivateWord: 'if-allowed',
  threads: true,
  edits: false,
  deletes: true,
  media: { count: 4, bytes: 2_000_000, mime: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] },
  contentWarnings: false,
  sendsOnce: 'chosen-id',
  limits: {
    public: { unit: 'grapheme', max: 300, maxBytes: 3_000 },
    private: { unit: 'grapheme', max: 1_000, maxBytes: 10_000 },
    rates: [
      { what: 'all calls, per address', calls: 3_000, seconds: 300 },
      { what: 'com.atproto.repo.putRecord', calls: 2_500, seconds: 3_600 },
      { what: 'com.atproto.repo.putRecord', calls: 17_500, seconds: 86_400 },
      { what: 'com.atproto.server.createSession', calls: 30, seconds: 300 },
      { what: 'com.atproto.server.createSession', calls: 300, seconds: 86_400 },
    ],
    source: 'https://docs.bsky.app/docs/advanced-guides/rate-limits and the lexicons in @atproto/api 0.21',
    read: '2026-04-30',
  },
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Whether a text breaks the rule, by graphemes or by UTF-8 bytes: a family emoji is one of the first and 25 of the second. */
export function isTooLong(text: string, rule: LengthRule): boolean {
  if (rule.maxBytes !== undefined && Buffer.byteLength(text) > rule.maxBytes) return true
  // A text has never more graphemes than UTF-16 units, so most need no segmenter.
  return text.length > rule.max && Iterator.from(graphemes.segment(text)).reduce((count) => count + 1, 0) > rule.max
}
