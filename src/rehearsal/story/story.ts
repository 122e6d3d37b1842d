import type { Ruling } from '../../domain/look-alike.ts'
import type { LeaveReason } from '../../domain/leave-reason.ts'
import type { NetworkName, Visibility } from '../../domain/network-name.ts'
import type { Fault } from '../simulated-network.ts'
import type { Check } from './check.ts'

/** A story as the player takes it: names resolved, crowds told out, offsets in milliseconds. `readStory` makes it. */
export interface Story {
  id: string
  title: string
  /** Where and when the facts happened, in words. */
  told: string
  /** BCP 47. */
  language: string
  /** When it begins, in the story's world. */
  starts: Temporal.Instant
  brand: { name: string; timeZone: string }
  /** The brand's manual, as it is published before anything happens; null where it has none. */
  manual: string | null
  accounts: StoryAccount[]
  people: StoryPerson[]
  agents: StoryAgent[]
  /** In the order in which it happens. */
  timeline: Step[]
  /** In the order in which they fall due. */
  expectations: Expectation[]
  /** File name, for messages to the writer. */
  file: string
}

/** A profile that speaks for the brand or one of its people. */
export interface StoryAccount {
  id: string
  network: NetworkName
  handle: string
  name: string
  role: 'brand' | 'product' | 'region' | 'executive'
  standing: 'connected' | 'declared'
  bio?: string
}

/** A customer, a bystander, or a stranger who poses as one of ours. */
export interface StoryPerson {
  id: string
  name: string
  language: string
  manner: 'courteous' | 'neutral' | 'rude' | 'abusive'
  identities: StoryIdentity[]
  /** The account that this stranger imitates. */
  posesAs?: string
}

export interface StoryIdentity {
  network: NetworkName
  handle: string
  name?: string
  bio?: string
  followers?: number
  verified?: boolean
}

type AgentRole = 'owner' | 'supervisor' | 'agent' | 'executive' | 'observer'

export interface StoryAgent {
  id: string
  name: string
  role: AgentRole
}

/** What each step of the timeline takes. `message`, `ticket`, `to` and `replyTo` name messages by their local label. */
export interface Verbs {
  say: SayArgs
  edit: { message: string; text: string }
  delete: { message: string }
  'deliver-again': { message: string; times?: number }
  fault: { on: NetworkName; fault: Fault; account?: string }
  heal: { on: NetworkName }
  open: OnTicket
  assign: OnTicket & { to: string }
  reply: ReplyArgs
  note: OnTicket & { label: string; text: string }
  consult: OnTicket & { of: string; question: string }
  advise: OnTicket & { answer: string }
  inform: OnTicket & { text: string }
  judge: OnLookAlike & { ruling: Ruling }
  report: OnLookAlike
  warn: OnLookAlike & { ticket: string }
  'publish-register': { agent: string }
  compare: { agent: string; on: NetworkName; handle: string }
  call: OnTicket & { label: string; direction: 'in' | 'out'; minutes: number; outcome: string }
  label: OnTicket & { add?: string[]; remove?: string[] }
  snooze: OnTicket & { for: string }
  resolve: OnTicket
  leave: OnTicket & { reason: LeaveReason; because: string }
}

export type Verb = keyof Verbs
export const VERBS = [
  'say',
  'edit',
  'delete',
  'deliver-again',
  'fault',
  'heal',
  'open',
  'assign',
  'reply',
  'note',
  'consult',
  'advise',
  'inform',
  'judge',
  'report',
  'warn',
  'publish-register',
  'compare',
  'call',
  'label',
  'snooze',
  'resolve',
  'leave',
] as const satisfies Verb[]

/** An agent does something to the ticket that holds the message `ticket`. */
interface OnTicket {
  agent: string
  ticket: string
}

/** An agent does something about an account that looks like ours. */
interface OnLookAlike {
  agent: string
  handle: string
}

export interface SayArgs {
  label: string
  /** A person, or one of our accounts speaking natively. */
  who: string
  on: NetworkName
  visibility: Visibility
  text: string
  replyTo?: string
  /** Accounts or people it is addressed to. */
  to?: string[]
  subject?: string
  media?: StoryMedia[]
  /** The network delivers it a second time. */
  twice?: boolean
  /** Whether the network brings it to one of our connected accounts; worked out by `readStory` unless written. */
  heard?: boolean
}

export interface StoryMedia {
  name: string
  mime: string
  description?: string
  /** Absent for an image of one pixel. */
  base64?: string
}

interface ReplyArgs {
  label: string
  agent: string
  /** The message that is answered. */
  to: string
  visibility: Visibility
  text: string
  /** The account that speaks; Plaza's own choice when absent. */
  from?: string
  subject?: string
  /** A refusal by Plaza is no trouble: an expectation judges it. */
  mayBeRefused?: boolean
}

/** One step, told apart by what it does; `at` in milliseconds since the start. */
export type StepOf<V extends Verb> = { [K in V]: { do: K; args: Verbs[K]; at: number; line: number } }[V]
export type Step = StepOf<Verb>

/** What must be true at a moment: a check, or the capability that has to come first. */
export interface Expectation {
  id: string
  /** One sentence in English. */
  says: string
  at: number
  line: number
  proof: { kind: 'check'; check: Check } | { kind: 'later'; capability: string }
}
