import type { ColumnType, Generated } from 'kysely'
import type { LookAlikeFact, Ruling } from '../../domain/look-alike.ts'
import type { NetworkName } from '../../domain/network-name.ts'
import type { GeneratedId, Id, Instant, JsonOf, MaybeId, MaybeInstant, MaybeText } from './columns.ts'

/** Who may pose as us. */
export interface LookAlikeTables {
  look_alike: {
    id: GeneratedId
    workspace_id: Id
    account_id: Id
    network: NetworkName
    handle_key: string
    identity_id: MaybeId
    handle: string
    name: string
    avatar_url: MaybeText
    score: number
    evidence: JsonOf<LookAlikeFact[]>
    deeds: Generated<string[]>
    first_seen_at: Instant
    last_seen_at: Instant
    verdict: Ruling | null
    verdict_by: MaybeId
    verdict_at: MaybeInstant
    verdict_handle: MaybeText
    verdict_name: MaybeText
    reported_by: MaybeId
    reported_at: MaybeInstant
    gone_by: MaybeId
    gone_at: MaybeInstant
    bio: MaybeText
    created_on: ColumnType<Date | null, string | null | undefined, string | null>
    looked_at: MaybeInstant
    found_at: MaybeInstant
    misses: Generated<number>
    look_at: Generated<Temporal.Instant>
  }
  look_alike_sighting: { look_alike_id: Id; message_id: Id; how: 'spoke' | 'named'; ticket_id: MaybeId; at: Instant }
  look_alike_picture: { look_alike_id: Id; picture_id: Id }
  picture: {
    id: GeneratedId
    workspace_id: Id
    address: string
    half: Generated<boolean>
    message_id: MaybeId
    hash: MaybeText
    jpeg: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
    sha256: MaybeText
    read_at: MaybeInstant
    code: MaybeText
    tries: Generated<number>
    next_at: ColumnType<Temporal.Instant | null, Temporal.Instant | null | undefined, Temporal.Instant | null>
  }
  look_alike_search: { account_id: Id; next_at: Instant }
  look_alike_warning: { look_alike_id: Id; ticket_id: Id; member_id: Id; at: Instant }
}
