import { sql } from 'kysely'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from './database.ts'

export interface ShiftNote {
  id: string
  by: { id: string; name: string }
  text: string
  at: Temporal.Instant
}

const MOST_NOTES = 50

/** What those of a shift left for the next, newest first. */
export async function listShiftNotes(db: Db, workspaceId: string, since: Temporal.Instant): Promise<ShiftNote[]> {
  const { rows } = await sql<ShiftNote>`
    select n.id::text, json_build_object('id', m.id::text, 'name', m.name) as by, n.text, n.at from shift_note n join member m on m.id = n.member_id
    where n.workspace_id = ${workspaceId}::bigint and n.at >= ${since}::timestamptz order by n.at desc, n.id desc limit ${MOST_NOTES}`.execute(db)
  return rows
}

export async function insertShiftNote(db: Db, workspaceId: string, note: { memberId: string; text: string }): Promise<void> {
  await db.insertInto('shift_note').values({ workspace_id: workspaceId, member_id: note.memberId, text: note.text }).execute()
}

/** Nobody takes back what another wrote. Throws `not-found`. */
export async function deleteShiftNote(db: Db, workspaceId: string, of: { memberId: string; id: string }): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('shift_note')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', of.memberId)
    .where('id', '=', of.id)
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) throw new PlazaError('not-found', 'not-found', `No note ${of.id} of yours here.`)
}
