import { sql } from 'kysely'
import type { UpdateText } from '../domain/incident-update.ts'
import type { NetworkName, Visibility } from '../domain/network-name.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import type { SendingState } from '../domain/ticket.ts'
import type { Db } from './database.ts'
import { toJson } from './json.ts'

type UpdateState = 'waiting' | 'approved' | 'returned'

export interface IncidentUpdate {
  id: string
  incidentId: string
  texts: UpdateText[]
  /** The last word: the incident is closed, and the tickets of those who say nothing more. */
  closes: boolean
  /** The last word is for those who come later too; their tickets stay open. */
  afterwards: boolean
  state: UpdateState
  writtenBy: { id: string; name: string }
  writtenAt: Temporal.Instant
  settledBy: { id: string; name: string } | null
  settledAt: Temporal.Instant | null
  words: string | null
  told: number
  waiting: number
  failed: number
}

/** Answers the new update's id. */
export async function insertUpdate(
  db: Db,
  update: {
    workspaceId: string
    incidentId: string
    texts: readonly UpdateText[]
    closes: boolean
    afterwards: boolean
    memberId: string
    at: Temporal.Instant
  },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into incident_update (incident_id, workspace_id, texts, closes, afterwards, written_by, written_at)
    values (${update.incidentId}::bigint, ${update.workspaceId}::bigint, ${toJson(update.texts)}::jsonb, ${update.closes}, ${update.closes && update.afterwards}, ${update.memberId}::bigint, ${update.at.toString()}::timestamptz)
    returning id::text`.execute(db)
  return rows[0]!.id
}

/** Held until the transaction ends. Throws `not-found`. */
export async function lockUpdate(db: Db, workspaceId: string, id: string): Promise<{ id: string; incidentId: string; state: UpdateState; closes: boolean }> {
  const { rows } = await sql<{ id: string; incidentId: string; state: UpdateState; closes: boolean }>`
    select id::text, incident_id::text as "incidentId", state, closes from incident_update
    where id = ${id}::bigint and workspace_id = ${workspaceId}::bigint for update`.execute(db)
  if (!rows[0]) throw new PlazaError('not-found', 'not-found', `No update ${id} here.`)
  return rows[0]
}

export async function settleUpdateRow(
  db: Db,
  id: string,
  verdict: { state: 'approved' | 'returned'; memberId: string; words: string | null; at: Temporal.Instant },
): Promise<void> {
  await sql`
    update incident_update set state = ${verdict.state}, settled_by = ${verdict.memberId}::bigint, settled_at = ${verdict.at.toString()}::timestamptz, words = ${verdict.words}
    where id = ${id}::bigint`.execute(db)
}

/** The latest first, each with how far it has come. */
export async function listUpdates(db: Db, incidentId: string): Promise<IncidentUpdate[]> {
  const { rows } = await sql<IncidentUpdate>`
    select u.id::text, u.incident_id::text as "incidentId", u.texts, u.closes, u.afterwards, u.state, json_build_object('id', w.id::text, 'name', w.name) as "writtenBy", u.written_at as "writtenAt",
      case when s.id is not null then json_build_object('id', s.id::text, 'name', s.name) end as "settledBy", u.settled_at as "settledAt", u.words, n.told, n.waiting, n.failed
    from incident_update u join member w on w.id = u.written_by left join member s on s.id = u.settled_by
    cross join lateral (
      select count(*) filter (where h.state = 'sent')::int as told, count(*) filter (where h.state = any(${NOT_TOLD}::text[]))::int as failed,
        count(*) filter (where h.state <> 'sent' and h.state <> all(${NOT_TOLD}::text[]))::int as waiting
      from incident_telling k cross join lateral (${howFar}) h where k.update_id = u.id) n
    where u.incident_id = ${incidentId}::bigint order by u.id desc limit 50`.execute(db)
  return rows
}

/** How far a telling (`k`) is: its reply's state where it is on the road, else its own; one that nobody said yes to has failed. */
const howFar = sql`
  select coalesce(d.state, case when k.state = 'asked' and a.state in ('returned', 'withdrawn') then 'failed' else k.state end) as state,
    coalesce(k.code, d.code, case when a.state in ('returned', 'withdrawn') then 'approval-' || a.state end) as code
  from (select) as one
  left join delivery d on d.workspace_id = k.workspace_id and d.draft = k.draft and d.part = 0
  left join approval a on a.workspace_id = k.workspace_id and a.draft = k.draft`
const NOT_TOLD = ['failed', 'refused', 'unsure', 'reconnect']

export interface CurrentUpdate extends Pick<IncidentUpdate, 'id' | 'texts' | 'closes' | 'settledAt'> {
  workspaceId: string
  writtenBy: string
  approvedBy: string
}

/** What the incident's people are told now: its latest approved word. A last word says nothing any more of an incident that was opened again. */
export async function currentUpdate(db: Db, incidentId: string): Promise<CurrentUpdate | null> {
  const { rows } = await sql<CurrentUpdate>`
    select u.id::text, u.texts, u.closes, u.settled_at as "settledAt", u.workspace_id::text as "workspaceId", u.written_by::text as "writtenBy", u.settled_by::text as "approvedBy"
    from incident i cross join lateral (
      select * from incident_update where incident_id = i.id and state = 'approved' order by settled_at desc, id desc limit 1) u
    where i.id = ${incidentId}::bigint and not (u.closes and i.state = 'open')`.execute(db)
  return rows[0] ?? null
}

/** Everybody who stands in the incident for sure and was not told this yet is to be; whoever came after it was closed, where the last word is for them too. */
export async function addTellings(db: Db, updateId: string, at: Temporal.Instant): Promise<void> {
  await sql`
    insert into incident_telling (update_id, ticket_id, workspace_id, at)
    select u.id, k.ticket_id, k.workspace_id, ${at.toString()}::timestamptz
    from incident_update u join incident i on i.id = u.incident_id join incident_ticket k on k.incident_id = i.id and k.standing = 'confirmed'
    where u.id = ${updateId}::bigint and (u.afterwards or not ${cameAfter}) on conflict do nothing`.execute(db)
}

/** Ticket `k` came into incident `i` after it was closed. */
export const cameAfter = sql`coalesce(k.at > i.closed_at, false)`

/** The incident was opened again: whoever was not told its last word yet is not told it. */
export async function dropLastWord(db: Db, incidentId: string, at: Temporal.Instant): Promise<void> {
  await sql`
    update incident_telling k set state = 'failed', code = 'incident-reopened', at = ${at.toString()}::timestamptz
    from incident_update u where u.id = k.update_id and u.incident_id = ${incidentId}::bigint and u.closes and k.state = 'waiting'`.execute(db)
}

/** Those still to be told, a few at a time. */
export async function waitingTellings(db: Db, updateId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ ticketId: string }>`
    select ticket_id::text as "ticketId" from incident_telling where update_id = ${updateId}::bigint and state = 'waiting' order by ticket_id limit ${limit}`.execute(
    db,
  )
  return rows.map(({ ticketId }) => ticketId)
}

/** Its draft, held until the transaction ends; null where it has been seen to. */
export async function lockTelling(db: Db, updateId: string, ticketId: string): Promise<string | null> {
  const { rows } = await sql<{ draft: string }>`
    select draft::text from incident_telling where update_id = ${updateId}::bigint and ticket_id = ${ticketId}::bigint and state = 'waiting' for update`.execute(
    db,
  )
  return rows[0]?.draft ?? null
}

export async function endTelling(
  db: Db,
  { updateId, ticketId }: { updateId: string; ticketId: string },
  end: { state: 'queued' | 'asked' | 'failed'; code: string | null; at: Temporal.Instant },
): Promise<void> {
  await sql`
    update incident_telling set state = ${end.state}, code = ${end.code}, at = ${end.at.toString()}::timestamptz
    where update_id = ${updateId}::bigint and ticket_id = ${ticketId}::bigint`.execute(db)
}

/** Those that could not be told are tried once more, under another draft: the earlier one may have been asked for, and not granted. */
export async function retryTellings(db: Db, updateId: string): Promise<void> {
  await sql`
    update incident_telling k set state = 'waiting', code = null, draft = gen_random_uuid()
    where update_id = ${updateId}::bigint and (state = 'failed' or (state = 'asked' and exists (
      select from approval a where a.workspace_id = k.workspace_id and a.draft = k.draft and a.state in ('returned', 'withdrawn'))))`.execute(db)
}

/** Earlier words to a ticket of these incidents that still wait for a yes. */
export async function askedBefore(db: Db, { ticketId, updateId }: { ticketId: string; updateId: string }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id::text from incident_telling k join approval a on a.workspace_id = k.workspace_id and a.draft = k.draft
    where k.ticket_id = ${ticketId}::bigint and k.update_id <> ${updateId}::bigint and k.state = 'asked' and a.state = 'waiting' for update of a`.execute(db)
  return rows.map(({ id }) => id)
}

