import type { AssignmentWay, DutyState } from '../../domain/availability.ts'
import type { ColumnType, Generated } from 'kysely'
import type { Instant, MaybeInstant, JsonOf, MaybeJson, Id, GeneratedId, MaybeId, MaybeText } from './columns.ts'
import type { Json, NetworkName } from '../../domain/network-name.ts'
import type { Role } from '../../domain/permission.ts'
import type { Violation } from '../audit.ts'

/** A violation as JSON keeps it. */
type KeptViolation = Omit<Violation, 'at'> & { at: string | null }

/** Who works here, under which rules, on whose accounts. */
export interface HouseTables {
  workspace: {
    id: GeneratedId
    name: string
    time_zone: string
    locale: string
    rehearsal_of: MaybeId
    manual_version_id: MaybeId
    manual_failure: MaybeText
    learned_weights_id: MaybeId
    tickets: Generated<number>
    register_public: Generated<boolean>
    created_at: Generated<Temporal.Instant>
  }
  brand: { id: GeneratedId; workspace_id: Id; name: string }
  manual_version: {
    id: GeneratedId
    workspace_id: Id
    number: number
    text: string
    note: MaybeText
    member_id: MaybeId
    published_at: Generated<Temporal.Instant>
  }
  manual_draft: { workspace_id: Id; text: string; member_id: MaybeId; saved_at: Generated<Temporal.Instant> }
  member: {
    id: GeneratedId
    workspace_id: Id
    user_id: string
    name: string
    email: string
    locale: string
    role: Role
    active: Generated<boolean>
    departments: Generated<string[]>
    languages: Generated<string[]>
    skills: Generated<string[]>
    capacity: Generated<number>
    last_seen_at: MaybeInstant
    created_at: Generated<Temporal.Instant>
  }
  duty: { workspace_id: Id; member_id: Id; state: DutyState; since: Instant; given_at: MaybeInstant }
  assignment_way: { workspace_id: Id; department: string; way: AssignmentWay }
  shift_note: { id: GeneratedId; workspace_id: Id; member_id: Id; text: string; at: Generated<Temporal.Instant> }
  invitation: {
    id: GeneratedId
    workspace_id: Id
    email: string
    role: Role
    token_hash: Buffer
    expires_at: Instant
    accepted_at: MaybeInstant
    created_at: Generated<Temporal.Instant>
  }
  api_key: {
    id: GeneratedId
    workspace_id: Id
    member_id: Id
    name: string
    hash: Buffer
    scopes: string[]
    last_used_at: MaybeInstant
    revoked_at: MaybeInstant
    created_at: Generated<Temporal.Instant>
  }
  account: {
    id: GeneratedId
    workspace_id: Id
    brand_id: Id
    network: NetworkName
    native_id: string
    handle: string
    name: string
    avatar_url: MaybeText
    speaks: 'brand' | 'product' | 'region' | 'executive'
    state: 'connected' | 'declared' | 'paused' | 'reconnect' | 'failing'
    settings: JsonOf<Record<string, Json>>
    credentials: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
    abilities: JsonOf<{ code: string; ok: boolean }[]>
    cursor: MaybeJson<Json>
    failure_code: MaybeText
    failure_detail: MaybeText
    failures: Generated<number>
    retry_at: MaybeInstant
    connected_at: Temporal.Instant | null
    send_after: MaybeInstant
    send_after_code: MaybeText
    last_heard_at: MaybeInstant
    last_event_at: MaybeInstant
    gap_since: MaybeInstant
    token_expires_at: MaybeInstant
    removed_at: MaybeInstant
    bio: MaybeText
    created_on: ColumnType<Date | null, string | null | undefined, string | null>
    created_at: Generated<Temporal.Instant>
  }
  learned_weights: {
    id: GeneratedId
    workspace_id: Id
    base: string
    promoted: boolean
    reason: string
    corrections: number
    figures: JsonOf<Json>
    deltas: JsonOf<{ cells: number[]; steps: number[] }>
    at: Generated<Temporal.Instant>
  }
  saved_view: {
    id: GeneratedId
    workspace_id: Id
    member_id: Id
    name: string
    filter: JsonOf<Record<string, Json>>
    shared: Generated<boolean>
    created_at: Generated<Temporal.Instant>
  }
  audit_run: {
    workspace_id: Id
    at: Temporal.Instant
    messages: number
    proved: number
    violations: number
    found: ColumnType<KeptViolation[], string, string>
  }
  house_secret: { name: string; sealed: Buffer; made_at: Generated<Temporal.Instant> }
  push_subscription: { id: GeneratedId; member_id: Id; endpoint: string; keys: Buffer; label: string; created_at: Generated<Temporal.Instant> }
  quiet_hours: { member_id: Id; from_minute: number; to_minute: number }
  page_webhook: { workspace_id: Id; url: string; secret: Buffer; set_at: Generated<Temporal.Instant> }
  import_progress: { workspace_id: Id; file_hash: string; line: string }
}
