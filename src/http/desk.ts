import { PlazaError } from '../domain/plaza-error.ts'
import { assign } from '../pipeline/assign.ts'
import { label } from '../pipeline/label.ts'
import { leaveUnanswered } from '../pipeline/leave-unanswered.ts'
import { moveDepartment } from '../pipeline/move-department.ts'
import { reopen, resolve } from '../pipeline/resolve.ts'
import { snooze } from '../pipeline/snooze.ts'
import { wake } from '../pipeline/wake.ts'
import type { DeskWork } from '../pipeline/work-ticket.ts'
import { readListed } from '../storage/tickets.ts'
import type { ById } from './contract/common.ts'
import type { AssignmentBody, DepartmentBody, LabelsBody, LeavingBody, SnoozeBody, TicketRow } from './contract/tickets.ts'
import type { HttpNeeds } from './needs.ts'
import { presentTicketRow } from './present-ticket.ts'
import type { Ask } from './route.ts'

type OnTicket = Ask<{ params: typeof ById }>

export async function assignTicket(ask: Ask<{ params: typeof ById; body: typeof AssignmentBody }>, needs: HttpNeeds): Promise<TicketRow> {
  await assign(needs.db, { ...workOf(ask), homeId: ask.caller.homeId, assigneeId: ask.body.memberId })
  return rowOf(ask, needs)
}

export async function moveTicket(ask: Ask<{ params: typeof ById; body: typeof DepartmentBody }>, needs: HttpNeeds): Promise<TicketRow> {
  await moveDepartment(needs.db, { ...workOf(ask), department: ask.body.department })
  return rowOf(ask, needs)
}

export async function labelTicket(ask: Ask<{ params: typeof ById; body: typeof LabelsBody }>, needs: HttpNeeds): Promise<TicketRow> {
  await label(needs.db, { ...workOf(ask), labels: ask.body.labels })
  return rowOf(ask, needs)
}

export async function resolveTicket(ask: OnTicket, needs: HttpNeeds): Promise<TicketRow> {
  await resolve(needs.db, { ...workOf(ask), now: needs.clock() })
  return rowOf(ask, needs)
}

export async function reopenTicket(ask: OnTicket, needs: HttpNeeds): Promise<TicketRow> {
  await reopen(needs.db, workOf(ask))
  return rowOf(ask, needs)
}

export async function leaveTicket(ask: Ask<{ params: typeof ById; body: typeof LeavingBody }>, needs: HttpNeeds): Promise<TicketRow> {
  const reason = [ask.body.reason, ask.body.sentence].filter(Boolean).join(': ')
  await leaveUnanswered(needs.db, { ...workOf(ask), reason, now: needs.clock() })
  return rowOf(ask, needs)
}

export async function snoozeTicket(ask: Ask<{ params: typeof ById; body: typeof SnoozeBody }>, needs: HttpNeeds): Promise<TicketRow> {
  await snooze(needs.db, { ...workOf(ask), until: readInstant(ask.body.until), now: needs.clock() })
  return rowOf(ask, needs)
}

export async function wakeTicket(ask: OnTicket, needs: HttpNeeds): Promise<TicketRow> {
  await wake(needs.db, workOf(ask))
  return rowOf(ask, needs)
}

function workOf({ caller, params }: OnTicket): DeskWork & { memberId: string } {
  return { workspaceId: caller.workspace.id, ticketId: params.id, memberId: caller.member.id }
}

async function rowOf({ caller, params }: OnTicket, { db }: HttpNeeds): Promise<TicketRow> {
  return presentTicketRow(await readListed(db, caller.workspace.id, params.id))
}

/** Throws `invalid` for what is no RFC 3339 instant. */
export function readInstant(text: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(text)
  } catch (cause) {
    throw new PlazaError('invalid', 'invalid', `“${text.slice(0, 40)}” is not an instant such as 2026-03-01T09:00:00Z.`, cause)
  }
}
