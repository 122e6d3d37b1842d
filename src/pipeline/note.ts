import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents, type NewEvent } from '../storage/events.ts'
import { activeAmong } from '../storage/members.ts'
import { insertNote, noteOfDraft } from '../storage/notes.ts'
import { lockTicket } from '../storage/ticket-desk.ts'

export interface Noting {
  workspaceId: string
  homeId: string
  ticketId: string
  memberId: string
  text: string
  /** Members that it calls by name. */
  mentions: readonly string[]
  /** Made by the client once per note: the same draft twice is one note. */
  draft?: string | undefined
}

/** Writes a note that only the house sees, and tells those it mentions, once for each draft. Answers its id. Throws `member-unknown`. */
export async function note(db: Db, noting: Noting): Promise<string> {
  return db.transaction().execute(async (transaction) => {
    const ticket = await lockTicket(transaction, noting.workspaceId, noting.ticketId)
    const earlier = noting.draft === undefined ? null : await noteOfDraft(transaction, ticket.id, noting.draft)
    if (earlier !== null) return earlier
    const mentions = [...new Set(noting.mentions)]
    const known = await activeAmong(transaction, noting.homeId, mentions)
    if (known.size < mentions.length) throw new PlazaError('not-found', 'member-unknown', 'This note mentions somebody who does not work here.')
    const id = await insertNote(transaction, { ...noting, mentions })
    const event = { ticketId: ticket.id, memberId: noting.memberId }
    const events: NewEvent[] = [{ ...event, kind: 'noted', facts: { note: id } }]
    const others = mentions.filter((member) => member !== noting.memberId)
    if (others.length > 0) events.push({ ...event, kind: 'mention', facts: { members: others, note: id } })
    await recordEvents(transaction, noting.workspaceId, events)
    return id
  })
}
