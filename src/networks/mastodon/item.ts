import { z } from 'zod'
import type { Json } from '../../domain/network-name.ts'

/** One raw item: what the server said, with what had to be asked besides, so that `translate` needs no network. */
export type HeardItem = HeardStatus | HeardDeletion

export interface HeardStatus {
  kind: 'status'
  /** `own` and `seen` prove nothing about who it is addressed to; a notification does. */
  via: 'mention' | 'quote' | 'own' | 'seen'
  status: Json
  thread?: Thread
}

interface HeardDeletion {
  kind: 'deleted'
  uri: string
  at: string
}

/** The place of a reply: a status names its parent by a local id only, and its root not at all. */
export interface Thread {
  root: string | null
  parent: string
  /** The parent, where it was read. */
  status?: Json
}

export function readItem(raw: Json): HeardItem {
  return shape.parse(raw) as HeardItem
}

const shape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('status'),
    via: z.enum(['mention', 'quote', 'own', 'seen']),
    status: z.json(),
    thread: z.object({ root: z.string().nullable(), parent: z.string(), status: z.json().optional() }).optional(),
  }),
  z.object({ kind: z.literal('deleted'), uri: z.string(), at: z.string() }),
])
