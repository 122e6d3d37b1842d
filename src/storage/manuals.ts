import { sql } from 'kysely'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from './database.ts'

/** A published version of a workspace's manual. */
export interface ManualVersion {
  number: number
  text: string
  note: string | null
  memberName: string | null
  publishedAt: Temporal.Instant
}

const columns = sql.raw(`v.number, v.text, v.note, m.name as "memberName", v.published_at as "publishedAt"`)

/** Which version is in force; null before the first. One small question, asked with every batch. */
export async function manualInForce(db: Db, workspaceId: string): Promise<number | null> {
  const { rows } = await sql<{ number: number }>`
    select v.number from workspace w join manual_version v on v.id = w.manual_version_id where w.id = ${workspaceId}::bigint`.execute(db)
  return rows[0]?.number ?? null
}

export async function readManualVersion(db: Db, workspaceId: string, number: number): Promise<ManualVersion> {
  const { rows } = await sql<ManualVersion>`
    select ${columns} from manual_version v left join member m on m.id = v.member_id where v.workspace_id = ${workspaceId}::bigint and v.number = ${number}`.execute(
    db,
  )
  if (!rows[0]) throw new PlazaError('not-found', 'not-found', `There is no version ${number} of the manual.`)
  return rows[0]
}

/** Newest first, without their texts. */
export async function listManualVersions(db: Db, workspaceId: string): Promise<Omit<ManualVersion, 'text'>[]> {
  const { rows } = await sql<Omit<ManualVersion, 'text'>>`
    select v.number, v.note, m.name as "memberName", v.published_at as "publishedAt" from manual_version v left join member m on m.id = v.member_id
    where v.workspace_id = ${workspaceId}::bigint order by v.number desc limit 200`.execute(db)
  return rows
}

/** Keeps a text as the next version and puts it in force; call it under the workspace's lock. Answers its number. */
export async function insertManualVersion(
  db: Db,
  { workspaceId, memberId, text, note }: { workspaceId: string; memberId: string | null; text: string; note: string | null },
): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    with made as (
      insert into manual_version (workspace_id, number, text, note, member_id)
      select ${workspaceId}::bigint, coalesce(max(number), 0) + 1, ${text}, ${note}, ${memberId}::bigint from manual_version where workspace_id = ${workspaceId}::bigint
      returning id, number)
    update workspace set manual_version_id = made.id, manual_failure = null from made where workspace.id = ${workspaceId}::bigint
    returning made.number`.execute(db)
  return rows[0]!.number
}

/** The version in force could not be loaded, or could again. */
export async function noteManualFailure(db: Db, workspaceId: string, failure: string | null): Promise<void> {
  await db.updateTable('workspace').set({ manual_failure: failure }).where('id', '=', workspaceId).execute()
}

/** Why the version in force could not be loaded; null while it decides. */
export async function readManualFailure(db: Db, workspaceId: string): Promise<string | null> {
  const row = await db.selectFrom('workspace').select('manual_failure').where('id', '=', workspaceId).executeTakeFirst()
  return row?.manual_failure ?? null
}

export async function readManualDraft(db: Db, workspaceId: string): Promise<{ text: string; savedAt: Temporal.Instant } | null> {
  const draft = await db.selectFrom('manual_draft').select(['text', 'saved_at as savedAt']).where('workspace_id', '=', workspaceId).executeTakeFirst()
  return draft ?? null
}

export async function saveManualDraft(db: Db, { workspaceId, memberId, text }: { workspaceId: string; memberId: string; text: string }): Promise<void> {
  await sql`
    insert into manual_draft (workspace_id, text, member_id) values (${workspaceId}::bigint, ${text}, ${memberId}::bigint)
    on conflict (workspace_id) do update set text = excluded.text, member_id = excluded.member_id, saved_at = now()`.execute(db)
}
