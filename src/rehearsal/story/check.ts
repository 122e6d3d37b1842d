import type { LeaveReason } from '../../domain/leave-reason.ts'
import type { Ruling } from '../../domain/look-alike.ts'
import type { Tone, Urgency } from '../../domain/meaning.ts'
import type { NetworkName, Visibility } from '../../domain/network-name.ts'
import { comparison } from './checks/comparison.ts'
import { closing } from './checks/closing.ts'
import { conversation } from './checks/conversation.ts'
import { delivery } from './checks/delivery.ts'
import { identity } from './checks/identity.ts'
import { intake } from './checks/intake.ts'
import { incident } from './checks/incident.ts'
import { lookAlike } from './checks/look-alike.ts'
import { manual } from './checks/manual.ts'
import { privacy } from './checks/privacy.ts'
import { storm } from './checks/storm.ts'
import { watch } from './checks/watch.ts'
import type { Snapshot } from './snapshot.ts'
import type { DeliveryState, TicketState } from './world.ts'

/** The vocabulary of checks. Messages, people, accounts and agents are named by their names in the story. */
export interface CheckArgs {
  tickets: Amount & { person?: string; account?: string; state?: TicketState }
  'same-ticket': string[]
  'different-tickets': string[]
  ticket: TicketFacts
  message: MessageFacts
  'stored-once': { messages?: string[] }
  sent: { reply: string; visibility?: Visibility; account?: string; answers?: string }
  refused: { reply: string; code?: string }
  'nothing-private-in-public': { words?: string[] }
  unanswered: Amount & { person?: string }
  'answered-or-left': { messages?: string[] }
  left: { of: string; reason?: LeaveReason; by?: string; because?: string }
  'has-call': { of: string; by?: string; direction?: 'in' | 'out'; minutes?: number; outcome?: string }
  'has-note': { of: string; by?: string; contains?: string }
  timeline: { of: string; order: string[] }
  order: string[]
  within: { ms: number; messages?: string[] }
  search: { words: string; finds?: string[]; misses?: string[] }
  person: { of: string; networks: NetworkName[] }
  promise: { account: string; role?: string; bio?: string; promised?: number; kept?: number }
  manual: { version?: number; findings?: string[]; simulated?: number; changed?: number }
  audit: { violations: number }
  incident: { tickets: string[]; misses?: string[]; told?: string[]; site?: string }
  storm: StormFacts
  presence: { account: string; state?: string; rule?: string; bioDenied?: boolean; waiting?: number; told?: string[] }
  'word-of-mouth': { of: string; tenor: 'good' | 'bad' | 'unknown' }
  'look-alike': LookAlikeFacts
  register: { connected?: string[]; declared?: string[]; public?: string[] }
  comparison: { handle: string; beside: string; questions?: number; answered?: number; medianAtMost?: string; ours?: number; oursAnswered?: number }
  spoken: Amount & { account: string; visibility?: Visibility; contains?: string }
}

export interface Amount {
  count?: number
  atLeast?: number
  atMost?: number
}

export interface TicketFacts {
  of: string
  state?: TicketState
  person?: string
  assigned?: string | null
  language?: string
  labels?: string[]
  department?: string | null
  marks?: string[]
  why?: string[]
  rule?: string
  calming?: boolean
  clocks?: string[]
  called?: string[]
  gesture?: string
  answeredBy?: string
  script?: string
  networks?: NetworkName[]
  accounts?: string[]
  threads?: number
  messages?: number
  notes?: number
  calls?: number
  reopened?: number
  linkedTo?: string
}

interface StormFacts {
  word: string
  state?: 'open' | 'closed'
  alarmed?: boolean
  words?: string[]
  messages?: number
  newComplaints?: number
  repeats?: number
  voices?: string[]
  waiting?: number
  log?: string[]
  agentMinutes?: number
  others?: number
  added?: number
}

interface LookAlikeFacts {
  handle: string
  of?: string
  evidence?: string[]
  state?: string
  on?: string[]
  ruling?: Ruling
  by?: string
  reported?: string
  warned?: string[]
}

interface MessageFacts {
  of: string
  visibility?: Visibility
  ours?: boolean
  contains?: string
  edited?: boolean
  deleted?: boolean
  media?: number
  stored?: number
  accounts?: string[]
  delivery?: DeliveryState
  tone?: Tone
  churn?: boolean
  ultimatum?: boolean
  urgency?: Urgency
  offLimits?: boolean
  vulnerable?: boolean
  competitors?: string[]
}

export type CheckName = keyof CheckArgs
export type CheckOf<N extends CheckName> = { [K in N]: { name: K; args: CheckArgs[K] } }[N]
export type Check = CheckOf<CheckName>

/** What a check found. `seen` says what was there, for the reader of a report; it names tickets by number. */
export interface Verdict {
  met: boolean
  seen: string
}

/** One evaluator for each check: pure, over what the desk and the networks hold at one moment. */
export type Evaluators<N extends CheckName> = { [K in N]: (args: CheckArgs[K], snapshot: Snapshot) => Verdict }

const evaluators: Evaluators<CheckName> = {
  ...intake,
  ...conversation,
  ...delivery,
  ...privacy,
  ...closing,
  ...identity,
  ...manual,
  ...lookAlike,
  ...comparison,
  ...incident,
  ...storm,
  ...watch,
}

export const CHECK_NAMES = Object.keys(evaluators).filter(isCheckName)

function isCheckName(name: string): name is CheckName {
  return name in evaluators
}

/** Judges one expectation. Pure. */
export function evaluate<N extends CheckName>(check: CheckOf<N>, snapshot: Snapshot): Verdict {
  return evaluators[check.name](check.args, snapshot)
}

/** What a check wants done at the desk, so that the snapshot can hold what it came to. */
export function proofOf({ name, args }: Check): 'presence' | 'incidents' | 'storms' | 'look-alikes' | 'comparison' | 'audit' | 'simulation' | null {
  if (name === 'presence' || name === 'word-of-mouth') return 'presence'
  if (name === 'look-alike' || name === 'register') return 'look-alikes'
  if (name === 'comparison' || name === 'audit') return name
  if (name === 'incident') return 'incidents'
  if (name === 'storm') return 'storms'
  return name === 'manual' && (args.simulated !== undefined || args.changed !== undefined) ? 'simulation' : null
}

/** What a check wants searched, so that the snapshot can hold the answer. */
export function searchesOf(check: Check): string[] {
  return check.name === 'search' ? [check.args.words] : []
}
