import { PlazaError } from '../domain/plaza-error.ts'
import { listAsked } from '../storage/consultations.ts'
import type { Db } from '../storage/database.ts'
import { readDecided } from '../storage/ticket-waits.ts'
import type { InForce } from './manual-in-force.ts'
import { findColleagues, nameOf, whoSpeaksFor, type Colleagues } from './who-speaks.ts'

/** What the manual wants before a member's answer leaves the house. */
export interface Gates {
  consult: readonly Consulting[]
  /** Null where this member's answer needs nobody's yes. */
  approve: { callee: string; name: string; members: readonly string[] } | null
}

export interface Consulting {
  callee: string
  name: string
  state: 'unasked' | 'asked' | 'answered'
}

/**
 * What stands before an answer of this member, or of the house itself (null), on this ticket, by the manual's last decision about it. Who speaks for those that are to
 * be asked needn't ask, and who may approve needs no yes. An answer to a question holds for the ticket: it is one matter.
 */
export async function replyGates(db: Db, inForce: InForce | null, at: { workspaceId: string; ticketId: string; memberId: string | null }): Promise<Gates> {
  const decided = await readDecided(db, at.workspaceId, at.ticketId)
  if (!decided) throw new PlazaError('not-found', 'not-found', 'There is no such ticket.')
  if (decided.consult.length === 0 && decided.approve === null) return OPEN
  const colleagues = await findColleagues(db, at.workspaceId, inForce)
  const toAsk = decided.consult.filter((callee) => !whoSpeaksFor(colleagues, callee).some((member) => member === at.memberId))
  const asked = toAsk.length > 0 ? new Map((await listAsked(db, at.ticketId)).map(({ callee, answered }) => [callee, answered])) : new Map<string, boolean>()
  return {
    consult: toAsk.map((callee) => consulting(callee, nameOf(colleagues, callee), asked)),
    approve: approvalNeeded(colleagues, decided.approve, at.memberId),
  }
}

const OPEN: Gates = { consult: [], approve: null }

function consulting(callee: string, name: string, asked: ReadonlyMap<string, boolean>): Consulting {
  const answered = asked.get(name)
  if (answered === undefined) return { callee, name, state: 'unasked' }
  return { callee, name, state: answered ? 'answered' : 'asked' }
}

function approvalNeeded(colleagues: Colleagues, callee: string | null, memberId: string | null): Gates['approve'] {
  if (callee === null) return null
  const members = whoSpeaksFor(colleagues, callee)
  return members.some((member) => member === memberId) ? null : { callee, name: nameOf(colleagues, callee), members }
}
