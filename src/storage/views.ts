import { sql } from 'kysely'
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

export async function insertSavedView(db: Db, workspaceId: string, view: Omit<SavedView, 'id'>): Promise<SavedView> {
  const { id } = await db
    .insertInto('saved_view')
    .values({ workspace_id: workspaceId, member_id: view.memberId, name: view.name, filter: JSON.stringify(view.filter), shared: view.shared })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { ...view, id }
}

export async function deleteSavedView(db: Db, workspaceId: string, id: string): Promise<void> {
  await db.deleteFrom('saved_view').where('workspace_id', '=', workspaceId).where('id', '=', id).execute()
}
