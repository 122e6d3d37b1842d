import { sql } from 'kysely'
import { PlazaError } from '../domain/plaza-error.ts'
import type { SilenceRule, SilenceState } from '../domain/silence.ts'
import type { Db } from './database.ts'
import { addJob } from './jobs.ts'
import { toJson } from './json.ts'

interface NewAlarm {
  workspaceId: string
  accountId: string
  state: SilenceState
  rule: SilenceRule
  waiting: number
  callee: string
  /** Of the manual by whose chain it climbs; null where none is in force. */
  version: number | null
  at: Temporal.Instant
}

/** Raises an alarm in the place of one that is still open, with the job that tells its owner. */
export async function raiseAlarm(db: Db, { workspaceId, accountId, state, rule, waiting, callee, version, at }: NewAlarm): Promise<void> {
  await endAlarm(db, accountId, at)
  const { rows } = await sql<{ id: string }>`
    insert into silence_alarm (workspace_id, account_id, state, rule, waiting, callee, manual_version, raised_at, next_at)
    values (${workspaceId}::bigint, ${accountId}::bigint, ${state}, ${rule}, ${waiting}, ${callee}, ${version}, ${at.toString()}::timestamptz, ${at.toString()}::timestamptz)
    returning id::text`.execute(db)
  await addJob(db, 'sound-silence', { alarmId: rows[0]!.id }, { key: `silence:${rows[0]!.id}` })
}

/** It got better, or a worse one takes its place. */
export async function endAlarm(db: Db, accountId: string, at: Temporal.Instant): Promise<void> {
  await sql`update silence_alarm set ended_at = ${at.toString()}::timestamptz, next_at = null where account_id = ${accountId}::bigint and ended_at is null`.execute(
    db,
  )
}

/** Somebody sees to it: nobody further is told. Throws `not-found`, and for one that has ended `too-late`. */
export async function takeAlarm(db: Db, of: { workspaceId: string; id: string; memberId: string; at: Temporal.Instant }): Promise<{ accountId: string }> {
  const { rows } = await sql<{ accountId: string; ended: boolean }>`
    select account_id::text as "accountId", ended_at is not null as ended from silence_alarm
    where id = ${of.id}::bigint and workspace_id = ${of.workspaceId}::bigint for update`.execute(db)
  if (!rows[0]) throw new PlazaError('not-found', 'not-found', `No alarm ${of.id} here.`)
  if (rows[0].ended) throw new PlazaError('conflict', 'too-late', 'This alarm has ended.')
  await sql`
    update silence_alarm set ended_at = ${of.at.toString()}::timestamptz, next_at = null, taken_by = ${of.memberId}::bigint where id = ${of.id}::bigint`.execute(
    db,
  )
  return rows[0]
}

