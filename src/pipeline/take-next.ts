import { PlazaError } from '../domain/plaza-error.ts'
import { giveTickets } from '../storage/assignments.ts'
import { holdDuty, listAvailability, noteGiven } from '../storage/availability.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'
import { holdFirstFitting } from '../storage/untaken.ts'
import { reachOf, spokenBy } from './agents.ts'

export interface Taking {
  workspaceId: string
  memberId: string
  now: Temporal.Instant
}

/**
 * Gives somebody the ticket that needs help most among those they can do; answers its id, or null when none is left. Asked twice at once,
 * whoever asks, it is two tickets, and never more than one can hold. Throws `off-duty`, `hands-full`.
 */
export async function takeNext(db: Db, { workspaceId, memberId, now }: Taking): Promise<string | null> {
  return db.transaction().execute(async (transaction) => {
    await holdDuty(transaction, workspaceId, memberId)
    const colleagues = await listAvailability(transaction, workspaceId)
    const agent = colleagues.find((one) => one.memberId === memberId)
    if (agent?.duty !== 'on') throw new PlazaError('conflict', 'off-duty', 'Go on duty first: whoever is not gets no new tickets.')
    if (agent.open >= agent.capacity) throw new PlazaError('conflict', 'hands-full', `${agent.open} open tickets are yours, as many as you can hold.`)
    const fit = { ...reachOf([agent], colleagues), languages: spokenBy(agent), now }
    const ticketId = await holdFirstFitting(transaction, workspaceId, fit)
    if (ticketId === null) return null
    await giveTickets(transaction, [{ ticketId, memberId }])
    await noteGiven(transaction, workspaceId, [memberId])
    const facts = { to: memberId, trace: [{ rule: 'taken', facts: {} }] }
    await recordEvents(transaction, workspaceId, [{ ticketId, kind: 'taken', memberId, facts }])
    return ticketId
  })
}
