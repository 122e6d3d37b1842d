import type { Registry } from 'prom-client'
import type { z } from 'zod'
import type { Capabilities } from '../domain/capability.ts'
import type { ComparedNetwork } from '../domain/comparison.ts'
import type { NetworkName } from '../domain/network-name.ts'
import type { Preview } from '../pipeline/incident-update.ts'
import type { Manuals } from '../pipeline/manual-in-force.ts'
import type { Log } from '../platform/log.ts'
import type { Presence } from '../realtime/presence.ts'
import type { Complaint } from '../storage/complaints.ts'
import type { Db } from '../storage/database.ts'
import type { Comparison, PeerBody } from './contract/comparison.ts'
import type { ComplaintBody, ComplaintExport, ReceiptBody, ReceiptWords, TicketComplaints } from './contract/complaints.ts'
import type * as I from './contract/incidents.ts'
import type { Caller } from './caller.ts'
import type { LiveEvent } from './contract/live.ts'
import type { WarnedTickets } from './contract/look-alikes.ts'
import type { Finding } from './contract/manual.ts'
import type { BrowserBody, Notifications, PageHealth, PageTested, TestPageBody } from './contract/pages.ts'
import type { StormEntryBody } from './contract/storms.ts'
import type { ReplyBody } from './contract/tickets.ts'
import type { ConnectBody, DeclareBody, NetworkInfo, RehearsalState, Replayed } from './contract/workspace.ts'
import type { SignIn } from './sign-in.ts'

/** All that the HTTP room asks of the rest of Plaza. */
export interface HttpNeeds {
  db: Db
  log: Log
  clock(): Temporal.Instant
  /** The address that people type, without a slash at the end. */
  baseUrl: string
  /** Addresses and networks of proxies that may say for whom they ask. */
  trustedProxies: readonly string[]
  /** What the console tells whoever may found the house; null where only this machine can ask. */
  firstRunCode: string | null
  signIn: SignIn
  /** Where `web/dist` is; a friendly page says so when it was not built. */
  webFolder: URL
  metrics: Registry
  networks: ReadonlyMap<NetworkName, NetworkFace>
  replies: ReplyVerbs
  accounts: AccountVerbs
  quarantine: QuarantineVerbs
  manual: ManualVerbs
  manuals: Manuals
  complaints: ComplaintVerbs
  incidents: IncidentVerbs
  storms: StormVerbs
  pages: PageVerbs
  lookAlikes: LookAlikeVerbs
  comparison: ComparisonVerbs
  rehearsal: RehearsalControl
  live: LiveFeed
  presence: Presence
  /** The bytes of an attachment, read from its network as one of our accounts. */
  fetchMedia(accountId: string, url: string): Promise<{ mime: string; body: ReadableStream<Uint8Array> }>
}

/** A network as the screens know it. */
export interface NetworkFace {
  name: NetworkName
  capabilities: Capabilities
  guide: z.infer<typeof NetworkInfo>['guide']
}

/** In whose name something is done, and where. */
export interface Actor {
  workspaceId: string
  memberId: string
}

/** Our messages on their way out. Each throws `not-found` for what is not in the actor's workspace. */
export interface ReplyVerbs {
  /** Answers the ids of the queued messages, a part each, or of the approval that it waits for; those of the first time when the draft came before. */
  submit(actor: Actor, ticketId: string, reply: z.infer<typeof ReplyBody>): Promise<{ messages: string[]; approval: string | null }>
  approve(approving: Actor & { approvalId: string; anyway: boolean; override: string | null }): Promise<string[]>
  undo(actor: Actor, messageId: string): Promise<void>
  retry(actor: Actor, messageId: string): Promise<void>
  settle(actor: Actor, messageId: string, sent: boolean): Promise<void>
  remove(actor: Actor, messageId: string): Promise<void>
}

/** Each answers the account's id, or throws by meaning (a refusal to connect is `refused` with the network's code). */
export interface AccountVerbs {
  connect(actor: Actor, connection: z.infer<typeof ConnectBody>): Promise<string>
  declare(actor: Actor, account: z.infer<typeof DeclareBody>): Promise<string>
  reconnect(actor: Actor, accountId: string, fields: Record<string, string>): Promise<string>
  test(actor: Actor, accountId: string): Promise<string>
  pause(actor: Actor, accountId: string, paused: boolean): Promise<string>
  remove(actor: Actor, accountId: string): Promise<void>
}

export interface QuarantineVerbs {
  replay(actor: Actor, id: string): Promise<z.infer<typeof Replayed>>
  discard(actor: Actor, id: string): Promise<void>
}

/** What of the manual takes the networks' own way to count. */
export interface ManualVerbs {
  /** All that is wrong with a text, in its order. */
  check(text: string): Promise<Finding[]>
  /** Answers the number of the new version; throws `manual-has-errors`, `manual-moved-on`. */
  publish(actor: Actor, version: { text: string; note: string | null; over: number | null }): Promise<number>
}

