import type { z } from 'zod'
import { clockState } from '../domain/clock.ts'
import { explainClock, type ClockStep } from '../domain/explain-clock.ts'
import { clocksOfTickets, type TicketClock } from '../pipeline/clocks-of-tickets.ts'
import { readListed } from '../storage/tickets.ts'
import type { ById } from './contract/common.ts'
import type { TicketClocks } from './contract/promises.ts'
import type { HttpNeeds } from './needs.ts'
import type { Ask } from './route.ts'

export async function readClocks({ caller, params }: Ask<{ params: typeof ById }>, { db, manuals, clock }: HttpNeeds): Promise<z.infer<typeof TicketClocks>> {
  const { id } = await readListed(db, caller.workspace.id, params.id)
  const clocks = await clocksOfTickets({ db, manuals }, caller.workspace.id, [id])
  const now = clock()
  return { items: (clocks.get(id) ?? []).map((one) => presentClock(one, now)) }
}

function presentClock({ clock, account }: TicketClock, now: Temporal.Instant): TicketClocks['items'][number] {
  return {
    kind: clock.kind,
    state: clockState(clock, now),
    account: { id: account.id, network: account.network, handle: account.handle },
    promised: clock.minutes,
    startedAt: clock.runs[0]!.from.toString(),
    dueAt: clock.dueAt?.toString() ?? null,
    endedAt: clock.end?.at.toString() ?? null,
    steps: explainClock(clock, now).map(presentStep),
  }
}

function presentStep({ code, at, minutes }: ClockStep) {
  return { code, at: at.toString(), minutes }
}
