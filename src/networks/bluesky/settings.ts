import { z } from 'zod'
import type { OfficialAccount } from '../network.ts'

/** Who carries private messages for everyone on Bluesky, unless the account says otherwise. */
export const BLUESKY_CHAT = 'did:web:api.bsky.chat'

const Settings = z.object({
  /** Where we sign in: the entryway, or the account's own server. */
  server: z.string(),
  /** Where the account's data lives, when it isn't `server`. */
  pds: z.string().optional(),
  chat: z.string().default(BLUESKY_CHAT),
  /** Notifications before this were there when we connected; null when there were none. */
  listenFrom: z.string().nullable().default(null),
  pollSeconds: z.number().positive().default(5),
})

export type Settings = z.infer<typeof Settings>

/** What `connect` kept, and the operator may have changed. Throws when it isn't ours. */
export function readSettings(account: Pick<OfficialAccount, 'settings'>): Settings {
  return Settings.parse(account.settings)
}
