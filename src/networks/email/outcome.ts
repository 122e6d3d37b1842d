import type { Outcome, ReconnectCode, TryLaterCode } from '../../domain/outgoing.ts'
import { EgressRefused } from '../../platform/egress.ts'
import { NetworkFailure, type ConnectRefusal } from '../network.ts'

/** What went wrong outside, as far as IMAP or SMTP tell: a reply code, a response code, where it happened. */
interface Trouble {
  text: string
  /** Node's, nodemailer's or imapflow's own code. */
  code: string
  /** IMAP response code (RFC 5530). */
  imap: string
  login: boolean
  /** The server itself said no, as opposed to a line that broke. */
  answered: boolean
  /** SMTP reply and enhanced status; 0 and '' when the server did not answer. */
  reply: number
  status: string
  command: string
}

type Next = NetworkFailure['next']
type Ended = Exclude<Outcome, { kind: 'sent' }>

const later = (code: TryLaterCode): Next => ({ do: 'try-later', code, at: null })
const reconnect = (code: ReconnectCode): Next => ({ do: 'reconnect', code })
const fix = (code: ConnectRefusal): Next => ({ do: 'fix', code })

const RATE = /rate|limit|too many|throttl|quota|try again later.*volume/i

// First fit wins. RFC 5530 for IMAP's codes, RFC 4954 and RFC 3463 for SMTP's.
const LOGIN: readonly { when(of: Trouble): boolean; next: Next }[] = [
  {
    when: (of) => /^(LIMIT|INUSE|OVERQUOTA)$/.test(of.imap) || of.code === 'ETHROTTLE' || (of.reply > 0 && of.reply < 500 && RATE.test(of.text)),
    next: later('rate-limited'),
  },
  { when: (of) => /^(UNAVAILABLE|SERVERBUG)$/.test(of.imap) || (of.reply >= 400 && of.reply < 500), next: later('server-error') },
  { when: (of) => /suspend/i.test(of.text), next: reconnect('account-suspended') },
  { when: (of) => /^(AUTHORIZATIONFAILED|CONTACTADMIN|PRIVACYREQUIRED)$/.test(of.imap), next: reconnect('access-revoked') },
  { when: (of) => of.reply >= 500 && /disabled|locked|not (allowed|permitted)/i.test(of.text), next: reconnect('access-revoked') },
  { when: () => true, next: reconnect('token-expired') },
]

/** A failure of reading, classed by what to do next. */
export function imapFailure(error: unknown): NetworkFailure {
  if (error instanceof NetworkFailure) return error
  const of = troubleOf(error)
  const next = error instanceof EgressRefused ? fix('unreachable') : nextStep(of)
  return new NetworkFailure(next, of.text, error)
}

function nextStep(of: Trouble): Next {
  if (of.login) return LOGIN.find((row) => row.when(of))?.next ?? reconnect('token-expired')
  if (of.code === 'ETHROTTLE' || of.imap === 'LIMIT') return later('rate-limited')
  return later(of.answered ? 'server-error' : 'network-down')
}

/** The same failure while a person connects the account: what they must mend. */
export function connectFailure(error: unknown): NetworkFailure {
  if (error instanceof NetworkFailure) return error
  const of = troubleOf(error)
  return new NetworkFailure(fix(refusalWhileConnecting(of)), of.text, error)
}

function refusalWhileConnecting(of: Trouble): ConnectRefusal {
  if (/app(lication)?[- ](specific )?password/i.test(of.text)) return 'app-password-needed'
  if (of.login || of.code === 'EAUTH') return 'wrong-credentials'
  if (/^(EPROTOCOL|GREETING_TIMEOUT|ParserError.*|InvalidResponse|ERR_SSL_.*)$/.test(of.code)) return 'not-this-network'
  return 'unreachable'
}

const SIZE = /size|too (large|big)|exceed.*(length|limit)/i

// Mail has no header for it; providers lift such limits within minutes.
const RATE_MINUTES = 10

