import type { Capabilities, Limits } from '../../domain/capability.ts'

/** X's own figures, per user and window; the one place where they stand. */
const LIMITS: Limits = {
  public: { unit: 'weighted', max: 280, link: 23 },
  private: { unit: 'character', max: 10_000 },
  rates: [
    { what: 'GET /2/users/:id/mentions', calls: 300, seconds: 900 },
    { what: 'GET /2/users/:id/tweets', calls: 900, seconds: 900 },
    { what: 'GET /2/tweets', calls: 900, seconds: 900 },
    { what: 'GET /2/tweets/search/recent', calls: 300, seconds: 900 },
    { what: 'GET /2/users/by/username/:username', calls: 900, seconds: 900 },
    { what: 'GET /2/dm_events', calls: 15, seconds: 900 },
    { what: 'GET /2/dm_conversations/with/:id/dm_events', calls: 15, seconds: 900 },
    { what: 'POST /2/tweets', calls: 100, seconds: 900 },
    { what: 'DELETE /2/tweets/:id', calls: 50, seconds: 900 },
    { what: 'POST /2/dm_conversations/with/:id/messages', calls: 15, seconds: 900 },
    { what: 'DELETE /2/dm_events/:id', calls: 300, seconds: 900 },
  ],
  source: 'https://docs.x.com/x-api/fundamentals/rate-limits; https://github.com/twitter/twitter-text (configuration v3)',
  read: '2026-08-22',
}

/** Sizes in bytes, by what X calls the kind. Source: docs.x.com, media upload best practices, read 2026-08-22. */
export const MEDIA_BYTES = { image: 5_242_880, gif: 15_728_640, video: 536_870_912 } as const

export const CAPABILITIES: Capabilities = {
  network: 'x',
  label: 'X',
  listens: 'poll',
  speaks: ['public', 'private'],
  firstPrivateWord: 'if-allowed',
  threads: true,
  edits: true,
  deletes: true,
  // The bound of the strictest kind, an image; each kind's own bound is checked before sending.
  media: { count: 4, bytes: MEDIA_BYTES.image, mime: ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'video/mp4'] },
  contentWarnings: false,
  sendsOnce: 'own-recent-posts',
  limits: LIMITS,
}

/** Weighted characters of a long post, for accounts with Premium. Source: docs.x.com changelog of 20 August 2024. */
export const LONG_POST = 25_000

/** How far back each timeline reaches, in posts: what came before is lost to the API. Source: docs.x.com, timelines, read 2026-08-22. */
export const REACH = { mentions: 800, own: 3_200, direct: 3_200 } as const

/** Items a page: X's maximum for all the lists we read, and for a lookup by ids. */
export const PAGE = 100

/** Direct messages a page: they can't be asked for since an id, so every look returns old ones, and X bills each once a day. */
export const DIRECT_PAGE = 20

/**
 * How we poll; an account's settings may override each. X bills posts returned, not calls, so a short interval costs nothing while nobody writes.
 * `directSeconds` keeps one call in fifteen free; `watchSeconds` paces the look for deletions, billed at most once a post and UTC day.
 */
export const POLLING = { pollSeconds: 5, directSeconds: 70, watchSeconds: 900, watchPosts: 100, hearHours: 24, directRetryMinutes: 60 } as const

/** The recent search: seven days back, less two hours for a reading that takes its time; at least so many posts a page. Source: docs.x.com, read 2026-08-22. */
export const RECENT_SEARCH = { hours: 166, least: 10 } as const

/** Prices in US dollars per item, pay-per-use. Source: docs.x.com, pricing, read 2026-08-22. */
export const PRICES = {
  ownedRead: 0.001,
  postRead: 0.005,
  userRead: 0.01,
  directRead: 0.01,
  summonedReply: 0.01,
  post: 0.015,
  postWithLink: 0.2,
  directSend: 0.015,
} as const
