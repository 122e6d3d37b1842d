import type { LeaveReason } from '../../domain/leave-reason.ts'
import type { Ruling } from '../../domain/look-alike.ts'
import type { Tone, Urgency } from '../../domain/meaning.ts'
import type { NetworkName, Visibility } from '../../domain/network-name.ts'
import type { SimulatedNetwork } from '../simulated-network.ts'
import type { StoryAccount, StoryAgent } from './story.ts'
import type { DeskCompared, DeskIncident, DeskLookAlike, DeskPresence, DeskPublicRegister, DeskRegistered, DeskSaying, DeskStorm } from './watched.ts'

/** What a story is played in: networks with people on them, and a desk that speaks Plaza's own API as any client would. */
export interface StoryWorld {
  networks: Partial<Record<NetworkName, SimulatedNetwork>>
  desk: Desk
  clock: StoryClock
  /** The network delivers once more what it delivered already, as networks do. */
  deliverAgain(network: NetworkName, nativeId: string): Promise<void>
}

export interface StoryClock {
  now(): Temporal.Instant
  /** Brings Plaza and the networks to that instant, by way of all that falls due before; null where time can only pass by itself. A past instant changes nothing. */
  moveTo: ((instant: Temporal.Instant) => Promise<void>) | null
}

/** What agents and checks use. Agents are named by their id in the story; a ticket by its number. */
export interface Desk {
  /** Creates the brand, if it isn't there. */
  openBrand(brand: { name: string; timeZone: string; language: string }): Promise<void>
  /** Connects an account with the fields that its simulated network gave. Idempotent by network and handle. */
  connect(account: StoryAccount, fields: Record<string, string>): Promise<void>
  /** Declares an account as ours without connecting it. Idempotent. */
  declare(account: StoryAccount): Promise<void>
  /** Puts a manual in force, once its accounts are there. Throws with every finding that keeps it from being published. */
  publishManual(text: string): Promise<void>
  /** The manual in force: its version and how many of its rules have decided; null where there is none. */
  manual(): Promise<DeskManual | null>
  /** The manual in force tried once more against the words of the last days. Throws where there is none. */
  simulate(): Promise<DeskSimulation>
  /** The proof, made now, that nothing is unanswered by accident. */
  audit(): Promise<DeskAudit>
  /** What each account promises and keeps; none without a manual. */
  promises(): Promise<DeskPromise[]>
  /** How present each account is, and who was told of its silence. */
  presence(): Promise<DeskPresence[]>
  /** What people told others, the newest first. */
  sayings(): Promise<DeskSaying[]>
  /** Every incident, with whom it was told to and what staff on site read. */
  incidents(): Promise<DeskIncident[]>
  /** Every storm with its room, the open ones first. */
  storms(): Promise<DeskStorm[]>
  /** Who may pose as us, settled or not. */
  lookAlikes(): Promise<DeskLookAlike[]>
  /** The register of our accounts. */
  register(): Promise<DeskRegistered[]>
  /** What anybody reads of it, without a session; nothing until it is published. */
  publicRegister(): Promise<DeskPublicRegister>
  /** Our accounts and those of other brands, by one rule. */
  comparison(): Promise<DeskCompared[]>
  /** Scripts of the manual that an answer to the ticket may take, those that a rule proposes apart. */
  scripts(ticket: number): Promise<{ name: string; proposed: boolean }[]>
  /** Creates an agent who can sign in. Idempotent. */
  employ(agent: StoryAgent): Promise<void>

  /** In the order of the agents' list; every state unless the query says otherwise. */
  tickets(query: { state?: TicketState }): Promise<DeskTicket[]>
  /** The ticket that holds a message; null when none does. */
  ticketOf(message: MessageName): Promise<number | null>
  /** Everything on a ticket, as the screen orders it: messages, notes and calls, not events. */
  timeline(ticket: number): Promise<DeskMessage[]>
  message(id: string): Promise<DeskMessage | null>
  /** Numbers of the tickets that a search over all history finds. */
  search(words: string): Promise<number[]>

  open(agent: string, ticket: number): Promise<Answer>
  assign(agent: string, ticket: number, to: string): Promise<Answer>
  reply(agent: string, ticket: number, reply: DeskReply): Promise<Answer>
  note(agent: string, ticket: number, text: string): Promise<Answer>
  /** Asks a department or a person of the manual, by its name there. */
  consult(agent: string, ticket: number, question: { of: string; question: string }): Promise<Answer>
  /** Answers what was asked on the ticket and nobody has answered. */
  advise(agent: string, ticket: number, answer: string): Promise<Answer>
  /** Confirms whom the ticket's incident suggests, and tells everybody in it one thing: done when it is on the road to each. */
  inform(agent: string, ticket: number, update: { language: string; text: string }): Promise<Answer>
  judge(agent: string, handle: string, ruling: Ruling): Promise<Answer>
  report(agent: string, handle: string): Promise<Answer>
  /** Tells the customer of a ticket that an account is not ours. */
  warn(agent: string, handle: string, ticket: number): Promise<Answer>
  /** Lets anybody read the register. */
  publishRegister(agent: string): Promise<Answer>
  /** Puts an account of another brand beside ours. */
  compare(agent: string, other: { network: NetworkName; handle: string }): Promise<Answer>
  call(agent: string, ticket: number, call: DeskCall): Promise<Answer>
  label(agent: string, ticket: number, change: { add: string[]; remove: string[] }): Promise<Answer>
  snooze(agent: string, ticket: number, until: Temporal.Instant): Promise<Answer>
  resolve(agent: string, ticket: number): Promise<Answer>
  leave(agent: string, ticket: number, why: { reason: LeaveReason; because: string }): Promise<Answer>

