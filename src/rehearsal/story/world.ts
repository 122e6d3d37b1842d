import type { LeaveReason } from '../../domain/leave-reason.ts'
import type { Tone } from '../../domain/meaning.ts'
import type { NetworkName, Visibility } from '../../domain/network-name.ts'
import type { SimulatedNetwork } from '../simulated-network.ts'
import type { StoryAccount, StoryAgent } from './story.ts'

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
  /** Brings Plaza and the networks to that instant; null where time can only pass by itself. Never called with a past instant. */
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
  threads: { network: NetworkName; visibility: Visibility }[]
  /** Times it was opened again. */
  reopened: number
  /** Earlier tickets of the same person that it points to. */
  linkedTo: number[]
  /** Who closed it, and for one that was left: why. Null while it is open. */
  closed: { by: string; reason: LeaveReason | null; because: string } | null
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
  understood: { tone: Tone | null; churn: boolean | null; ultimatum: boolean | null }
  /** When the live stream told of it, as read from `performance.now()` in the player's process; null when it didn't. */
  shownAt: number | null
}
