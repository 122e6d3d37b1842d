import type { Db } from '../../storage/database.ts'
import type { EventRow } from '../../storage/events.ts'
import { followEvents } from '../../storage/follow-events.ts'
import { countMessages, readSpoken } from '../../storage/volume.ts'
import { countMessage } from './count-message.ts'
import { tellCopies } from './tell-copies.ts'

/** Follows the events of all workspaces and counts what people said, by when they said it: a message once, however often it is told of. */
export function followVolume(db: Db): Promise<void> {
  return followEvents(db, 'volume', count)
}

async function count(db: Db, events: readonly EventRow[]): Promise<void> {
  const spoken = await readSpoken(db, [...new Set(events.flatMap(messagesOf))])
  const counted = spoken.map((message) => ({
    ...countMessage(message),
    messageId: message.id,
    workspaceId: message.workspaceId,
    identityId: message.identityId,
  }))
  await countMessages(db, await tellCopies(db, counted))
}

function messagesOf({ kind, facts: { messages } }: EventRow): string[] {
  return kind === 'messages' && Array.isArray(messages) ? messages.filter((id) => typeof id === 'string') : []
}
