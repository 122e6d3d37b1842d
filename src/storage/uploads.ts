import { sql } from 'kysely'
import type { OutgoingMedia } from '../domain/outgoing.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from './database.ts'

/** An attachment of a reply; its bytes are read only when the connector asks. */
export async function readUpload(db: Db, workspaceId: string, upload: { id: string; description?: string }): Promise<OutgoingMedia> {
  const row = await db.selectFrom('upload').select(['name', 'mime']).where('id', '=', upload.id).where('workspace_id', '=', workspaceId).executeTakeFirst()
  if (!row) throw new PlazaError('not-found', 'not-found', 'An attachment of this reply is gone.')
  return {
    ...row,
    ...(upload.description === undefined ? {} : { description: upload.description }),
    read: async () => (await db.selectFrom('upload').select('bytes').where('id', '=', upload.id).executeTakeFirstOrThrow()).bytes,
  }
}

/** How many of these the workspace keeps; none of them is pruned before the transaction ends. */
export async function holdUploads(db: Db, workspaceId: string, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  const { rows } = await sql`select id from upload where workspace_id = ${workspaceId}::bigint and id = any(${ids}::bigint[]) order by id for share`.execute(db)
  return rows.length
}

export async function insertUpload(db: Db, upload: { workspaceId: string; memberId: string; name: string; mime: string; bytes: Buffer }): Promise<string> {
  const { id } = await db
    .insertInto('upload')
    .values({ workspace_id: upload.workspaceId, member_id: upload.memberId, name: upload.name, mime: upload.mime, bytes: upload.bytes })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/**
 * Forgets what was attached two days ago and never sent. Held first and judged by a later look: a reply that is being queued
 * with one of these ends in between, and its delivery is seen.
 */
export async function pruneUploads(db: Db): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ id: string }>`
      select u.id::text from upload u where u.created_at < now() - interval '2 days' and ${unnamed} order by u.id for update`.execute(transaction)
    const ids = rows.map(({ id }) => id)
    await sql`delete from upload u where u.id = any(${ids}::bigint[]) and ${unnamed}`.execute(transaction)
  })
}

const unnamed = sql.raw(`u.id not in (
  select (k.value ->> 'id')::bigint from delivery d, jsonb_array_elements(d.uploads) as k(value)
  union all select (k.value ->> 'id')::bigint from approval p, jsonb_array_elements(p.reply -> 'media') as k(value) where p.state = 'waiting')`)

/** The attachments of one of our own messages, kept by us until the network has given them an address. */
export async function readOwnMedia(db: Db, workspaceId: string, id: string): Promise<{ mime: string; bytes: Buffer } | null> {
  const row = await db.selectFrom('upload').select(['mime', 'bytes']).where('id', '=', id).where('workspace_id', '=', workspaceId).executeTakeFirst()
  return row ?? null
}
