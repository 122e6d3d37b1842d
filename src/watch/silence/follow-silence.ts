import type { Db } from '../../storage/database.ts'
import { readEvents, type EventRow } from '../../storage/events.ts'
import { holdSilencePlace, moveSilencePlace, replaceUnanswered } from '../../storage/silence.ts'
import { readSaidByPeople, replaceMouth, type MouthRecord, type SaidByPerson } from '../../storage/word-of-mouth.ts'
import { mouthOf } from './word-of-mouth.ts'

/** So few at a time that nobody waits for it long. */
const PAGE = 1_000

/**
 * Follows the events of all workspaces and keeps who waits for an answer, and what people tell others. Each page is one transaction with
 * the place it has come to, so after a crash nothing is left out; the same events twice keep the same.
 */
export async function followSilence(db: Db): Promise<void> {
  while (await followPage(db));
}

/** What happened in the last minute, as far as a page goes: whoever looks need not wait for the job. */
export async function followLatestSilence(db: Db): Promise<void> {
  await followPage(db)
}

/** Answers whether there may be more. */
async function followPage(database: Db): Promise<boolean> {
  return database.transaction().execute(async (db) => {
    const place = await holdSilencePlace(db)
    const events = place === null ? [] : await readEvents(db, place, PAGE)
    await replaceUnanswered(db, [...new Set(events.flatMap(({ ticketId }) => ticketId ?? []))])
    await keepMouth(db, [...new Set(events.flatMap(messagesOf))])
    if (events.length > 0) await moveSilencePlace(db, events.at(-1)!.place)
    return events.length === PAGE
  })
}

/** Said, edited, taken back, or read anew. */
function messagesOf({ facts: { messages } }: EventRow): string[] {
  return Array.isArray(messages) ? messages.filter((id) => typeof id === 'string') : []
}

async function keepMouth(db: Db, messageIds: readonly string[]): Promise<void> {
  const said = await readSaidByPeople(db, messageIds)
  await replaceMouth(db, messageIds, said.flatMap(recordOf))
}

function recordOf(said: SaidByPerson): MouthRecord[] {
  const mouth = mouthOf(said)
  const { id: messageId, workspaceId, ticketId, at, topics } = said
  return mouth ? [{ messageId, workspaceId, ticketId, at, ...mouth, competitors: said.meaning.competitors, topics }] : []
}
