import { sql } from 'kysely'
import type { AftercareCode, AftercareKind, AftercareState, AftercareStep } from '../domain/aftercare.ts'
import type { Correction } from '../domain/corrected-meaning.ts'
import type { Meaning, Tone } from '../domain/meaning.ts'
import type { NetworkName, Visibility } from '../domain/network-name.ts'
import type { Db } from './database.ts'
import { addJob } from './jobs.ts'
import { toJson } from './json.ts'
import { unpackMeaning } from './packed-meaning.ts'

/** A solved matter, as far as what follows it depends on it. */
export interface SolvedTicket {
  department: string | null
  /** The event by which it was solved last, when, and by whom. */
  causeId: string
  memberId: string | null
  at: Temporal.Instant
  /** Whether somebody answered them, in words or on the phone. */
  answered: boolean
}

/** Null where it does not stand as resolved. */
export async function readSolved(db: Db, workspaceId: string, ticketId: string): Promise<SolvedTicket | null> {
  const { rows } = await sql<SolvedTicket>`
    select t.department, e.id::text as "causeId", e.member_id::text as "memberId", e.at,
      exists (select from message m left join delivery d on d.message_id = m.id where m.ticket_id = t.id and m.automatic is null
        and case when m.origin = 'phone' then m.ref ->> 'outcome' = 'spoke' else m.direction = 'out' and coalesce(d.state, 'sent') not in ('refused', 'undone') end) as answered
    from ticket t cross join lateral (
      select id, member_id, at from event where ticket_id = t.id and kind = 'resolved' order by id desc limit 1) e
    where t.id = ${ticketId}::bigint and t.workspace_id = ${workspaceId}::bigint and t.state = 'resolved'`.execute(db)
  return rows[0] ?? null
}

export interface PlannedStep {
  ticketId: string
  kind: AftercareKind
  step: AftercareStep
  causeId: string
  memberId: string | null
  version: number
  /** When it is to be taken; what keeps it back then puts it off. */
  plannedAt: Temporal.Instant
}

/** Plans steps, each with its job. Answers how many are new: the same cause plans nothing twice. */
export async function planSteps(db: Db, workspaceId: string, steps: readonly PlannedStep[]): Promise<number> {
  const { rows } = await sql`
    with planned as (
      insert into aftercare (workspace_id, ticket_id, kind, step, cause_id, member_id, manual_version, planned_at, run_at)
      select ${workspaceId}::bigint, r."ticketId", r.kind, r.step, r."causeId", r."memberId", r.version, r."plannedAt", r."plannedAt"
      from json_to_recordset(${toJson(steps)}::json) as r("ticketId" bigint, kind text, step text, "causeId" bigint, "memberId" bigint,
        version integer, "plannedAt" timestamptz)
      on conflict do nothing
      returning id, run_at)
    select graphile_worker.add_job('give-aftercare', payload => json_build_object('workspaceId', ${workspaceId}::text, 'aftercareId', id::text), job_key => 'aftercare:' || id, run_at => run_at,
      max_attempts => 25) from planned`.execute(db)
  return rows.length
}

/** A step whose time has come, with all that saying it takes. */
export interface DueStep extends PlannedStep {
  id: string
  workspaceId: string
  personId: string
  department: string | null
  language: string | null
  personName: string
  personHandle: string
  /** Of their last word. */
  tone: Tone | null
  /** Why praise may be none. */
  doubt: 'maybe-ironic' | 'unsure' | null
  /** The complaint still stands as solved by that act, thanks that were left aside; of praise, nobody has answered it. */
  stands: boolean
  saidAt: Temporal.Instant | null
}

/** Of the manual that planned it; null when it has been dealt with. */
export async function versionOfStep(db: Db, id: string): Promise<number | null> {
  const row = await db.selectFrom('aftercare').select('manual_version').where('id', '=', id).where('state', '=', 'due').executeTakeFirst()
  return row?.manual_version ?? null
}

