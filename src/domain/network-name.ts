/** The networks Plaza speaks to. A phone call is a message too, so the phone is one of them. */
export const NETWORK_NAMES = ['x', 'bluesky', 'mastodon', 'email', 'phone'] as const
export type NetworkName = (typeof NETWORK_NAMES)[number]

/** Visibility belongs to the message, never to the ticket or the thread's mood. */
export type Visibility = 'public' | 'private'

/** Whatever survives a round trip through JSON: cursors, raw payloads, references. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