/** What the last alarm of an account was raised for; null before the first. */
export async function latestAlarm(db: Db, accountId: string): Promise<{ state: SilenceState; raisedAt: Temporal.Instant } | null> {
  const { rows } = await sql<{ state: SilenceState; raisedAt: Temporal.Instant }>`
    select state, raised_at as "raisedAt" from silence_alarm where account_id = ${accountId}::bigint order by raised_at desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** An alarm that nobody has taken, with what telling of it takes. */
export interface OpenAlarm extends Omit<NewAlarm, 'at' | 'accountId'> {
  id: string
  raisedAt: Temporal.Instant
  /** The real workspace, whose members are told. */
  homeId: string
  rehearsal: boolean
  workspaceName: string
  timeZone: string
  account: { network: string; handle: string }
}

export async function readOpenAlarm(db: Db, id: string, lock: 'lock' | 'look' = 'look'): Promise<OpenAlarm | null> {
  const { rows } = await sql<OpenAlarm>`
    select s.id::text, s.workspace_id::text as "workspaceId", s.state, s.rule, s.waiting, s.callee, s.manual_version as version, s.raised_at as "raisedAt",
      coalesce(w.rehearsal_of, w.id)::text as "homeId", w.rehearsal_of is not null as rehearsal, w.name as "workspaceName", w.time_zone as "timeZone",
      json_build_object('network', a.network, 'handle', a.handle) as account
    from silence_alarm s join workspace w on w.id = s.workspace_id join account a on a.id = s.account_id
    where s.id = ${id}::bigint and s.ended_at is null ${lock === 'lock' ? sql`for update of s` : sql``}`.execute(db)
  return rows[0] ?? null
}

export interface NewSilenceCall {
  step: number
  memberId: string
  by: 'e-mail' | 'push'
  agent: string
  state: 'due' | 'rehearsed' | 'spared'
}

/** Keeps whom an alarm tells, and when it climbs on: a member is told once at a step by a means, however often this is asked. */
export async function climbAlarm(
  db: Db,
  id: string,
  calls: readonly NewSilenceCall[],
  to: { at: Temporal.Instant; nextAt: Temporal.Instant | null },
): Promise<void> {
  await sql`
    insert into silence_call (alarm_id, step, member_id, by, agent, state, at)
    select ${id}::bigint, r.step, r."memberId", r.by, r.agent, r.state, ${to.at.toString()}::timestamptz
    from json_to_recordset(${toJson(calls)}::json) as r(step smallint, "memberId" bigint, by text, agent text, state text)
    on conflict do nothing`.execute(db)
  await sql`update silence_alarm set next_at = ${to.nextAt?.toString() ?? null}::timestamptz where id = ${id}::bigint`.execute(db)
}

/** A call that has not reached anybody yet. */
export interface DueSilenceCall {
  id: string
  by: 'e-mail' | 'push'
  attempts: number
  member: { id: string; name: string; email: string; locale: string }
}

export async function dueSilenceCalls(db: Db, alarmId: string): Promise<DueSilenceCall[]> {
  const { rows } = await sql<DueSilenceCall>`
    select c.id::text, c.by, c.attempts, json_build_object('id', m.id::text, 'name', m.name, 'email', m.email, 'locale', m.locale) as member
    from silence_call c join member m on m.id = c.member_id where c.alarm_id = ${alarmId}::bigint and c.state = 'due' order by c.id`.execute(db)
  return rows
}

export async function settleSilenceCall(db: Db, id: string, to: { state: 'due' | 'sent' | 'failed'; code: string | null }): Promise<void> {
  await sql`update silence_call set state = ${to.state}, code = ${to.code}, attempts = attempts + 1 where id = ${id}::bigint`.execute(db)
}

/** The last alarm of an account, and whom it told. */
export interface ShownAlarm {
  id: string
  accountId: string
  state: SilenceState
  raisedAt: Temporal.Instant
  endedAt: Temporal.Instant | null
  takenBy: { id: string; name: string } | null
  callee: string
  told: { member: { id: string; name: string }; by: 'e-mail' | 'push'; step: number; state: string }[]
}

export async function listAlarms(db: Db, workspaceId: string): Promise<ShownAlarm[]> {
  const { rows } = await sql<ShownAlarm>`
    select s.id::text, a.id::text as "accountId", s.state, s.raised_at as "raisedAt", s.ended_at as "endedAt", s.callee,
      case when m.id is not null then json_build_object('id', m.id::text, 'name', m.name) end as "takenBy",
      coalesce((select json_agg(json_build_object('member', json_build_object('id', cm.id::text, 'name', cm.name), 'by', c.by, 'step', c.step, 'state', c.state) order by c.id)
        from silence_call c join member cm on cm.id = c.member_id where c.alarm_id = s.id), '[]') as told
    from account a cross join lateral (select * from silence_alarm s where s.account_id = a.id order by s.raised_at desc limit 1) s
    left join member m on m.id = s.taken_by
    where a.workspace_id = ${workspaceId}::bigint and a.removed_at is null`.execute(db)
  return rows
}
