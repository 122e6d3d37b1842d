import type { Db } from '../../storage/database.ts'
import { readEvents, type EventRow } from '../../storage/events.ts'
import { countMessages, holdVolumePlace, moveVolumePlace, readSpoken } from '../../storage/volume.ts'
import { countMessage } from './count-message.ts'

/** So few at a time that nobody waits for it long. */
const PAGE = 1_000

/**
 * Follows the events of all workspaces and counts what people said, by when they said it. Each page is one transaction with the place it has
 * come to, so after a crash nothing is left out; a message is counted once however often it is told of.
 */
export async function followVolume(db: Db): Promise<void> {
  while (await followPage(db));
}

/** Answers whether there may be more. */
async function followPage(database: Db): Promise<boolean> {
  return database.transaction().execute(async (db) => {
    const place = await holdVolumePlace(db)
    const events = place === null ? [] : await readEvents(db, place, PAGE)
    const spoken = await readSpoken(db, [...new Set(events.flatMap(messagesOf))])
    await countMessages(
      db,
      spoken.map((message) => ({ ...countMessage(message), messageId: message.id, workspaceId: message.workspaceId, identityId: message.identityId })),
    )
    if (events.length > 0) await moveVolumePlace(db, events.at(-1)!.place)
    return events.length === PAGE
  })
}

function messagesOf({ kind, facts: { messages } }: EventRow): string[] {
  return kind === 'messages' && Array.isArray(messages) ? messages.filter((id) => typeof id === 'string') : []
}