/** What of formal complaints takes the manual, the road out or the key that signs. Each throws by meaning. */
export interface ComplaintVerbs {
  suggest(workspaceId: string, ticketId: string): Promise<z.infer<typeof TicketComplaints>['suggested']>
  /** Answers the complaint's id. */
  open(actor: Actor, asked: Omit<z.infer<typeof ComplaintBody>, 'messageId'> & { ticketId: string; messageId: string | null }): Promise<string>
  noteHuman(actor: Actor, complaintId: string, humanAsked: boolean): Promise<void>
  receiptWords(complaint: Complaint): Promise<z.infer<typeof ReceiptWords>>
  sendReceipt(actor: Actor, complaintId: string, receipt: z.infer<typeof ReceiptBody>): Promise<void>
  prove(workspaceId: string, format: z.infer<typeof ComplaintExport>['format']): AsyncIterable<string>
}

/** What of storms takes the networks' own way to count. */
export interface StormVerbs {
  /** A note, a task, or a statement that is looked at before anybody is asked for their yes. Throws by meaning. */
  write(actor: Actor, entry: { id: string } & z.infer<typeof StormEntryBody>): Promise<void>
}

/** What of incidents takes the watch, the networks' own way to count, or the road out. Each throws by meaning. */
export interface IncidentVerbs {
  /** Finds what came in since. */
  follow(): Promise<void>
  /** Answers the incident's id: of the one that the ticket stands in already, or a new one. */
  open(actor: Actor, asked: z.infer<typeof I.IncidentBody>): Promise<string>
  change(actor: Actor, change: { incidentId: string } & z.infer<typeof I.IncidentPatch>): Promise<void>
  settle(actor: Actor, settled: { incidentId: string } & z.infer<typeof I.MembersBody>): Promise<void>
  /** Answers the new one's id. */
  split(actor: Actor, split: { incidentId: string } & z.infer<typeof I.SplitBody>): Promise<string>
  merge(actor: Actor, merged: { into: string; from: string }): Promise<void>
  preview(actor: Actor, of: { incidentId: string } & z.infer<typeof I.PreviewBody>): Promise<Preview[]>
  /** What the manual keeps ready to be said. */
  statements(workspaceId: string): Promise<I.IncidentSeen['statements']>
  /** Answers the update's id. Throws `update-too-long`, `unfilled`, `off-limits`. */
  write(actor: Actor, update: { incidentId: string } & Omit<z.infer<typeof I.UpdateBody>, 'approve'>): Promise<string>
  /** Throws `update-settled`. */
  approve(actor: Actor, updateId: string): Promise<void>
  giveBack(actor: Actor, updateId: string, words: string): Promise<void>
  retry(actor: Actor, updateId: string): Promise<void>
}

/** Who is called when a ticket needs somebody now, and how that reaches them. */
export interface PageVerbs {
  /** By which browsers know whom they let in. */
  pushKey(): Promise<string>
  /** Throws `not-a-browser`, `too-many-browsers`. */
  allowBrowser(memberId: string, browser: z.infer<typeof BrowserBody>): Promise<void>
  /** Throws `rehearsal-stays`. */
  test(asker: Pick<Caller, 'workspace' | 'member'>, by: z.infer<typeof TestPageBody>['by']): Promise<z.infer<typeof PageTested>>
  mail(workspaceId: string): Promise<z.infer<typeof Notifications>['mail']>
  webhook(workspaceId: string): Promise<string | null>
  /** Answers the secret that signs from now on. */
  setWebhook(workspaceId: string, url: string | null): Promise<string>
  health(of: { workspaceId: string; homeId: string }): Promise<z.infer<typeof PageHealth>>
}

/** What of look-alikes takes the road out or the key that signs. Each throws `not-found`. */
export interface LookAlikeVerbs {
  /** Throws `not-judged`. */
  warn(actor: Actor, id: string, ticketIds: readonly string[]): Promise<z.infer<typeof WarnedTickets>['items']>
  /** Lines of JSON in a signed chain. */
  prove(workspaceId: string, id: string): Promise<string>
}

/** What of the comparison takes the networks. */
export interface ComparisonVerbs {
  /** What a network lets be read of others, and at what price. */
  reads(network: ComparedNetwork): Omit<Comparison['networks'][number], 'network' | 'connected' | 'accounts'>
  /** Answers the peer's id. Throws `peer-no-account`, `peer-unknown`, `peer-is-ours`, `peer-known`, `too-many-peers`. */
  declare(actor: Actor, peer: z.infer<typeof PeerBody>): Promise<string>
  forget(actor: Actor, id: string): Promise<void>
}

export interface RehearsalControl {
  /** In a Plaza where a story is played and nothing else: what its rehearsal publishes, anybody reads. */
  isAlone?: true
  /** The first run has just made this rehearsal workspace. */
  begin(workspaceId: string): Promise<void>
  state(workspaceId: string): Promise<z.infer<typeof RehearsalState>>
  /** Plays a story from its start; null stops. */
  play(workspaceId: string, story: string | null): Promise<z.infer<typeof RehearsalState>>
}

export interface LiveSubscription {
  workspaceId: string
  memberId: string
  /** Where a browser that comes back left off. */
  lastEventId: string | null
}

export interface LiveFeed {
  /** A place in the feed: what is read from now on is at least as new. */
  place(): string
  /** Pushes everything since, then everything as it happens, each when the one before was taken. Answers the unsubscriber. */
  subscribe(to: LiveSubscription, push: (event: { id: string | null; data: LiveEvent }) => Promise<void>): Promise<() => void>
}
