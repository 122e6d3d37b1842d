import { sql } from 'kysely'
import { PlazaError } from '../domain/plaza-error.ts'
import type { ViewFilter } from '../domain/view-filter.ts'
import type { Db } from './database.ts'

export interface SavedView {
  id: string
  memberId: string
  name: string
  filter: ViewFilter
  shared: boolean
}

const columns = sql.raw(`id::text, member_id::text as "memberId", name, filter, shared`)

/** A member's own views and those that others share. */
export async function listSavedViews(db: Db, workspaceId: string, memberId: string): Promise<SavedView[]> {
  const { rows } = await sql<SavedView>`
    select ${columns} from saved_view where workspace_id = ${workspaceId}::bigint and (member_id = ${memberId}::bigint or shared) order by id limit 100`.execute(
    db,
  )
  return rows
}

/** Null when there is none, or it is somebody else's own. */
export async function findSavedView(db: Db, workspaceId: string, memberId: string, id: string): Promise<SavedView | null> {
  const { rows } = await sql<SavedView>`
    select ${columns} from saved_view
    where id = ${id}::bigint and workspace_id = ${workspaceId}::bigint and (member_id = ${memberId}::bigint or shared)`.execute(db)
  return rows[0] ?? null
}

const MOST_VIEWS = 100

/** Each is counted whenever somebody looks at the list. Throws `too-many-views`. */
export async function insertSavedView(db: Db, workspaceId: string, { memberId, ...view }: Omit<SavedView, 'id'>): Promise<SavedView> {
  const { rows } = await sql<{ id: string }>`
    insert into saved_view (workspace_id, member_id, name, filter, shared)
    select ${workspaceId}::bigint, ${memberId}::bigint, ${view.name}, ${JSON.stringify(view.filter)}::jsonb, ${view.shared}
    where (select count(*) from saved_view where workspace_id = ${workspaceId}::bigint and member_id = ${memberId}::bigint) < ${MOST_VIEWS}::int
    returning id::text`.execute(db)
  if (!rows[0]) throw new PlazaError('conflict', 'too-many-views', `${MOST_VIEWS} views of one’s own are the most; remove one first.`)
  return { id: rows[0].id, memberId, ...view }
}

export async function updateSavedView(db: Db, workspaceId: string, { id, name, filter, shared }: SavedView): Promise<void> {
  await sql`
    update saved_view set name = ${name}, filter = ${JSON.stringify(filter)}::jsonb, shared = ${shared}
    where workspace_id = ${workspaceId}::bigint and id = ${id}::bigint`.execute(db)
}

export async function deleteSavedView(db: Db, workspaceId: string, id: string): Promise<void> {
  await db.deleteFrom('saved_view').where('workspace_id', '=', workspaceId).where('id', '=', id).execute()
}
