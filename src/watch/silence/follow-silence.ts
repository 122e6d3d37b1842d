import type { Db } from '../../storage/database.ts'
import type { EventRow } from '../../storage/events.ts'
import { followEvents, followLatest } from '../../storage/follow-events.ts'
import { replaceUnanswered } from '../../storage/silence.ts'
import { readSaidByPeople, replaceMouth, type MouthRecord, type SaidByPerson } from '../../storage/word-of-mouth.ts'
import { mouthOf } from './word-of-mouth.ts'

/** Follows the events of all workspaces and keeps who waits for an answer, and what people tell others: the same events twice keep the same. */
export function followSilence(db: Db): Promise<void> {
  return followEvents(db, 'silence', keep)
}

/** As far as some pages go: whoever looks need not wait for the job. */
export function followLatestSilence(db: Db): Promise<void> {
  return followLatest(db, 'silence', keep)
}

async function keep(db: Db, events: readonly EventRow[]): Promise<void> {
  const messageIds = [...new Set(events.flatMap(messagesOf))]
  const said = await readSaidByPeople(db, messageIds)
  await replaceMouth(db, messageIds, said.flatMap(recordOf))
  await replaceUnanswered(db, [...new Set(events.flatMap(({ ticketId }) => ticketId ?? []))])
}

/** Said, edited, taken back, or read anew. */
export function messagesOf({ facts: { messages } }: EventRow): string[] {
  return Array.isArray(messages) ? messages.filter((id) => typeof id === 'string') : []
}

function recordOf(said: SaidByPerson): MouthRecord[] {
  const mouth = mouthOf(said)
  const { id: messageId, workspaceId, ticketId, at, topics } = said
  return mouth ? [{ messageId, workspaceId, ticketId, at, ...mouth, competitors: said.meaning.competitors, topics }] : []
}
