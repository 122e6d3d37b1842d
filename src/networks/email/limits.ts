import type { Capabilities } from '../../domain/capability.ts'

/** Ours, since mail itself has none: what the large providers all take. */
export const limits = {
  /** Characters of a text. */
  text: 100_000,
  attachments: 20,
  /** Bytes of a whole mail as it travels; 25 MB is the smallest bound in wide use. */
  mailBytes: 25 * 1024 * 1024,
}

export const capabilities: Capabilities = {
  network: 'email',
  label: 'E-mail',
  listens: 'stream-and-poll',
  speaks: ['private'],
  firstPrivateWord: 'always',
  threads: true,
  edits: false,
  deletes: false,
  // Base64 makes three bytes four, and lines add a little.
  media: { count: limits.attachments, bytes: Math.floor(limits.mailBytes * 0.72), mime: ['*/*'] },
  contentWarnings: false,
  sendsOnce: 'own-recent-posts',
  limits: {
    public: null,
    private: { unit: 'character', max: limits.text },
    rates: [],
    source: 'https://support.google.com/mail/answer/6584',
    read: '2026-11-22',
  },
}
