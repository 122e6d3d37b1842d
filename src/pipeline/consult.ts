import { answerExpectedAt } from '../domain/consultation.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import { insertConsultation } from '../storage/consultations.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents, type NewEvent } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { addJob } from '../storage/jobs.ts'
import { readDecided, refreshWaits } from '../storage/ticket-waits.ts'
import type { Manuals } from './manual-in-force.ts'
import { findColleagues, nameOf, whoSpeaksFor, type Colleagues } from './who-speaks.ts'

export interface Question {
  workspaceId: string
  ticketId: string
  memberId: string
  /** A department, a person or a role of the manual, or the id of a member. */
  ask: { callee: string } | { memberId: string }
  question: string
  /** Null: by what the customer waits for. */
  dueAt: Temporal.Instant | null
}

/**
 * Asks colleagues inside a ticket, tells them, and reminds them when their answer is overdue. The customer's clock runs on.
 * Answers the id. Throws `not-found`, `member-unknown`, `due-in-past`.
 */
export async function consult(needs: { db: Db; manuals: Manuals; now(): Temporal.Instant }, asked: Question): Promise<string> {
  const { workspaceId, ticketId, memberId, question } = asked
  const now = needs.now()
  const colleagues = await findColleagues(needs.db, workspaceId, await needs.manuals.inForce(workspaceId))
  return needs.db.transaction().execute(async (db) => {
    await lockWorkspace(db, workspaceId)
    const decided = await readDecided(db, workspaceId, ticketId)
    if (!decided) throw new PlazaError('not-found', 'not-found', 'There is no such ticket.')
    const dueAt = inFuture(asked.dueAt, now) ?? answerExpectedAt(now, decided.dueAt)
    const called = whoIsAsked(colleagues, asked)
    const id = await insertConsultation(db, { workspaceId, ticketId, ...called, question, memberId, askedAt: now, dueAt })
    await addJob(db, 'remind-of-consultation', { consultationId: id }, { key: `consultation:${id}`, runAt: dueAt })
    await refreshWaits(db, ticketId)
    await recordEvents(db, workspaceId, told(asked, id, called.members))
    return id
  })
}

function inFuture(dueAt: Temporal.Instant | null, now: Temporal.Instant): Temporal.Instant | null {
  if (dueAt && Temporal.Instant.compare(dueAt, now) <= 0) throw new PlazaError('invalid', 'due-in-past', 'That time has passed.')
  return dueAt
}

function whoIsAsked(colleagues: Colleagues, { ask }: Question): { callee: string; members: string[] } {
  if ('callee' in ask) return { callee: nameOf(colleagues, ask.callee), members: whoSpeaksFor(colleagues, ask.callee) }
  const member = colleagues.members.find(({ id }) => id === ask.memberId)
  if (!member) throw new PlazaError('not-found', 'member-unknown', 'Nobody of that id works here.')
  return { callee: member.name, members: [member.id] }
}

function told({ ticketId, memberId }: Question, id: string, members: readonly string[]): NewEvent[] {
  const asked: NewEvent = { ticketId, kind: 'consultation', memberId, facts: { consultation: id } }
  const others = members.filter((member) => member !== memberId)
  return others.length > 0 ? [asked, { ticketId, kind: 'mention', memberId, facts: { members: others, consultation: id } }] : [asked]
}
