import { sql, type RawBuilder } from 'kysely'
import type { NetworkName } from '../domain/network-name.ts'
import type { Db } from './database.ts'
import { latestMoment } from './latest-moment.ts'
import { nativeAnswer } from './native-answer.ts'

export const VIOLATIONS = [
  'message-without-ticket',
  'open-without-clock',
  'waiting-but-unanswered',
  'snoozed-without-wake',
  'snoozed-past-wake',
  'left-without-reason',
  'left-without-name',
  'resolved-with-unanswered',
  'receipt-without-message',
  'not-taken-in',
] as const
export type ViolationCode = (typeof VIOLATIONS)[number]

/** A word of a customer that was lost by accident, a receipt for none, or what came and nobody could read. */
export interface Violation {
  code: ViolationCode
  ticketId: string | null
  number: number | null
  /** Null for what became no message: it waits in quarantine. */
  messageId: string | null
  quarantineId: string | null
  /** The network's time of the message; of what waits in quarantine, ours. */
  at: Temporal.Instant | null
}

export interface AuditPage {
  messages: number
  receipts: number
  violations: Violation[]
}

/**
 * «Nothing by accident», over a whole workspace: each word of a customer (machines' mail aside) is one of these.
 * 1. *Answered*: by what we said on the network itself not before it, by a reply of Plaza's queued after it came and neither refused nor
 *    taken back, or by a call in which both spoke.
 * 2. *Left*, with a reason and a name: a member's act after it came, or a manual's rule and version.
 * 3. *Resolved* unanswered: only by a member's act after it came; no job and no manual may do that.
 * 4. *Open*, with its clock running (`due_at`, `order_at`), or *snoozed* until a time that has not passed.
 * What waits in quarantine is nobody's word yet and may be anybody's: it counts as one until it is taken in, or a person discards it.
 * *Waiting* on the customer is none of these while a word is unanswered. An act from before a reply was refused or taken back closes
 * nothing: whoever acted believed in that answer. What an import brought closed stands by the word of the history it came from.
 * Pages by key, so memory is constant; every page is one statement and so one moment, and Plaza may work meanwhile.
 */
export async function* auditWorkspace(db: Db, workspaceId: string, pageSize = 5_000): AsyncGenerator<AuditPage> {
  for (let after: string | null = '0'; after !== null;) {
    const page: MessagePage = await auditMessages(db, workspaceId, { after, pageSize })
    yield { messages: page.messages, receipts: 0, violations: page.violations.map(withInstant) }
    after = page.last
  }
  for (let after: ReceiptKey | null = { network: '', nativeId: '' }; after !== null;) {
    const page: ReceiptPage = await auditReceipts(db, workspaceId, { after, pageSize })
    yield { messages: 0, receipts: page.receipts, violations: page.violations.map(withInstant) }
    after = page.last
  }
  for (let after: string | null = '0'; after !== null;) {
    const waiting: Violation[] = await auditQuarantine(db, workspaceId, { after, pageSize })
    yield { messages: waiting.length, receipts: 0, violations: waiting }
    after = waiting.at(-1)?.quarantineId ?? null
  }
}

type Found = Omit<Violation, 'at'> & { at: string | null }

interface MessagePage {
  messages: number
  /** Where the next page begins; null after the last one. */
  last: string | null
  violations: Found[]
}

async function auditMessages(db: Db, workspaceId: string, { after, pageSize }: { after: string; pageSize: number }): Promise<MessagePage> {
  const { rows } = await sql<MessagePage>`
    with page as materialized (
      select id, workspace_id, ticket_id, direction, origin, automatic, at from message where id > ${after}::bigint order by id limit ${pageSize}
    ), asked as materialized (
      select * from page where workspace_id = ${workspaceId}::bigint and direction = 'in' and origin = 'customer' and automatic is null
    ), lost as (
      select v.code, t.id::text as "ticketId", t.number, m.id::text as "messageId", null as "quarantineId", m.at
      from asked m left join ticket t on t.id = m.ticket_id and t.workspace_id = m.workspace_id
      cross join lateral (select ${standing()} as code) v
      where v.code is not null and (t.id is null or not ${answered()})
    )
    select (select count(*)::int from asked) as messages, (select max(id)::text from page) as last,
      (select coalesce(json_agg(lost order by lost."messageId"::bigint), '[]') from lost) as violations`.execute(db)
  return rows[0]!
}