export interface Telling {
  ticketId: string
  number: number
  personName: string
  network: NetworkName
  /** Waiting, before whoever must say yes to it, failed here, or how far the reply is. */
  state: 'waiting' | 'asked' | 'failed' | SendingState
  code: string | null
}

/** Whom an update went to, what failed first. */
export async function listTellings(db: Db, updateId: string, limit: number): Promise<Telling[]> {
  const { rows } = await sql<Telling>`
    select t.id::text as "ticketId", t.number, t.person_name as "personName", t.network, h.state, h.code
    from incident_telling k join ticket t on t.id = k.ticket_id cross join lateral (${howFar}) h
    where k.update_id = ${updateId}::bigint
    order by h.state <> all(${NOT_TOLD}::text[]), h.state = 'sent', t.id limit ${limit}`.execute(db)
  return rows
}

/** Where somebody in an incident was last heard, and which of our accounts answers there. */
export interface Recipient {
  ticketId: string
  number: number
  personName: string
  personHandle: string
  network: NetworkName
  visibility: Visibility
  language: string | null
  answers: string
  /** Null where none of ours can speak there now. */
  accountId: string | null
  /** The manual, or somebody, leaves it unanswered. */
  isLeft: boolean
  /** By the manual's last decision somebody is to be asked first, or to say yes. */
  isGated: boolean
  /** They were told of an incident before, and what they said to it waits for an answer of its own. */
  hasAnswered: boolean
  /** They came after the incident was closed: its last word ends nothing for them. */
  cameAfter: boolean
}

