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

export interface ManualStanding {
  number: number
  /** By which words are read beside the manual's own. */
  lesson: string | null
  /** Those of the storms whose rooms are open, in no order. */
  levels: string[]
}

/** Which version is in force, and at which levels of crisis; null before the first version. One small question, asked with every batch. */
export async function standingOf(db: Db, workspaceId: string): Promise<ManualStanding | null> {
  const { rows } = await sql<ManualStanding>`
    select v.number, w.learned_weights_id::text as lesson,
      array(select s.level from storm s where s.workspace_id = w.id and s.closed_at is null and s.level is not null) as levels
    from workspace w join manual_version v on v.id = w.manual_version_id
    where w.id = ${workspaceId}::bigint`.execute(db)
  return rows[0] ?? null
}

/** Which version is in force; null before the first. */
export async function manualInForce(db: Db, workspaceId: string): Promise<number | null> {
  return (await standingOf(db, workspaceId))?.number ?? null
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

export interface ManualDraft {
  text: string
  memberName: string | null
  savedAt: Temporal.Instant
}

export async function readManualDraft(db: Db, workspaceId: string): Promise<ManualDraft | null> {
  const { rows } = await sql<ManualDraft>`
    select d.text, m.name as "memberName", d.saved_at as "savedAt" from manual_draft d left join member m on m.id = d.member_id
    where d.workspace_id = ${workspaceId}::bigint`.execute(db)
  return rows[0] ?? null
}

interface SavedDraft {
  workspaceId: string
  memberId: string
  text: string
  /** When the draft that its writer goes on with was saved, null for none; absent, it takes the place of any. */
  over?: string | null | undefined
}

/** Answers when it was saved; null, and nothing is kept, where another draft than `over` stands there. */
export async function saveManualDraft(db: Db, { workspaceId, memberId, text, over }: SavedDraft): Promise<Temporal.Instant | null> {
  const mayReplace = over === undefined ? sql`true` : sql`manual_draft.saved_at = ${over}::timestamptz`
  const { rows } = await sql<{ savedAt: Temporal.Instant }>`
    insert into manual_draft (workspace_id, text, member_id) values (${workspaceId}::bigint, ${text}, ${memberId}::bigint)
    on conflict (workspace_id) do update set text = excluded.text, member_id = excluded.member_id, saved_at = clock_timestamp() where ${mayReplace}
    returning saved_at as "savedAt"`.execute(db)
  return rows[0]?.savedAt ?? null
}

/** Lets the draft go; only one of these very words, where they are named. */
export async function dropManualDraft(db: Db, workspaceId: string, text?: string): Promise<void> {
  const query = db.deleteFrom('manual_draft').where('workspace_id', '=', workspaceId)
  await (text === undefined ? query : query.where('text', '=', text)).execute()
}
