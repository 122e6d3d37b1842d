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
