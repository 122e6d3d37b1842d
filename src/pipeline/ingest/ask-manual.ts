import type { Amount } from '../../domain/allowance.ts'
import { isOpenAt, addOpenMinutes } from '../../domain/calendar.ts'
import type { Posted } from '../../domain/incoming.ts'
import type { Meaning } from '../../domain/meaning.ts'
import type { Json } from '../../domain/network-name.ts'
import { NEED_CLASSES, type NeedClass } from '../../domain/need.ts'
import { promisedMinutes, type AccountPromise } from '../../domain/promise.ts'
import { stillCounts } from '../../manual/abuse-step.ts'
import type { Decision as ManualDecision } from '../../manual/decision.ts'
import { accountKey, localMoment, type Facts, type History, type Moment } from '../../manual/facts.ts'
import type { TicketRecord } from '../../storage/ticket-writes.ts'
import type { InForce } from '../manual-in-force.ts'
import type { Decision } from './decide.ts'
import type { Understood } from './understand.ts'

/** A word that came in, with all that is known of it. */
export interface Asked {
  message: { id: string; post: Pick<Posted, 'network' | 'visibility' | 'at'>; accountIds: readonly string[] }
  /** By `saidInAll`. */
  said: string
  ticket: TicketRecord
  meaning: Meaning
  language: string | null
}

/** What is known beside the word: our accounts, everybody's latest tickets, and when they struck before. */
type Known = Pick<Understood, 'own' | 'ticketsOf' | 'struckAt'>

/** Asks the manual what follows from a word, and does to the ticket what it says. Answers the decisions for the trace. */
export function askManual(inForce: InForce, known: Known, asked: Asked): Decision[] {
  const decided = inForce.decide(factsOf(inForce, known, asked))
  const left = follow(asked, decided)
  return decided.trace.map(({ rule, line, because, gave, overruled, kept }) => ({
    rule: 'manual',
    facts: {
      message: asked.message.id,
      name: rule,
      line,
      version: inForce.version,
      because: because.map((one) => ({ ...one }) as Record<string, Json>),
      gave: [...gave],
      overruled: [...overruled],
      ...(kept && { kept }),
      ...(left && gave.includes('leave') && { left }),
    },
  }))
}

function factsOf(inForce: InForce, known: Known, { message, said, ticket, meaning, language }: Asked): Facts {
  const { post } = message
  const accounts = accountsOf(known, message.accountIds)
  return {
    network: post.network,
    visibility: post.visibility,
    accounts,
    language,
    text: said,
    meaning,
    insists: ticket.unanswered,
    person: historyOf(inForce, known, { ticket, at: post.at }),
    incident: ticket.incident,
    crisis: inForce.crisis,
    moment: momentOf(inForce, accounts, post.at),
  }
}

/** An instant on the brand's clock and in the hours that it promises. */
export function momentOf(inForce: InForce, accounts: readonly string[], at: Temporal.Instant): Moment {
  const promise = promiseOf(inForce, accounts)
  const holidays = accounts.map((account) => inForce.accountHolidays.get(account)).find((days) => days !== undefined) ?? inForce.holidays
  return {
    ...localMoment(at, inForce.zone),
    ...feast(holidays, at.toZonedDateTimeISO(inForce.zone).toPlainDate()),
    open: !promise || isOpenAt(promise.calendar, at),
  }
}

function feast(holidays: ReadonlySet<string>, today: Temporal.PlainDate): Pick<Moment, 'holiday' | 'afterHoliday'> {
  if (holidays.size === 0) return { holiday: false, afterHoliday: false }
  return { holiday: holidays.has(today.toString()), afterHoliday: holidays.has(today.subtract({ days: 1 }).toString()) }
}

export function accountsOf({ own }: Pick<Known, 'own'>, ids: readonly string[]): string[] {
  return own.filter(({ id }) => ids.includes(id)).map(({ network, handle }) => accountKey(network, handle))
}

