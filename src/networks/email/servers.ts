import { z } from 'zod'
import type { Json } from '../../domain/network-name.ts'
import type { OfficialAccount } from '../network.ts'

/** How a connection is protected: TLS from the first byte, TLS after a plain greeting, or none (private networks only). */
const security = z.enum(['tls', 'starttls', 'none'])

const server = z.object({ host: z.string().min(1), port: z.number().int().min(1).max(65_535), security })
export type Server = z.infer<typeof server>

const settings = z.object({
  address: z.string(),
  user: z.string(),
  imap: server,
  smtp: server,
  /** Path of the folder that holds what we sent; null where the mailbox has none. */
  sent: z.string().nullable(),
  /** Seconds between two looks under IDLE, which some servers cut in silence. */
  pollSeconds: z.number().positive(),
  /** Days of mail that a first listening reads back. */
  recentDays: z.number().nonnegative(),
})

/** What `connect` learnt of the mailbox and every later call needs again. */
export type MailSettings = z.infer<typeof settings>

/** Throws when the settings were not written by `connect`. */
export function mailSettings(account: Pick<OfficialAccount, 'settings'>): MailSettings {
  return settings.parse(account.settings)
}

/** The same settings as the JSON that storage keeps. */
export function asStored(known: MailSettings): Record<string, Json> {
  return { ...known }
}

export function isSecurity(value: string): value is Server['security'] {
  return security.safeParse(value).success
}
