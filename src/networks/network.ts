import type { Capabilities } from '../domain/capability.ts'
import type { Incoming } from '../domain/incoming.ts'
import type { Json, NetworkName } from '../domain/network-name.ts'
import type { Outcome, Outgoing, ReconnectCode, Trace, TryLaterCode } from '../domain/outgoing.ts'
import type { Log } from '../platform/log.ts'
import type { Egress } from '../platform/egress.ts'

/**
 * What every network must do. A connector transports and translates; it decides nothing.
 * It keeps no state of its own between calls: cursors and credentials live in storage.
 */
export interface Network {
  name: NetworkName
  capabilities: Capabilities
  guide: ConnectionGuide
  /** Tries the fields against the live network. Throws `NetworkFailure` with a code the guide explains. */
  connect(fields: Record<string, string>, reach: Reach): Promise<Connected>
  /**
   * Yields what was heard, in the network's order, oldest first; the caller asks for the next batch only when the last one is committed,
   * so a cursor is never ahead of what is stored. A null cursor starts at the recent past that `connect` promised.
   * Ends when `line.signal` aborts; throws `NetworkFailure` when it can't go on.
   */
  listen(line: Line, cursor: Json | null): AsyncIterable<Heard>
  /** Pure. Throws on an item it can't read: the caller quarantines it. Returns [] for what is none of our business. */
  translate(raw: Json, us: OfficialAccount): Incoming[]
  /** The native id that this message will have, chosen from its key alone; null where the network chooses. */
  chooseId(out: Pick<Outgoing, 'key' | 'visibility'>, us: OfficialAccount): string | null
  /** One attempt. Never throws for what the network does: outcomes are data. */
  send(line: Line, out: Outgoing): Promise<Outcome>
  /** After a crash between send and record: did it reach the network? */
  findSent(line: Line, out: Outgoing): Promise<Trace>
  /** Takes one of our own messages back. */
  remove(line: Line, nativeId: string, ref: Json): Promise<Outcome>
  /** The bytes of a person's attachment, when reading them needs our credentials or a cursor; absent where the URL is enough. */
  fetchMedia?(line: Line, url: string): Promise<{ mime: string; body: ReadableStream<Uint8Array> }>
  /** What anybody may read of accounts that are not ours; absent where the network has no such thing. */
  publicReader?: PublicReader
}

/** Reads other accounts in public, through a line of ours. Throws `NetworkFailure`. */
export interface PublicReader {
  /** How far back the network answers, in hours; null where there is no such bound. */
  reachHours: number | null
  /** US dollars for one post read; null where reading is free. */
  postPrice: number | null
  /** US dollars for one account read; null where reading is free. */
  accountPrice: number | null
  /** The account of this handle as the network knows it now; null where there is none. */
  find(line: Line, handle: string): Promise<PublicAccount | null>
  /** The same by the id that stays when an account takes another handle; absent where none can. */
  findById?(line: Line, nativeId: string): Promise<PublicAccount | null>
  /** Accounts that the network finds by these words, at most so many; absent where it has no such search, or bills each account found. */
  search?(line: Line, words: string, most: number): Promise<PublicAccount[]>
  /** One page, newest first, of the public posts of others that name the account, or of those in which it answers others. */
  read(line: Line, asked: PublicQuestion): Promise<PublicPage>
}

export interface PublicAccount {
  nativeId: string
  handle: string
  name: string
  /** By which the line's server knows it and the people on it; what was read under another one can't be joined to it. */
  ref: string
  /** As it shows itself; null where the network tells nothing of it. */
  bio: string | null
  avatarUrl: string | null
  /** ISO day. */
  createdOn: string | null
}

export interface PublicQuestion {
  of: PublicAccount
  list: 'named' | 'answers'
  since: Temporal.Instant
  /** Where the page before ended; null at the top. */
  cursor: string | null
  /** Posts at most. A network may have a least and a most of its own. */
  most: number
}

export interface PublicPost {
  nativeId: string
  at: Temporal.Instant
  /** The person: who wrote it, or whom it answers. */
  person: string
  text: string
  language?: string | undefined
}

export interface PublicPage {
  posts: PublicPost[]
  /** How many posts the network handed over for it, ours to use or not. */
  read: number
  /** Null at the end of what there is since then. */
  cursor: string | null
  /** The network's counters ask to wait until then, so that listening and sending go on. */
  rest: Temporal.Instant | null
}

/** Raw items and the cursor that stands after them. An empty batch still moves the cursor and proves that we are listening. */
export interface Heard {
  items: Json[]
  cursor: Json
  /** The network said that something was skipped between the last cursor and this batch. */
  gap?: { since: Temporal.Instant | null; why: string }
}

/** One of our accounts, as a connector may know it. */
export interface OfficialAccount {
  id: string
  network: NetworkName
  nativeId: string
  handle: string
  name: string
  /** What the network told at connect and the connector needs again (server address, limits); never secret. */
  settings: Record<string, Json>
}

/** The way out of this machine, guarded; for a rehearsal account it leads to the simulated network and nowhere else. */
export interface Reach {
  egress: Egress
  log: Log
  signal: AbortSignal
}

/** An account's open line to its network. */
export interface Line extends Reach {
  account: OfficialAccount
  credentials: Record<string, string>
  /** Keeps renewed credentials, before they are used. */
  keep(credentials: Record<string, string>): Promise<void>
  /** Keeps settings that the network changed since `connect` (limits, addresses), where the caller stores them. */
  learn?(settings: Record<string, Json>): Promise<void>
}

export interface Connected {
  nativeId: string
  handle: string
  name: string
  avatarUrl?: string
  settings: Record<string, Json>
  credentials: Record<string, string>
  /** What this account may do with the given access, for the person who connects it. */
  abilities: { code: string; ok: boolean }[]
}

/** The guided page of a network: exact steps, fields, where to get each. Texts are message ids, translated on screen. */
export interface ConnectionGuide {
  steps: string[]
  fields: { name: string; label: string; secret: boolean; optional?: boolean; initial?: string; example?: string }[]
  /** Where the network's own instructions are. */
  url: string
}

export type ConnectRefusal = 'wrong-credentials' | 'unreachable' | 'not-this-network' | 'app-password-needed' | 'field-missing'

/** A failure outside, classed by what to do next. */
export class NetworkFailure extends Error {
  readonly next:
    | { do: 'try-later'; code: TryLaterCode; at: Temporal.Instant | null }
    | { do: 'reconnect'; code: ReconnectCode }
    | { do: 'fix'; code: ConnectRefusal }
  constructor(next: NetworkFailure['next'], detail: string, cause?: unknown) {
    super(`${next.code}: ${detail}`, { cause })
    this.name = 'NetworkFailure'
    this.next = next
  }
}