/** What is amiss with an unanswered word `m` of ticket `t`; null where nothing is. */
function standing(): RawBuilder<ViolationCode | null> {
  return sql`
  case
    when t.id is null then 'message-without-ticket'
    when t.state = 'open' and (t.due_at is null or t.order_at is null) then 'open-without-clock'
    when t.state = 'waiting' then 'waiting-but-unanswered'
    when t.state = 'snoozed' and t.snoozed_until is null then 'snoozed-without-wake'
    when t.state = 'snoozed' and t.snoozed_until < now() - interval '10 minutes' then 'snoozed-past-wake'
    when t.state = 'left' and coalesce(trim(t.left_reason), '') = '' then 'left-without-reason'
    when t.state = 'left' and not ${closedBy(sql`e.kind = 'left' and e.member_id is not null or ${leftByManual()} or ${imported('left')}`)} then 'left-without-name'
    when t.state = 'resolved' and not ${closedBy(sql`e.kind = 'resolved' and e.member_id is not null or ${imported('resolved')}`)} then 'resolved-with-unanswered'
  end`
}

/** What `countUnanswered` counts by, for one word; of the same second, what was heard later came later. */
function answered(): RawBuilder<boolean> {
  return sql`(
  exists (select from delivery d join message o on o.id = d.message_id
    where d.ticket_id = t.id and d.message_id > m.id and d.state not in ('refused', 'undone') and o.automatic is null)
  or exists (
    select from message o where o.ticket_id = t.id and o.at >= m.at and (o.at >= ${latestMoment} or o.id > m.id) and ${nativeAnswer}))`
}

function closedBy(act: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`exists (
    select from event e where e.ticket_id = t.id and e.id > m.id and (${act}) and not exists (
      select from event f where f.ticket_id = t.id and f.id > e.id and f.kind = 'delivery' and f.facts->>'state' in ('refused', 'undone')
        and not exists (select from message o where o.id = (f.facts->'messages'->>0)::bigint and o.automatic is not null)))`
}

/** The manual's trace names its rule and version for what it left by itself. */
function leftByManual(): RawBuilder<boolean> {
  return sql`e.kind = 'messages' and e.facts @? '$.trace[*] ? (@.rule == "manual" && @.facts.name != "" && @.facts.version > 0 && exists(@.facts.gave[*] ? (@ == "leave")))'`
}

function imported(state: 'left' | 'resolved'): RawBuilder<boolean> {
  return sql`e.kind = 'imported' and e.facts->>'state' = ${state}`
}

interface ReceiptKey {
  network: NetworkName | ''
  nativeId: string
}

interface ReceiptPage {
  receipts: number
  last: ReceiptKey | null
  violations: Found[]
}

/** What was signed for, and is not there. */
async function auditReceipts(db: Db, workspaceId: string, { after, pageSize }: { after: ReceiptKey; pageSize: number }): Promise<ReceiptPage> {
  const { rows } = await sql<ReceiptPage>`
    with page as materialized (
      select network, native_id, message_id from receipt
      where workspace_id = ${workspaceId}::bigint and (network, native_id) > (${after.network}, ${after.nativeId}) order by network, native_id limit ${pageSize}
    ), lost as (
      select 'receipt-without-message' as code, null as "ticketId", null as number, r.message_id::text as "messageId", null as "quarantineId", null as at
      from page r where not exists (select from message m where m.id = r.message_id)
    )
    select (select count(*)::int from page) as receipts,
      (select json_build_object('network', network, 'nativeId', native_id) from page order by network desc, native_id desc limit 1) as last,
      (select coalesce(json_agg(lost order by lost."messageId"::bigint), '[]') from lost) as violations`.execute(db)
  return rows[0]!
}

async function auditQuarantine(db: Db, workspaceId: string, { after, pageSize }: { after: string; pageSize: number }): Promise<Violation[]> {
  const { rows } = await sql<Violation>`
    select 'not-taken-in' as code, null as "ticketId", null as number, null as "messageId", id::text as "quarantineId", at from quarantine
    where workspace_id = ${workspaceId}::bigint and ended_at is null and id > ${after}::bigint order by id limit ${pageSize}`.execute(db)
  return rows
}

function withInstant({ at, ...found }: Found): Violation {
  return { ...found, at: at === null ? null : Temporal.Instant.from(at) }
}
