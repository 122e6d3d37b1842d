import type { Ruling } from '../../domain/look-alike.ts'
import type { NetworkName } from '../../domain/network-name.ts'
import type { MouthKind } from '../../domain/word-of-mouth.ts'

// What the watches found, as a desk sees it.

/** A look-alike beside the account of ours that it resembles; agents by name, tickets by number. */
export interface DeskLookAlike {
  handle: string
  official: { network: NetworkName; handle: string }
  state: string
  score: number
  evidence: string[]
  ruling: Ruling | null
  by: string | null
  reportedBy: string | null
  tickets: number[]
  warned: number[]
}

export interface DeskRegistered {
  network: NetworkName
  handle: string
  speaks: string
  connected: boolean
}

/** What anybody reads of the register: the page for people, in HTML, and what the file for machines lists. */
export interface DeskPublicRegister {
  page: string
  accounts: { network: NetworkName; handle: string }[]
}

/** An account of ours or of another brand, as the comparison has it. */
export interface DeskCompared {
  network: NetworkName
  handle: string
  ours: boolean
  /** Public questions of which each has had its seven days, and those answered in them. */
  questions: number
  answered: number
  /** Seconds; null where too few asked, or most had no answer. */
  median: number | null
}

export interface DeskIncident {
  title: string
  /** Numbers of the tickets that stand in it, and of those whose people have its latest word. */
  tickets: number[]
  told: number[]
  /** The page for staff on site. */
  site: string
}

export interface DeskStorm {
  state: 'open' | 'closed'
  /** Raised by its figures; otherwise somebody opened its room. */
  alarmed: boolean
  /** What is said the most: hashtags and words, as people write them. */
  words: string[]
  messages: number
  /** Of people who had not complained before, in words of their own. */
  newComplaints: number
  /** Reposts, somebody else's words, and further words of the same people. */
  repeats: number
  /** Numbers of the tickets whose words the room shows as their own. */
  voices: number[]
  /** People who complain in words of their own and have no answer. */
  waiting: number
  /** Lines of the room's log. */
  log: string[]
  /** Minutes of the house, and those that all others waited beyond their usual. */
  agentMinutes: number
  added: number
  /** First answers promised to people outside the storm. */
  others: number
}

export interface DeskPresence {
  network: NetworkName
  handle: string
  /** Null where the desk does not hear the account. */
  state: string | null
  rule: string | null
  bioDenied: boolean
  /** People without an answer. */
  waiting: number
  /** Agents' ids in the story. */
  told: string[]
}

export interface DeskSaying {
  messageId: string
  kind: MouthKind
}
