import { z } from 'zod'
import type { Json } from '../../domain/network-name.ts'
import type { OfficialAccount } from '../network.ts'
import { POLLING } from './limits.ts'
import { idAt } from './snowflake.ts'

/**
 * Everything that listening must remember: the newest id heard of each list, when we last heard, the posts watched for
 * deletion (newest last), and when the two slow calls are next due.
 */
const shape = z.object({
  mentions: z.string(),
  own: z.string(),
  direct: z.string(),
  heardAt: z.string(),
  watched: z.array(z.string()),
  directDue: z.string(),
  watchDue: z.string(),
})
export type Cursor = z.infer<typeof shape>

/** The stored cursor; without one, the recent past that `connect` promised in `hearFrom`. */
export function readCursor(stored: Json | null, account: OfficialAccount): Cursor {
  if (stored !== null) return shape.parse(stored)
  const { hearFrom } = account.settings
  const from = typeof hearFrom === 'string' ? Temporal.Instant.from(hearFrom) : Temporal.Now.instant().subtract({ hours: POLLING.hearHours })
  const [id, at] = [idAt(from), from.toString()]
  return { mentions: id, own: id, direct: id, heardAt: at, watched: [], directDue: at, watchDue: at }
}

export function isDue(at: string, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(Temporal.Instant.from(at), now) <= 0
}