function promiseOf({ promises }: InForce, accounts: readonly string[]): AccountPromise | undefined {
  return accounts.map((account) => promises.get(account)).find((promise) => promise !== undefined)
}

/** Of the person's latest tickets, this one aside. One that another had to follow was closed without being solved. */
function historyOf(inForce: InForce, { ticketsOf, struckAt }: Known, { ticket, at }: { ticket: TicketRecord; at: Temporal.Instant }): History {
  const all = ticketsOf.get(ticket.personId) ?? []
  const earlier = all.filter((other) => other !== ticket)
  return {
    earlierTickets: earlier.length,
    unsolved: unsolvedOf(all),
    strikes: (struckAt.get(ticket.personId) ?? []).filter((struck) => stillCounts(inForce.manual.document.abuse, struck, at)).length,
  }
}

export function unsolvedOf(tickets: readonly TicketRecord[]): number {
  return tickets.filter(({ followsId }) => followsId !== null).length
}

/** When the first or next answer is promised for a word; null where nothing is. */
export function promisedAt(inForce: InForce, accounts: readonly string[], { ticket, message }: Asked): Temporal.Instant | null {
  const promise = promiseOf(inForce, accounts)
  if (!promise) return null
  const { network, visibility, at } = message.post
  const isFirst = ticket.answeredAt === null && !ticket.answeredHere
  const minutes = promisedMinutes(promise, isFirst ? 'first-answer' : 'next-answer', { network, visibility })
  return minutes === null ? null : addOpenMinutes(promise.calendar, at, minutes)
}

/** A department that people chose stays; labels only grow; nobody who still waits for another answer is left. Answers whether the word was left. */
function follow({ ticket, message }: Asked, decided: ManualDecision): boolean {
  ticket.department ??= decided.department
  ticket.labels = [...new Set([...ticket.labels, ...decided.labels])]
  ticket.heard.byManual = mostUrgent(ticket.heard.byManual, decided.need)
  ticket.decision = withEarlier(ticket, decided) as unknown as Json
  if (decided.answer !== 'leave' || decided.leave?.how !== 'at-once' || ticket.unanswered > 1) return false
  Object.assign(ticket, { state: 'left', leftReason: decided.leave.reason, closedAt: message.post.at })
  return true
}

/**
 * What earlier words of the matter asked for holds beside a plainer one: until it is closed, what may be given; while they wait for their answer,
 * who is asked, called, calms or has to approve, and the law too.
 */
function withEarlier({ unanswered, decision }: TicketRecord, decidedNow: ManualDecision): Omit<ManualDecision, 'trace'> {
  const { trace: _, ...decided } = decidedNow
  const earlier = decision as unknown as ManualDecision | null
  if (!earlier) return decided
  const allowed = { gesture: decided.gesture ?? earlier.gesture, remedyLimit: largest(earlier.remedyLimit, decided.remedyLimit) }
  if (unanswered <= 1) return { ...decided, ...allowed }
  return {
    ...decided,
    ...allowed,
    consult: [...new Set([...earlier.consult, ...decided.consult])],
    notify: [...new Set([...earlier.notify, ...decided.notify])],
    approve: decided.approve ?? earlier.approve,
    formalComplaint: decided.formalComplaint ?? earlier.formalComplaint,
    abuse: decided.abuse ?? earlier.abuse,
  }
}

/** Amounts of two currencies can't be compared: the latter word counts. */
function largest(earlier: Amount | null, now: Amount | null): Amount | null {
  if (!earlier || !now) return now ?? earlier
  return earlier.currency === now.currency && earlier.amount > now.amount ? earlier : now
}

/** A calmer word after a pressing one leaves it pressing; classes count from 0, the most urgent. */
function mostUrgent(before: NeedClass | null, need: ManualDecision['need']): NeedClass | null {
  if (need === null) return before
  const asked = NEED_CLASSES.indexOf(need) as NeedClass
  return before === null || asked < before ? asked : before
}
