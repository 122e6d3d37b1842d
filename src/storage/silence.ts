import { sql } from 'kysely'
import type { NetworkName } from '../domain/network-name.ts'
import type { SilenceRule, SilenceState } from '../domain/silence.ts'
import type { Db } from './database.ts'
import { toJson } from './json.ts'

/** Whether and since when the people of these tickets wait, as the tickets stand now. */
export async function replaceUnanswered(db: Db, ticketIds: readonly string[]): Promise<void> {
  if (ticketIds.length === 0) return
  await sql`delete from unanswered where ticket_id = any(${ticketIds}::bigint[])`.execute(db)
  await sql`
    insert into unanswered (ticket_id, workspace_id, account_id, since, messages)
    select t.id, t.workspace_id, m.account_ids[1], coalesce(t.unanswered_since, t.last_inbound_at), t.unanswered
    from ticket t join message m on m.id = t.last_inbound_id
    where t.id = any(${ticketIds}::bigint[]) and t.unanswered > 0 and t.state in ('open', 'waiting', 'snoozed') and cardinality(m.account_ids) > 0
    on conflict (ticket_id) do nothing`.execute(db)
}

interface Kept {
  promised: number
  kept: number
  broken: number
}

/** All that is known of an account's presence; `week` and `month` are of the answers promised in the last 7 and 30 days. */
export interface PresenceRow {
  id: string
  network: NetworkName
  handle: string
  name: string
  /** Its profile, as its network told it last; null where that is not known. */
  bio: string | null
  /** Plaza hears it now; of an account that is only declared, paused or cut off, nothing can be told. */
  listening: boolean
  heardSince: Temporal.Instant
  spokenAt: Temporal.Instant | null
  answeredAt: Temporal.Instant | null
  waiting: number
  oldestAt: Temporal.Instant | null
  oldestTicket: { id: string; number: number; person: string; department: string | null } | null
  insists: number
  week: Kept
  month: Kept
  /** As last judged; null before. */
  judged: { state: SilenceState; rule: SilenceRule; since: string } | null
}

const WEEK_DAYS = 7
const MONTH_DAYS = 30

/** A row for each account that was not removed. Costs a few steps of an index an account, and one stretch of 30 days of the promises. */
export async function listPresence(db: Db, workspaceId: string, now: Temporal.Instant): Promise<PresenceRow[]> {
  const at = sql`${now.toString()}::timestamptz`
  const { rows } = await sql<PresenceRow>`
    with owed as (
      select account_id, started_at >= ${at} - make_interval(days => ${WEEK_DAYS}) as fresh, ended_at is not null as ended,
        coalesce(date_trunc('minute', due_at) + interval '1 minute' <= coalesce(ended_at, ${at}), false) as broken
      from clock where workspace_id = ${workspaceId}::bigint and started_at >= ${at} - make_interval(days => ${MONTH_DAYS}) and started_at <= ${at}
        and kind in ('first-answer', 'next-answer') and ended_by is distinct from 'left'
    ), kept as (
      select account_id,
        json_build_object('promised', count(*) filter (where fresh), 'kept', count(*) filter (where fresh and ended and not broken), 'broken', count(*) filter (where fresh and broken)) as week,
        json_build_object('promised', count(*), 'kept', count(*) filter (where ended and not broken), 'broken', count(*) filter (where broken)) as month
      from owed group by account_id
    )
    select a.id::text, a.network, a.handle, a.name, a.bio, a.state = 'connected' as listening, coalesce(a.connected_at, a.created_at) as "heardSince",
      spoken.at as "spokenAt", answered.at as "answeredAt", coalesce(w.waiting, 0) as waiting, w.since as "oldestAt", coalesce(w.insists, 0) as insists,
      (select json_build_object('id', t.id::text, 'number', t.number, 'person', t.person_name, 'department', t.department)
        from unanswered u join ticket t on t.id = u.ticket_id where u.account_id = a.id order by u.since, u.ticket_id limit 1) as "oldestTicket",
      coalesce(k.week, ${NO_PROMISES}::json) as week, coalesce(k.month, ${NO_PROMISES}::json) as month,
      case when s.state is not null then json_build_object('state', s.state, 'rule', s.rule, 'since', s.since) end as judged
    from account a
    left join lateral (select m.at from message m where m.account_ids[1] = a.id and m.direction = 'out' and m.automatic is null and m.native_id is not null
      order by m.at desc limit 1) spoken on true
    left join lateral (select m.at from message m where m.account_ids[1] = a.id and m.direction = 'out' and m.automatic is null and m.ticket_id is not null
      and m.native_id is not null order by m.at desc limit 1) answered on true
    left join lateral (select count(*)::int as waiting, min(u.since) as since, max(u.messages) as insists from unanswered u where u.account_id = a.id) w on true
    left join kept k on k.account_id = a.id
    left join silence s on s.account_id = a.id
    where a.workspace_id = ${workspaceId}::bigint and a.removed_at is null order by a.network, a.handle`.execute(db)
  return rows
}

const NO_PROMISES = toJson({ promised: 0, kept: 0, broken: 0 } satisfies Kept)

interface SilenceJudged {
  workspaceId: string
  accountId: string
  at: Temporal.Instant
  state: SilenceState
  rule: SilenceRule
  facts: object
}

/** Keeps how an account stands from now on, and that it changed. Answers false when another process has just kept the same. */
export async function keepSilence(db: Db, { workspaceId, accountId, at, state, rule, facts }: SilenceJudged): Promise<boolean> {
  const { rows } = await sql`
    with judged as (
      insert into silence as s (account_id, workspace_id, state, rule, since) values (${accountId}::bigint, ${workspaceId}::bigint, ${state}, ${rule}, ${at.toString()}::timestamptz)
      on conflict (account_id) do update set rule = excluded.rule, state = excluded.state, since = case when s.state = excluded.state then s.since else excluded.since end
      where (s.state, s.rule) is distinct from (excluded.state, excluded.rule)
      returning account_id)
    insert into silence_change (workspace_id, account_id, at, state, rule, facts)
    select ${workspaceId}::bigint, account_id, ${at.toString()}::timestamptz, ${state}, ${rule}, ${toJson(facts)}::jsonb from judged returning id`.execute(db)
  return rows.length > 0
}
