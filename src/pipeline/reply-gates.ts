import { PlazaError } from '../domain/plaza-error.ts'
import { listAsked } from '../storage/consultations.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'
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

/** Whose answer it is, and on which ticket. */
export interface GatedAnswer {
  workspaceId: string
  ticketId: string
  /** Null: the house itself. */
  memberId: string | null
  /** Who has said yes to these words already, where somebody has. */
  yes?: string | null
}

/**
 * What stands before an answer, by the manual's last decision about its ticket. Where its writer, or who has said yes to it, speaks for those that are to
 * be asked, nobody need ask, and where one of them may approve, it needs no other's yes. An answer to a question holds for the ticket: it is one matter.
 */
export async function replyGates(db: Db, inForce: InForce | null, at: GatedAnswer): Promise<Gates> {
  const decided = await readDecided(db, at.workspaceId, at.ticketId)
  if (!decided) throw new PlazaError('not-found', 'not-found', 'There is no such ticket.')
  if (decided.consult.length === 0 && decided.approve === null) return OPEN
  const colleagues = await findColleagues(db, at.workspaceId, inForce)
  const stoodBy = new Set([at.memberId, at.yes])
  const toAsk = decided.consult.filter((callee) => !whoSpeaksFor(colleagues, callee).some((member) => stoodBy.has(member)))
  const asked = toAsk.length > 0 ? new Map((await listAsked(db, at.ticketId)).map(({ callee, answered }) => [callee, answered])) : new Map<string, boolean>()
  return {
    consult: toAsk.map((callee) => consulting(callee, nameOf(colleagues, callee), asked)),
    approve: approvalNeeded(colleagues, decided.approve, stoodBy),
  }
}

/** Throws `consult-first` while somebody is to be asked who has not answered. */
export function refuseUnconsulted(gates: Gates): void {
  const names = unanswered(gates)
  if (names.length > 0) throw new PlazaError('conflict', 'consult-first', `The manual wants ${names.join(', ')} to be asked before this is answered.`)
}

/** Kept where something was gone past; a sentence that nothing asked for says nothing. */
export async function recordOverride(db: Db, { workspaceId, ticketId, memberId }: GatedAnswer, gates: Gates, because: string): Promise<void> {
  const consult = unanswered(gates)
  if (consult.length === 0 && gates.approve === null) return
  await recordEvents(db, workspaceId, [{ ticketId, kind: 'overridden', memberId, facts: { because, consult, approve: gates.approve?.name ?? null } }])
}

function unanswered({ consult }: Gates): string[] {
  return consult.filter(({ state }) => state !== 'answered').map(({ name }) => name)
}

const OPEN: Gates = { consult: [], approve: null }

function consulting(callee: string, name: string, asked: ReadonlyMap<string, boolean>): Consulting {
  const answered = asked.get(name)
  if (answered === undefined) return { callee, name, state: 'unasked' }
  return { callee, name, state: answered ? 'answered' : 'asked' }
}

function approvalNeeded(colleagues: Colleagues, callee: string | null, stoodBy: ReadonlySet<string | null | undefined>): Gates['approve'] {
  if (callee === null) return null
  const members = whoSpeaksFor(colleagues, callee)
  return members.some((member) => stoodBy.has(member)) ? null : { callee, name: nameOf(colleagues, callee), members }
}
