import type { Checkpoint } from '../../platform/checkpoint.ts'
import type { Log } from '../../platform/log.ts'
import type { Seal } from '../../platform/seal.ts'
import type { Db } from '../../storage/database.ts'
import type { Manuals } from '../manual-in-force.ts'
import type { Lines } from '../open-line.ts'

/** A mail server of the operator's own, for what Plaza itself has to say. */
export interface MailServer {
  host: string
  port: number
  security: 'tls' | 'starttls' | 'none'
  /** Null: it takes mail from this machine without a sign-in. */
  login: { user: string; password: string } | null
  /** Who the mails are from. */
  from: string
}

/** What calling somebody takes. */
export interface PageNeeds {
  db: Db
  log: Log
  seal: Seal
  manuals: Manuals
  /** Named places where a test may end the process; nothing otherwise. */
  checkpoint: Checkpoint
  now(): Temporal.Instant
  openLine: Lines['open']
  config: {
    /** The address that people type, without a slash at the end. */
    baseUrl: string
    allowedHosts: readonly string[]
    mailServer: MailServer | null
  }
}

/** How an attempt to call somebody ended; codes are stable and translated on screen. `unsure`: it may have left. */
export type CallOutcome = { kind: 'sent' } | { kind: 'try-later'; code: CallCode } | { kind: 'failed'; code: CallCode } | { kind: 'unsure' }
export type CallCode = 'no-mail-server' | 'no-browser' | 'no-webhook' | 'unreachable' | 'busy' | 'refused' | 'gave-up' | 'our-fault'