/** Held until the transaction ends; null when it has been dealt with. */
export async function lockStep(db: Db, id: string): Promise<DueStep | null> {
  const { rows } = await sql<DueStep>`
    select a.id::text, a.workspace_id::text as "workspaceId", a.ticket_id::text as "ticketId", t.person_id::text as "personId", a.kind, a.step, a.cause_id::text as "causeId",
      a.member_id::text as "memberId", a.manual_version as version, a.planned_at as "plannedAt", t.department, t.language, t.person_name as "personName",
      t.person_handle as "personHandle", t.heard ->> 'tone' as tone,
      (select case when m.meaning ->> 'sarcasm' = 'true' then 'maybe-ironic'
          when m.meaning -> 'unsure' ? 'type' and not exists (select from label_correction c where c.message_id = m.id and c.verdict = 'type') then 'unsure' end
        from message m where m.id = a.cause_id and a.kind = 'praise') as doubt,
      case when a.kind = 'praise' then not exists (
          select from message o where o.ticket_id = t.id and o.id > a.cause_id and o.direction = 'out' and o.automatic is null)
        else (t.state = 'resolved' or t.state = 'left' and split_part(t.left_reason, ':', 1) in ('thanks', 'chatter')) and a.cause_id = (select max(e.id) from event e where e.ticket_id = t.id and e.kind = 'resolved') end as stands,
      (select max(b.ended_at) from ticket o join aftercare b on b.ticket_id = o.id where o.person_id = t.person_id and b.step = a.step and b.state = 'sent') as "saidAt"
    from aftercare a join ticket t on t.id = a.ticket_id where a.id = ${id}::bigint and a.state = 'due' for update of a`.execute(db)
  return rows[0] ?? null
}

/** Nobody reads further: one angry word is enough. */
const LATEST_WORDS = 50

/** What a person has written since, on whichever of their tickets, as it is understood by now. Ids come in the order of writing. */
export async function wordsSince(db: Db, { workspaceId, personId, causeId }: DueStep): Promise<{ meaning: Meaning; corrections: Correction[] }[]> {
  const { rows } = await sql<{ meaning: Partial<Meaning>; corrections: Correction[] }>`
    select m.meaning, (
      select coalesce(json_agg(json_build_object('verdict', c.verdict, 'value', c.value) order by c.at), '[]') from label_correction c where c.message_id = m.id) as corrections
    from ticket t join message m on m.ticket_id = t.id
    where t.workspace_id = ${workspaceId}::bigint and t.person_id = ${personId}::bigint and m.direction = 'in' and m.automatic is null and m.meaning is not null
      and m.id > ${causeId}::bigint
    order by m.id desc limit ${LATEST_WORDS}`.execute(db)
  return rows.map(({ meaning, corrections }) => ({ meaning: unpackMeaning(meaning), corrections }))
}

/** Where a word of the house would be said: to their latest message that is as public as wanted, by the account that it reached. */
export interface SpeakingPlace {
  messageId: string
  network: NetworkName
  visibility: Visibility
  accountId: string
  accountHandle: string
}

export async function readSpeakingPlace(db: Db, { ticketId, personId }: DueStep, wanted: Visibility | null): Promise<SpeakingPlace | null> {
  const { rows } = await sql<SpeakingPlace>`
    select m.id::text as "messageId", m.network, m.visibility, a.id::text as "accountId", a.handle as "accountHandle"
    from message m join identity i on i.id = m.identity_id and i.person_id = ${personId}::bigint
    join account a on a.id = any(m.account_ids) and a.network = m.network and a.removed_at is null and a.state in ('connected', 'failing')
    where m.ticket_id = ${ticketId}::bigint and m.direction = 'in' and m.deleted_at is null and m.automatic is null
      and (${wanted}::text is null or m.visibility = ${wanted})
    order by m.at desc, m.id desc, array_position(m.account_ids, a.id) limit 1`.execute(db)
  return rows[0] ?? null
}

/** How a step ended. `code`: why it was not said, or not without a person. */
export async function endStep(
  db: Db,
  id: string,
  end: { state: Exclude<AftercareState, 'due'>; script: string | null; code: AftercareCode | string | null; at: Temporal.Instant },
): Promise<void> {
  await db.updateTable('aftercare').set({ state: end.state, script: end.script, code: end.code, ended_at: end.at }).where('id', '=', id).execute()
}

/** Its time has not come yet after all. */
export async function putOffStep(db: Db, { id, workspaceId }: Pick<DueStep, 'id' | 'workspaceId'>, runAt: Temporal.Instant): Promise<void> {
  await db.updateTable('aftercare').set({ run_at: runAt }).where('id', '=', id).execute()
  await addJob(db, 'give-aftercare', { workspaceId, aftercareId: id }, { key: `aftercare:${id}`, runAt })
}

/** No step is forgotten: one whose job was lost, as in a restored backup, gets one. */
export async function mendAftercareJobs(db: Db): Promise<void> {
  await sql`
    select graphile_worker.add_job('give-aftercare', payload => json_build_object('workspaceId', a.workspace_id::text, 'aftercareId', a.id::text), job_key => 'aftercare:' || a.id, run_at => a.run_at,
      max_attempts => 25)
    from aftercare a where a.state = 'due' and not exists (
      select from graphile_worker.jobs j where j.key = 'aftercare:' || a.id and j.attempts < j.max_attempts)`.execute(db)
}
