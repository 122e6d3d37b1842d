import { sql } from 'kysely'
import type { Correction } from '../domain/corrected-meaning.ts'
import { saidInAll, type Said } from '../domain/said-in-all.ts'
import type { Json } from '../domain/network-name.ts'
import type { Db } from './database.ts'
import { threadSubject } from './thread-subject.ts'

/** A brand's own weights as steps from the shipped ones of `version`. */
export interface LearnedWeights {
  version: string
  cells: number[]
  steps: number[]
}

/** One attempt at learning, with what it was worth. */
export interface Lesson {
  promoted: boolean
  reason: string
  corrections: number
  figures: Json
  weights: LearnedWeights
}

/** Every attempt is kept; a promoted one is read by from now on. A worse one leaves what is read by as it is. */
export async function keepLesson(
  db: Db,
  workspaceId: string,
  { promoted, reason, corrections, figures, weights: { version, ...deltas } }: Lesson,
): Promise<void> {
  await sql`
    with kept as (
      insert into learned_weights (workspace_id, base, promoted, reason, corrections, figures, deltas)
      values (${workspaceId}::bigint, ${version}, ${promoted}, ${reason}, ${corrections}, ${JSON.stringify(figures)}::jsonb, ${JSON.stringify(deltas)}::jsonb)
      returning id)
    update workspace set learned_weights_id = kept.id from kept where workspace.id = ${workspaceId}::bigint and ${promoted}`.execute(db)
}

export async function readLearnedWeights(db: Db, id: string): Promise<LearnedWeights> {
  const { rows } = await sql<{
    version: string
    deltas: Omit<LearnedWeights, 'version'>
  }>`select base as version, deltas from learned_weights where id = ${id}::bigint`.execute(db)
  return { version: rows[0]!.version, ...rows[0]!.deltas }
}

/** Null where a workspace reads by the shipped ones. */
export async function readWeightsInForce(db: Db, workspaceId: string): Promise<LearnedWeights | null> {
  const { id } = await db.selectFrom('workspace').select('learned_weights_id as id').where('id', '=', workspaceId).executeTakeFirstOrThrow()
  return id === null ? null : readLearnedWeights(db, id)
}

/** What is learned from: the latest corrections, oldest first. */
export async function readCorrections(db: Db, workspaceId: string, most: number): Promise<(Correction & { text: string; language: string | null })[]> {
  const { rows } = await sql<Correction & { text: string; language: string | null }>`
    select verdict, value, text, language from label_correction where workspace_id = ${workspaceId}::bigint order by at desc, message_id desc, verdict limit ${most}`.execute(
    db,
  )
  return rows.toReversed()
}

/** The latest words of customers in which nobody put anything right. */
export async function readUncorrected(db: Db, workspaceId: string, most: number): Promise<{ text: string; language: string | null }[]> {
  const { rows } = await sql<Said & { language: string | null }>`
    select m.text, m.subject, m.content_warning as "contentWarning", ${threadSubject('m')} as "threadSubject", m.language from message m
    where m.workspace_id = ${workspaceId}::bigint and m.ticket_id is not null and m.direction = 'in' and m.automatic is null
      and not exists (select from label_correction c where c.message_id = m.id)
    order by m.at desc, m.id desc limit ${most}`.execute(db)
  return rows.map(({ language, ...said }) => ({ text: saidInAll(said), language }))
}

/** Workspaces in which somebody put something right since the last attempt at learning. */
export async function workspacesWithNews(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select w.id::text from workspace w where exists (
      select from label_correction c where c.workspace_id = w.id
        and c.at > coalesce((select l.at from learned_weights l where l.workspace_id = w.id order by l.id desc limit 1), '-infinity'))`.execute(db)
  return rows.map(({ id }) => id)
}