const SMTP: readonly { when(of: Trouble): boolean; outcome: Ended }[] = [
  { when: (of) => of.status === '5.4.5', outcome: { kind: 'try-later', code: 'budget-spent', at: null } },
  { when: (of) => of.reply < 500 && (of.status.startsWith('4.7') || RATE.test(of.text)), outcome: { kind: 'try-later', code: 'rate-limited', at: null } },
  { when: (of) => of.reply < 500, outcome: { kind: 'try-later', code: 'server-error', at: null } },
  { when: (of) => of.reply === 530 || of.reply === 534 || of.reply === 535, outcome: { kind: 'reconnect', code: 'token-expired' } },
  {
    when: (of) => of.status === '5.2.3' || of.status === '5.3.4' || of.reply === 523 || (of.reply === 552 && of.command !== 'RCPT TO'),
    outcome: { kind: 'refused', code: 'too-long' },
  },
  { when: (of) => of.command !== 'RCPT TO' && SIZE.test(of.text), outcome: { kind: 'refused', code: 'too-long' } },
  { when: (of) => of.command === 'RCPT TO' && of.status.startsWith('5.7'), outcome: { kind: 'refused', code: 'blocked' } },
  { when: (of) => of.status.startsWith('5.1'), outcome: { kind: 'refused', code: 'recipient-unknown' } },
  { when: (of) => of.command === 'RCPT TO' && of.status === '' && /^55[013]$/.test(String(of.reply)), outcome: { kind: 'refused', code: 'recipient-unknown' } },
  { when: () => true, outcome: { kind: 'refused', code: 'rejected' } },
]

/**
 * How an attempt to submit ended. Once the body was offered and the server then fell silent it may have taken it: that is
 * `unsure`, never a reason to send again.
 */
export function smtpOutcome(error: unknown, offered: boolean): Outcome {
  const of = troubleOf(error)
  if (offered && of.reply === 0) return { kind: 'unsure', detail: of.text }
  const outcome = of.login ? loginOutcome(of) : answerTo(of)
  const waits = outcome.kind === 'try-later' && outcome.code === 'rate-limited'
  return { ...outcome, ...(waits ? { at: Temporal.Now.instant().add({ minutes: RATE_MINUTES }) } : {}), detail: of.text }
}

const NO_ANSWER: Ended = { kind: 'try-later', code: 'network-down', at: null }

/** What nodemailer finds wrong before it asks: an address this server can't carry, a size above what it announced. */
const UNASKED: Readonly<Record<string, Ended>> = {
  EENVELOPE: { kind: 'refused', code: 'recipient-unknown' },
  EMESSAGE: { kind: 'refused', code: 'too-long' },
}

function answerTo(of: Trouble): Ended {
  if (of.reply === 0) return UNASKED[of.code] ?? NO_ANSWER
  return SMTP.find((row) => row.when(of))?.outcome ?? NO_ANSWER
}

function loginOutcome(of: Trouble): Ended {
  const next = nextStep(of)
  if (next.do === 'reconnect') return { kind: 'reconnect', code: next.code }
  return { kind: 'try-later', code: next.do === 'try-later' ? next.code : 'server-error', at: null }
}

/** Whether the line itself broke, so that opening it again may help. */
export function isCut(error: unknown): boolean {
  const of = troubleOf(error)
  return !of.answered && !of.login
}

const BROKEN = /^(NoConnection|EConnectionClosed|StateLogout|ClosedAfterConnect.*|.*TIMEOUT|E(CONN|SOCKET|TIMEDOUT|DNS|PIPE|AI_|HOST|NET|NOTFOUND|TLS).*)$/i

// Neither library types its errors; imapflow marks a login as failed even when the line broke under it.
function troubleOf(error: unknown): Trouble {
  const of = Object(error) as Record<string, unknown>
  const word = (name: string) => (typeof of[name] === 'string' ? of[name] : '')
  const code = word('code')
  const reply = typeof of.responseCode === 'number' ? of.responseCode : 0
  const refusedLogin = (of.authenticationFailed === true && !BROKEN.test(code)) || (code === 'EAUTH' && reply > 0)
  return {
    text: ([word('message'), word('responseText'), word('response')].filter(Boolean).join(' ') || String(error)).slice(0, 500),
    code,
    imap: word('serverResponseCode').toUpperCase(),
    login: refusedLogin,
    answered: refusedLogin || reply > 0 || word('responseStatus') !== '',
    reply,
    status: /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(word('response'))?.[1] ?? '',
    command: word('command'),
  }
}
