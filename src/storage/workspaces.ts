import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Any number will do, as long as every Plaza takes the same. */
const FIRST_RUN_LOCK = 4_681

export async function hasWorkspace(db: Db): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`select exists (select 1 from workspace) as some`.execute(db)
  return rows[0]?.some ?? false
}

/** Until the transaction ends nobody else can found a workspace. */
export async function lockFounding(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(${FIRST_RUN_LOCK})`.execute(db)
}

/** Makes a workspace with its first brand, of the same name. Answers its id. */
export async function insertWorkspace(db: Db, workspace: { name: string; timeZone: string; locale: string; rehearsalOf: string | null }): Promise<string> {
  const { id } = await db
    .insertInto('workspace')
    .values({ name: workspace.name, time_zone: workspace.timeZone, locale: workspace.locale, rehearsal_of: workspace.rehearsalOf })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.insertInto('brand').values({ workspace_id: id, name: workspace.name }).execute()
  return id
}

export async function workspaceName(db: Db, id: string): Promise<string> {
  const { name } = await db.selectFrom('workspace').select('name').where('id', '=', id).executeTakeFirstOrThrow()
  return name
}

/** Real ones and rehearsals. */
export async function workspaceIds(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id::text from workspace order by id`.execute(db)
  return rows.map(({ id }) => id)
}

export async function timeZoneOf(db: Db, workspaceId: string): Promise<string> {
  const { time_zone } = await db.selectFrom('workspace').select('time_zone').where('id', '=', workspaceId).executeTakeFirstOrThrow()
  return time_zone
}

/** A house's real workspace and its rehearsal's, whose tickets the same members work on; in the order in which they are locked. */
export async function workspacesOfHouse(db: Db, homeId: string): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select id::text from workspace where id = ${homeId}::bigint or rehearsal_of = ${homeId}::bigint order by id`.execute(db)
  return rows.map(({ id }) => id)
}

/** The real workspace, to which members belong. */
export async function homeOf(db: Db, id: string): Promise<string> {
  const { rows } = await sql<{ home: string }>`select coalesce(rehearsal_of, id)::text as home from workspace where id = ${id}::bigint`.execute(db)
  return rows[0]!.home
}
