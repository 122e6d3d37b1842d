import type { z } from 'zod'
import { isOpenAt, nextOpening } from '../domain/calendar.ts'
import { clockState } from '../domain/clock.ts'
import { explainClock, type ClockStep } from '../domain/explain-clock.ts'
import { promisedMinutes, type AccountPromise } from '../domain/promise.ts'
import { clocksOfTickets, type TicketClock } from '../pipeline/clocks-of-tickets.ts'
import { handToCompany, takeBack } from '../pipeline/hand-to-company.ts'
import { keepLatestClocks } from '../pipeline/keep-clocks.ts'
import { promisesOfAccounts } from '../pipeline/promises-of-accounts.ts'
import type { DeskWork } from '../pipeline/work-ticket.ts'
import { promiseReceipts, type Receipts } from '../reports/promise-receipts.ts'
import { listAccounts as readAccounts, type ShownAccount } from '../storage/accounts.ts'
import type { PromiseFigures } from '../storage/promise-figures.ts'
import { companyOf } from '../storage/ticket-histories.ts'
import { readListed } from '../storage/tickets.ts'
import type { ById } from './contract/common.ts'
import type { CompanyBody, PromiseReceipts, TicketClocks } from './contract/promises.ts'
import type { HttpNeeds } from './needs.ts'
import type { Ask } from './route.ts'

type OnTicket = Ask<{ params: typeof ById }>

export async function readClocks({ caller, params }: OnTicket, { db, manuals, clock }: HttpNeeds): Promise<z.infer<typeof TicketClocks>> {
  const { id } = await readListed(db, caller.workspace.id, params.id)
  const [clocks, company] = await Promise.all([clocksOfTickets({ db, manuals }, caller.workspace.id, [id]), companyOf(db, id)])
  const now = clock()
  return { company, items: (clocks.get(id) ?? []).map((one) => presentClock(one, now)) }
}

export async function handTicket(ask: Ask<{ params: typeof ById; body: typeof CompanyBody }>, needs: HttpNeeds): Promise<TicketClocks> {
  await handToCompany(needs.db, { ...workOf(ask), company: ask.body.company })
  return readClocks(ask, needs)
}

export async function takeTicketBack(ask: OnTicket, needs: HttpNeeds): Promise<TicketClocks> {
  await takeBack(needs.db, workOf(ask))
  return readClocks(ask, needs)
}

function workOf({ caller, params }: OnTicket): DeskWork {
  return { workspaceId: caller.workspace.id, ticketId: params.id, memberId: caller.member.id }
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

export async function readPromises({ caller }: Ask, { db, manuals, clock }: HttpNeeds): Promise<PromiseReceipts> {
  await keepLatestClocks({ db, manuals })
  const workspaceId = caller.workspace.id
  const inForce = await manuals.inForce(workspaceId)
  if (!inForce) return { zone: null, items: [] }
  const accounts = await readAccounts(db, workspaceId)
  const promises = promisesOfAccounts(inForce, accounts)
  const now = clock()
  const receipts = Map.groupBy(await promiseReceipts(db, { workspaceId, zone: inForce.zone, now, promises }), ({ accountId }) => accountId)
  const items = accounts.map((account) => {
    const promise = promises.get(account.id) ?? null
    return { ...presentPromise(account, promise, now), times: (receipts.get(account.id) ?? []).map((one) => presentReceipts(one, account, promise)) }
  })
  return { zone: inForce.zone, items }
}

function presentPromise({ id, network, handle, name }: ShownAccount, promise: AccountPromise | null, now: Temporal.Instant) {
  const open = promise !== null && isOpenAt(promise.calendar, now)
  const opensAt = promise === null || open ? null : nextOpening(promise.calendar, now)
  return {
    account: { id, network, handle, name },
    promise: promise && { role: promise.role, bio: promise.bio, open, opensAt: opensAt?.toString() ?? null },
  }
}

function presentReceipts({ time, today, weeks }: Receipts, { network }: ShownAccount, promise: AccountPromise | null) {
  const promised = (visibility: 'public' | 'private') => promise && promisedMinutes(promise, time, { network, visibility })
  return {
    time,
    promised: { public: promised('public'), private: promised('private') },
    today: today && presentFigures(today),
    weeks: weeks.map(({ monday, figures }) => ({ monday: monday.toString(), figures: figures && presentFigures(figures) })),
  }
}

function presentFigures({ promised, kept, broken, waiting, median, p90, shortestWaiting }: PromiseFigures) {
  const spread = (minutes: number) => ({ minutes, growing: shortestWaiting !== null && shortestWaiting <= minutes })
  return { promised, kept, broken, waiting, share: kept + broken === 0 ? null : kept / (kept + broken), median: spread(median), p90: spread(p90) }
}
