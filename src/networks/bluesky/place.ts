import { z } from 'zod'
import type { Json } from '../../domain/network-name.ts'
import type { Settings } from './settings.ts'

/** The cursor: how far each of an account's four ears has heard. */
export type Place = z.infer<typeof Place>

const Place = z.object({
  /** When the newest handled notification was indexed, by the network's clock. */
  notified: z.string().nullable(),
  /** The same for our own posts. */
  own: z.string().nullable(),
  /** The chat log's revision. */
  chat: z.string().nullable(),
  /** The latest posts heard, oldest first: those whose deletion we look for. */
  recent: z.array(z.string()),
})

export function readPlace(cursor: Json | null, settings: Settings): Place {
  return cursor === null ? { notified: settings.listenFrom, own: settings.listenFrom, chat: null, recent: [] } : Place.parse(cursor)
}

/** Deletions are looked for among this many posts, a request for each 25. */
const RECENT = 200

export function remember(recent: string[], uris: string[]): string[] {
  return [...new Set([...recent, ...uris])].slice(-RECENT)
}

/** An ISO instant so much earlier; null stays null. Instants from one clock compare as texts. */
export function earlier(instant: string | null, by: Temporal.DurationLike): string | null {
  return instant === null ? null : Temporal.Instant.from(instant).subtract(by).toString({ fractionalSecondDigits: 3 })
}

export function later(a: string | null, b: string): string {
  return a === null || a < b ? b : a
}
