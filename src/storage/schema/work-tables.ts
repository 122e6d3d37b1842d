import type { ApprovalState } from '../../domain/approval.ts'
import type { Author, Media } from '../../domain/incoming.ts'
import type { CallState } from '../page-calls.ts'
import type { ColumnType, Generated } from 'kysely'
import type { ComplaintTerms } from '../complaints.ts'
import type { HeardNeed } from '../../domain/heard-need.ts'
import type { Instant, MaybeInstant, JsonOf, MaybeJson, Id, GeneratedId, MaybeId, MaybeText } from './columns.ts'
import type { Json, NetworkName, Visibility } from '../../domain/network-name.ts'
import type { Meaning, Verdict } from '../../domain/meaning.ts'
import type { NeedReason } from '../../domain/need.ts'
import type { AftercareKind, AftercareState, AftercareStep } from '../../domain/aftercare.ts'
import type { PageCause, PageMeans, Tells } from '../../domain/escalation.ts'
import type { PromisedTime } from '../../domain/promise.ts'
import type { ReplyTarget } from '../../domain/outgoing.ts'
import type { SendingState, TicketState } from '../../domain/ticket.ts'
import type { WrittenReply } from '../../domain/written-reply.ts'

/** What is said, by whom, and what becomes of it. */
export interface WorkTables {
  person: { id: Id; workspace_id: Id; name: string; language: MaybeText; first_seen_at: Instant }
  identity: {
    id: Id
    workspace_id: Id
    person_id: Id
    network: NetworkName
    native_id: string
    handle: string
    name: string
    url: MaybeText
    avatar_url: MaybeText
    evidence: Generated<string>
  }
  thread: { id: Id; workspace_id: Id; network: NetworkName; native_id: string; visibility: Visibility; account_id: MaybeId; subject: MaybeText }
  ticket: {
    id: Id
    workspace_id: Id
    number: number
    brand_id: Id
    person_id: Id
    state: TicketState
    person_name: string
    person_handle: string
    network: NetworkName
    visibility: Visibility
    subject: MaybeText
    snippet: string
    language: MaybeText
    need_reason: string
    due_at: MaybeInstant
    order_at: MaybeInstant
    heard: JsonOf<HeardNeed | Record<string, never>>
    need_why: JsonOf<NeedReason[]>
    marks: Generated<string[]>
    strikes: Generated<number>
    decision: MaybeJson<Json>
    assignee_id: MaybeId
    assigned_at: MaybeInstant
    department: MaybeText
    labels: Generated<string[]>
    unanswered: Generated<number>
    unanswered_since: MaybeInstant
    answered_at: MaybeInstant
    last_inbound_id: MaybeId
    last_inbound_at: MaybeInstant
    sending: MaybeText
    opened_at: Instant
    last_message_at: Instant
    snoozed_until: MaybeInstant
    closed_at: MaybeInstant
    left_reason: MaybeText
    follows_id: MaybeId
    waits_for: ColumnType<'consultation' | 'approval' | null, 'consultation' | 'approval' | null | undefined, 'consultation' | 'approval' | null>
    waits_until: MaybeInstant
  }
  ticket_thread: { ticket_id: Id; thread_id: Id }
  receipt: { workspace_id: Id; network: NetworkName; native_id: string; message_id: Id }
  message: {
    id: Id
    workspace_id: Id
    ticket_id: MaybeId
    thread_id: MaybeId
    network: NetworkName
    native_id: MaybeText
    account_ids: Generated<string[]>
    identity_id: MaybeId
    member_id: MaybeId
    direction: 'in' | 'out'
    origin: 'customer' | 'plaza' | 'native' | 'phone'
    visibility: Visibility
    text: string
    html: MaybeText
    folded: MaybeText
    subject: MaybeText
    content_warning: MaybeText
    language: MaybeText
    automatic: ColumnType<'auto-reply' | 'bounce' | 'bulk' | null, string | null | undefined, string | null>
    media: JsonOf<Media[]>
    parent: MaybeJson<{ author: Author; text: string; at: string | null }>
    reply_to: MaybeText
    url: MaybeText
    ref: MaybeJson<Json>
    at: Instant
    received_at: Generated<Temporal.Instant>
    edited_at: MaybeInstant
    deleted_at: MaybeInstant
    search: string
    meaning: MaybeJson<Partial<Meaning>>
  }
  message_version: { message_id: Id; at: Instant; text: string }
  label_correction: {
    message_id: Id
    workspace_id: Id
    verdict: Verdict
    value: JsonOf<string | number | boolean>
    text: string
    language: MaybeText
    member_id: Id
    at: Generated<Temporal.Instant>
  }
  early_change: { workspace_id: Id; network: NetworkName; native_id: string; at: Instant; change: JsonOf<Json> }
  delivery: {
    message_id: Id
    workspace_id: Id
    ticket_id: Id
    account_id: Id
    state: SendingState
    code: MaybeText
    detail: MaybeText
    attempts: Generated<number>
    asked: Generated<number>
    draft: string
    part: number
    parts: number
    key: string
    chosen_id: MaybeText
    target: JsonOf<ReplyTarget>
    uploads: JsonOf<{ id: string; description?: string }[]>
    resolve: Generated<boolean>
    undo_until: Instant
    started_at: MaybeInstant
    attempted_at: MaybeInstant
    next_attempt_at: MaybeInstant
    give_up_at: Generated<Temporal.Instant>
  }
  consultation: {
    id: GeneratedId
    workspace_id: Id
    ticket_id: Id
    callee: string
    members: string[]
    question: string
    asked_by: Id
    asked_at: Instant
    due_at: Instant
    answer: MaybeText
    ended_by: MaybeId
    ended_at: MaybeInstant
  }
  approval: {
    id: GeneratedId
    workspace_id: Id
    ticket_id: Id
    draft: string
    reply: JsonOf<WrittenReply>
    network: NetworkName
    handle: string
    callee: string
    members: string[]
    asked_by: Id
    asked_at: Instant
    state: Generated<ApprovalState>
    words: MaybeText
    ended_by: MaybeId
    ended_at: MaybeInstant
  }
  note: {
    id: GeneratedId
    workspace_id: Id
    ticket_id: Id
    member_id: Id
    text: string
    mentions: Generated<string[]>
    at: Generated<Temporal.Instant>
    draft: string | null
  }
  upload: { id: GeneratedId; workspace_id: Id; member_id: MaybeId; name: string; mime: string; bytes: Buffer; created_at: Generated<Temporal.Instant> }
  event: {
    id: GeneratedId
    xid: Generated<string>
    workspace_id: Id
    ticket_id: MaybeId
    kind: string
    member_id: MaybeId
    facts: JsonOf<Record<string, Json>>
    at: Generated<Temporal.Instant>
  }
  quarantine: {
    id: GeneratedId
    workspace_id: Id
    account_id: MaybeId
    network: NetworkName
    stage: string
    reason: string
    payload: JsonOf<Json>
    tries: Generated<number>
    at: Generated<Temporal.Instant>
    ended_at: MaybeInstant
  }
  page: {
    id: GeneratedId
    workspace_id: Id
    ticket_id: Id
    callee: string
    cause: Generated<PageCause>
    tells: ColumnType<Tells | null, Tells | null | undefined, Tells | null>
    manual_version: number
    began_at: Instant
    steps_made: Generated<number>
    next_at: MaybeInstant
    exhausted_at: MaybeInstant
    ended_at: MaybeInstant
    taken_by: MaybeId
  }
  page_call: {
    id: GeneratedId
    page_id: Id
    step: number
    member_id: Id
    by: PageMeans
    agent: string
    stands_in: boolean
    state: CallState
    code: MaybeText
    attempts: Generated<number>
    repeats: Generated<number>
    at: Instant
    ended_at: MaybeInstant
  }
  complaint: {
    id: GeneratedId
    workspace_id: Id
    ticket_id: Id
    message_id: Id
    code: string
    law: string
    terms: JsonOf<ComplaintTerms>
    region: MaybeText
    zone: string
    holidays: string[]
    language: string
    human_asked: Generated<boolean>
    member_id: MaybeId
    receipt_draft: Generated<string>
    received_at: Instant
    opened_at: Instant
    due_on: string
    due_at: Instant
    answered_at: MaybeInstant
    closed_at: MaybeInstant
  }
  clock: {
    workspace_id: Id
    ticket_id: Id
    n: number
    account_id: Id
    kind: PromisedTime
    promised: number
    started_at: Instant
    due_at: MaybeInstant
    counted: number
    running_since: MaybeInstant
    ended_at: MaybeInstant
    ended_by: MaybeText
  }
  aftercare: {
    id: GeneratedId
    workspace_id: Id
    ticket_id: Id
    kind: AftercareKind
    step: AftercareStep
    cause_id: Id
    member_id: MaybeId
    manual_version: number
    planned_at: Instant
    run_at: Instant
    state: Generated<AftercareState>
    script: MaybeText
    code: MaybeText
    ended_at: MaybeInstant
  }
  deadline: { ticket_id: Id; kind: Extract<PageCause, 'limit' | 'promise'>; workspace_id: Id; since: Instant; at: Instant; called_at: MaybeInstant }
  follower: { name: string; place: Generated<string>; epoch: Generated<string> }
}
