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
