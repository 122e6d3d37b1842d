import { PlazaError } from '../domain/plaza-error.ts'
import { isOpen } from '../domain/ticket.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { lockTicket } from '../storage/ticket-desk.ts'
import { companyOf } from '../storage/ticket-histories.ts'
import type { DeskWork } from './work-ticket.ts'

/**
 * Another company has the matter: what is promised for its resolution is on hold until it is back with us, or closed. Who waits for an answer
 * waits for ours, so nothing else changes. Throws `ticket-closed`.
 */
export async function handToCompany(db: Db, work: DeskWork & { company: string }): Promise<void> {
  await turn(db, work, (before, state) => {
    if (!isOpen(state)) throw new PlazaError('conflict', 'ticket-closed', 'This ticket is closed; reopen it first.')
    return before === work.company ? null : { kind: 'handed', facts: { to: work.company } }
  })
}

/** The matter is back with us. */
export async function takeBack(db: Db, work: DeskWork): Promise<void> {
  await turn(db, work, (before) => (before === null ? null : { kind: 'taken-back', facts: { from: before } }))
}

type Turn = (before: string | null, state: Parameters<typeof isOpen>[0]) => { kind: string; facts: Record<string, string> } | null

async function turn(db: Db, { workspaceId, ticketId, memberId }: DeskWork, decide: Turn): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await lockWorkspace(transaction, workspaceId)
    const { id, state } = await lockTicket(transaction, workspaceId, ticketId)
    const event = decide(await companyOf(transaction, id), state)
    if (event) await recordEvents(transaction, workspaceId, [{ ...event, ticketId: id, memberId }])
  })
}