  /**
   * Resolves when each of these messages is in, in its last wording, and nothing queued waits for delivery.
   * Awaited through events, never by sleeping; rejects with the signal's reason when it aborts.
   */
  settled(heard: Heard[], signal: AbortSignal): Promise<void>
}

/** What an agent's act came to. `id` names the new message, note or call. */
export type Answer = { kind: 'done'; id: string | null } | { kind: 'refused'; code: string }

/** A message by its name on the network, or by its id in Plaza. */
export type MessageName = { network: NetworkName; nativeId: string } | { id: string }

/** Something that the network brings to one of our connected accounts. */
export interface Heard {
  network: NetworkName
  nativeId: string
  state: { kind: 'said' } | { kind: 'edited'; text: string } | { kind: 'deleted' }
}

export interface DeskReply {
  /** The message that is answered. */
  to: MessageName
  visibility: Visibility
  text: string
  subject?: string
  /** The account that speaks; Plaza's own choice when absent. */
  from?: { network: NetworkName; handle: string }
}

export interface DeskCall {
  direction: 'in' | 'out'
  at: Temporal.Instant
  minutes: number
  outcome: string
}

export interface DeskManual {
  version: number
  /** Codes of what a check finds in it. */
  findings: string[]
}

export interface DeskSimulation {
  messages: number
  /** Those that would go otherwise than they did. */
  changed: number
}

export interface DeskAudit {
  messages: number
  violations: number
}

export interface DeskPromise {
  network: NetworkName
  handle: string
  role: string | null
  bio: string | null
  /** First answers of today that are owed or were given. */
  promised: number
  kept: number
}

export type TicketState = 'open' | 'snoozed' | 'resolved' | 'left'

export interface DeskTicket {
  number: number
  state: TicketState
  /** Whose matter it is, with every identity that Plaza knows of them. */
  person: { name: string; identities: { network: NetworkName; handle: string }[] }
  /** BCP 47; null when unknown. */
  language: string | null
  /** Agent's id in the story. */
  assignee: string | null
  labels: string[]
  department: string | null
  /** What sets the matter apart, by code. */
  marks: string[]
  /** Why it stands where it does, by code, the decisive first; none where nobody waits. */
  why: string[]
  /** Rules of the manual that decided about it. */
  rules: string[]
  /** How a hard conversation is led, where somebody was attacked. */
  calming: string | null
  /** Times that its account promises and that are counted on it: first-answer, next-answer, resolution. */
  clocks: string[]
  /** Agents' ids in the story: who was called to it. */
  called: string[]
  /** What the manual lets be given unasked. */
  gesture: string | null
  /** What was asked inside the house, and whether it was answered. */
  asked: { of: string; answered: boolean }[]
  threads: { network: NetworkName; visibility: Visibility }[]
  /** Times it was opened again. */
  reopened: number
  /** Earlier tickets of the same person that it points to. */
  linkedTo: number[]
  /** Who closed it, and for one that was left: why. Null while it is open. */
  closed: { by: string; reason: LeaveReason | null; because: string } | null
}

/** What is not sure is null: a person has to judge it. Lists hold what was named. */
export interface Understood {
  tone: Tone | null
  churn: boolean | null
  ultimatum: boolean | null
  urgency: Urgency | null
  offLimits: boolean | null
  vulnerable: boolean
  competitors: string[]
}

export type DeliveryState = 'queued' | 'sending' | 'sent' | 'try-later' | 'refused' | 'reconnect' | 'unsure'

export interface DeskMessage {
  id: string
  kind: 'message' | 'note' | 'call'
  network: NetworkName | null
  nativeId: string | null
  /** Said by one of our accounts or agents. */
  ours: boolean
  /** Agent's id in the story, for what an agent wrote. */
  by: string | null
  /** Said by a machine: word that we are closed answers nobody. */
  automatic: boolean
  /** Our accounts that it names, is addressed to, or speaks from. */
  accounts: { network: NetworkName; handle: string }[]
  visibility: Visibility
  text: string
  /** The network's time. */
  at: Temporal.Instant
  /** For what we send. */
  delivery: { state: DeliveryState; code: string | null } | null
  edited: boolean
  deleted: boolean
  media: number
  call: DeskCall | null
  /** How it was understood, as far as that is sure; null where it is not. */
  understood: Understood
  /** When the live stream told of it, as read from `performance.now()` in the player's process; null when it didn't. */
  shownAt: number | null
}
