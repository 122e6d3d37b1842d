import { sql } from 'kysely'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from './database.ts'

export interface NewConsultation {
  workspaceId: string
  ticketId: string
  callee: string
  members: readonly string[]
  question: string
  memberId: string
  askedAt: Temporal.Instant
  dueAt: Temporal.Instant
}

export async function insertConsultation(
  db: Db,
  { workspaceId, ticketId, callee, members, question, memberId, askedAt, dueAt }: NewConsultation,
): Promise<string> {
  const { id } = await db
    .insertInto('consultation')
    .values({ workspace_id: workspaceId, ticket_id: ticketId, callee, members: [...members], question, asked_by: memberId, asked_at: askedAt, due_at: dueAt })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export interface Consultation {
  id: string
  workspaceId: string
  ticketId: string
  members: string[]
  askedBy: string
  endedAt: Temporal.Instant | null
}

const columns = sql.raw(
  `id::text, workspace_id::text as "workspaceId", ticket_id::text as "ticketId", members::text[], asked_by::text as "askedBy", ended_at as "endedAt"`,
)

/** Holds a consultation still until the transaction ends. Throws `not-found` for one of another workspace. */
export async function lockConsultation(db: Db, workspaceId: string, id: string): Promise<Consultation> {
  const { rows } = await sql<Consultation>`
    select ${columns} from consultation where id = ${id}::bigint and workspace_id = ${workspaceId}::bigint for update`.execute(db)
  if (!rows[0]) throw new PlazaError('not-found', 'not-found', 'There is no such question.')
  return rows[0]
}

/** Answered, or withdrawn where there is no answer. */
export async function endConsultation(db: Db, id: string, end: { answer: string | null; memberId: string; at: Temporal.Instant }): Promise<void> {
  await db.updateTable('consultation').set({ answer: end.answer, ended_by: end.memberId, ended_at: end.at }).where('id', '=', id).execute()
}

/** For a job, which knows it by its id alone; null when nobody waits for its answer any more. */
export async function openConsultation(db: Db, id: string): Promise<Consultation | null> {
  const { rows } = await sql<Consultation>`select ${columns} from consultation where id = ${id}::bigint and ended_at is null`.execute(db)
  return rows[0] ?? null
}

/** Whom this ticket has asked, and whether they answered; what was withdrawn was not asked. */
export async function listAsked(db: Db, ticketId: string): Promise<{ callee: string; answered: boolean }[]> {
  const { rows } = await sql<{ callee: string; answered: boolean }>`
    select callee, bool_or(answer is not null) as answered from consultation
    where ticket_id = ${ticketId}::bigint and (ended_at is null or answer is not null) group by callee`.execute(db)
  return rows
}

type Ref = { id: string; name: string }

export interface ShownConsultation {
  id: string
  callee: string
  members: Ref[]
  question: string
  askedBy: Ref
  askedAt: Temporal.Instant
  dueAt: Temporal.Instant
  answer: string | null
  endedBy: Ref | null
  endedAt: Temporal.Instant | null
}

export async function findConsultations(db: Db, workspaceId: string, ids: readonly string[]): Promise<ShownConsultation[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<ShownConsultation>`
    select c.id::text, c.callee, c.question, c.asked_at as "askedAt", c.due_at as "dueAt", c.answer, c.ended_at as "endedAt",
      json_build_object('id', a.id::text, 'name', a.name) as "askedBy", case when e.id is not null then json_build_object('id', e.id::text, 'name', e.name) end as "endedBy",
      (select coalesce(json_agg(json_build_object('id', m.id::text, 'name', m.name) order by m.name), '[]') from member m where m.id = any(c.members)) as members
    from consultation c join member a on a.id = c.asked_by left join member e on e.id = c.ended_by
    where c.workspace_id = ${workspaceId}::bigint and c.id = any(${ids}::bigint[])`.execute(db)
  return rows
}
