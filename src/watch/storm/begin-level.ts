import type { Manual } from '../../manual/manual.ts'
import { whoIsMeant } from '../../manual/who-is-meant.ts'
import type { Db } from '../../storage/database.ts'
import { listMembers } from '../../storage/members.ts'
import { insertPages } from '../../storage/pages.ts'
import { hasEntry, writeEntry } from '../../storage/storm-entries.ts'
import { changeStorm, findStorm, neediestTicket, type Stretch } from '../../storage/storms.ts'
import { homeOf } from '../../storage/workspaces.ts'

/** A task of the house itself: Plaza sends no campaigns, so people stop them where they run. */
export const STOP_SCHEDULED = 'stop-scheduled'

export interface Reached {
  workspaceId: string
  stormId: string
  level: string
  inForce: { version: number; manual: Manual }
  at: Temporal.Instant
  /** What brought it there. */
  stretch: Stretch
}

/**
 * What a level of the manual's crisis plan sets going once, when a storm reaches it: whom it calls, its spokesperson, the order to stop what is
 * scheduled. A level that the manual does not know sets nothing going.
 */
export async function beginLevel(db: Db, reached: Reached): Promise<void> {
  const { stormId, level, inForce, at } = reached
  const plan = inForce.manual.document.crisis[level]
  if (!plan) return
  await callPeople(db, reached, [...new Set([...(plan.do?.notify ?? []), ...(plan.spokesperson === undefined ? [] : [plan.spokesperson])])])
  if (plan.spokesperson !== undefined) await nameSpokesperson(db, reached, plan.spokesperson)
  if (plan.stopScheduled && !(await hasEntry(db, stormId, { kind: 'task', text: STOP_SCHEDULED })))
    await writeEntry(db, { stormId, kind: 'task', memberId: null, text: STOP_SCHEDULED, at, state: 'open' })
}

/** They are called to the ticket that is the most in need: its page climbs as any other. */
async function callPeople(db: Db, { workspaceId, inForce, at, stretch }: Reached, callees: readonly string[]): Promise<void> {
  const ticketId = callees.length === 0 ? null : await neediestTicket(db, workspaceId, stretch)
  if (ticketId !== null)
    await insertPages(db, { workspaceId, cause: 'rule', version: inForce.version, at, pages: callees.map((callee) => ({ ticketId, callee })) })
}

/** Where the manual names one person of the house, and nobody speaks yet. A department's is for people to choose. */
async function nameSpokesperson(db: Db, { workspaceId, stormId, inForce }: Reached, callee: string): Promise<void> {
  const storm = await findStorm(db, workspaceId, stormId)
  if (!storm || storm.spokesperson !== null) return
  const members = (await listMembers(db, await homeOf(db, workspaceId))).filter(({ active }) => active)
  const { members: meant, standIn } = whoIsMeant(inForce.manual.document, members, callee)
  if (!standIn && meant.length === 1) await changeStorm(db, stormId, { spokesperson: meant[0]!.id })
}
