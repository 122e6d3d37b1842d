import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { endPages, readPage } from '../storage/pages.ts'
import { changeTicket, lockTicket } from '../storage/ticket-desk.ts'

interface Taking {
  workspaceId: string
  ticketId: string
  memberId: string
  /** The very page that was taken, where one was. */
  pageId?: string
}

/** A member has the ticket in hand: nobody is called for it any more, except for a look-alike that nobody has judged. Part of the act by which they took it. */
export async function takePages(db: Db, { workspaceId, ticketId, memberId, pageId }: Taking): Promise<void> {
  const ended = await endPages(db, { ticketId, memberId, pageId })
  if (ended.length > 0) await recordEvents(db, workspaceId, [{ ticketId, kind: 'page-taken', memberId, facts: { pages: ended } }])
}

/**
 * «I have it»: the page's ticket is theirs, unless somebody else's name is on it already. Pressed twice, it happens once; of two who
 * press together one hears who was first (`page-taken`). Throws `not-found`.
 */
export async function takePage(db: Db, taking: Omit<Taking, 'ticketId'> & { pageId: string }): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await lockWorkspace(transaction, taking.workspaceId)
    const { ticketId, endedAt, takenBy } = await readPage(transaction, taking.workspaceId, taking.pageId)
    if (takenBy === taking.memberId) return
    if (endedAt) throw new PlazaError('conflict', 'page-taken', 'Somebody else has it already.')
    const ticket = await lockTicket(transaction, taking.workspaceId, ticketId)
    await takePages(transaction, { ...taking, ticketId })
    if (ticket.assigneeId !== null) return
    await changeTicket(transaction, ticketId, { assignee_id: taking.memberId })
    await recordEvents(transaction, taking.workspaceId, [{ ticketId, kind: 'assigned', memberId: taking.memberId, facts: { to: taking.memberId, from: null } }])
  })
}
