import type { Fault } from '../simulated-network.ts'

/** The faults that mail can play. It has no parent to delete. */
export const MAIL_FAULTS = [
  'down',
  'server-error',
  'rate-limited',
  'token-expired',
  'access-revoked',
  'blocked',
  'lose-answer',
  'stream-cut',
] as const satisfies readonly Fault[]

export interface Faults {
  /** Whether this goes wrong now, for the address it concerns. */
  plays(fault: Fault, address?: string): boolean
  start(fault: Fault, address: string | null): void
  heal(): void
}

export function openFaults(): Faults {
  const playing = new Map<Fault, string | null>()
  return {
    plays: (fault, address) => playing.has(fault) && [null, address].includes(playing.get(fault) ?? null),
    start: (fault, address) => playing.set(fault, address),
    heal: () => playing.clear(),
  }
}

interface Words {
  fault: Fault
  imap: string
  smtp: { code: number; text: string }
}

/** What a provider says when it lets nobody in, in the words of RFC 5530 and RFC 4954. */
export const LOGIN_REFUSALS: readonly Words[] = [
  { fault: 'server-error', imap: '[UNAVAILABLE] the mail store is away', smtp: { code: 454, text: '4.7.0 temporary authentication failure' } },
  { fault: 'rate-limited', imap: '[LIMIT] too many connections', smtp: { code: 421, text: '4.7.0 too many connections, rate limited' } },
  { fault: 'token-expired', imap: '[AUTHENTICATIONFAILED] wrong user or password', smtp: { code: 535, text: '5.7.8 authentication credentials invalid' } },
  { fault: 'access-revoked', imap: '[CONTACTADMIN] this mailbox was disabled', smtp: { code: 535, text: '5.7.13 this account is disabled' } },
]