/** Of these tickets, or of all that stand in the incident for sure: the latest word of theirs that still stands, where it was said and as privately. */
export async function recipientsOf(db: Db, incidentId: string, { ticketId = null, limit }: { ticketId?: string | null; limit: number }): Promise<Recipient[]> {
  const { rows } = await sql<Recipient>`
    select t.id::text as "ticketId", t.number, t.person_name as "personName", w.handle as "personHandle", m.network, m.visibility,
      coalesce(m.language, p.language) as language, m.id::text as answers,
      (select a.id::text from account a
        where a.workspace_id = t.workspace_id and a.network = m.network and a.state in ('connected', 'failing') and a.removed_at is null
          and (a.id = any(m.account_ids) or m.visibility = 'public')
        order by a.id = any(m.account_ids) desc, array_position(m.account_ids, a.id), a.id limit 1) as "accountId",
      t.state = 'left' or coalesce(t.decision ->> 'answer', '') = 'leave' as "isLeft",
      coalesce(t.decision -> 'consult', '[]') <> '[]' or t.decision ->> 'approve' is not null as "isGated",
      t.unanswered > 0 and exists (select from incident_telling o where o.ticket_id = t.id and o.state = 'queued') as "hasAnswered", ${cameAfter} as "cameAfter"
    from incident i join incident_ticket k on k.incident_id = i.id join ticket t on t.id = k.ticket_id join person p on p.id = t.person_id
    cross join lateral (
      select id, network, visibility, language, account_ids, identity_id from message
      where ticket_id = t.id and direction = 'in' and identity_id is not null and deleted_at is null and automatic is null order by at desc, id desc limit 1) m
    join identity w on w.id = m.identity_id
    where k.incident_id = ${incidentId}::bigint and k.standing = 'confirmed' and (${ticketId}::bigint is null or t.id = ${ticketId}::bigint)
    order by m.network, t.id limit ${limit}`.execute(db)
  return rows
}
