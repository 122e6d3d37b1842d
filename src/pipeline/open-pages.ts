import type { AbuseDecision, Decision } from '../manual/decision.ts'
import type { Db } from '../storage/database.ts'
import { addJob } from '../storage/jobs.ts'
import { insertPages } from '../storage/pages.ts'
import type { TicketRecord } from '../storage/ticket-writes.ts'

/** Hours after which a word calls nobody: what is read back when an account is connected is no emergency of today. */
const STALE_HOURS = 24

type Touched = Pick<TicketRecord, 'id' | 'state' | 'decision' | 'lastInboundAt'>

interface Batch {
  workspaceId: string
  version: number
  tickets: Iterable<Touched>
  /** Those on which somebody was attacked in this batch: a calm word takes no ticket from whom a supervisor gave it back to. */
  struck: ReadonlySet<Touched>
  now: Temporal.Instant
}

/**
 * Calls whom the manual's decisions name for the tickets that a batch touched: a page each, in the batch's own transaction, with the
 * job that makes its first call; where a supervisor is to take over, with the job by which that happens. Costs a look at what is in memory, and one statement a batch in which somebody is to be called.
 */
export async function openPages(db: Db, batch: Batch): Promise<void> {
  const stale = batch.now.subtract({ hours: STALE_HOURS })
  const waiting = [...batch.tickets].filter((ticket) => isWaiting(ticket, stale))
  const pages: { ticketId: string; callee: string }[] = []
  for (const ticket of waiting) for (const callee of calleesOf(ticket)) pages.push({ ticketId: ticket.id, callee })
  if (pages.length > 0) await insertPages(db, { workspaceId: batch.workspaceId, version: batch.version, at: batch.now, pages })
  for (const ticket of waiting)
    if (batch.struck.has(ticket) && isTakenOver(ticket)) await addJob(db, 'take-over', { ticketId: ticket.id }, { key: `take-over:${ticket.id}` })
}

function isWaiting({ state, lastInboundAt }: Touched, stale: Temporal.Instant): boolean {
  return state === 'open' && lastInboundAt !== null && Temporal.Instant.compare(lastInboundAt, stale) > 0
}

const TELLS_SUPERVISORS: readonly AbuseDecision['consequence'][] = ['supervisor-is-told', 'supervisor-takes-over']

function isTakenOver({ decision }: Touched): boolean {
  return abuseIn(decision)?.consequence === 'supervisor-takes-over'
}

/** The road in keeps the manual's decision whole on the ticket; null before there was one. */
function calleesOf({ decision }: Touched): string[] {
  const { notify = [] } = (decision ?? {}) as Partial<Pick<Decision, 'notify'>>
  const abuse = abuseIn(decision)
  return abuse && TELLS_SUPERVISORS.includes(abuse.consequence) ? [...notify, 'supervisor'] : [...notify]
}

function abuseIn(decision: Touched['decision']): AbuseDecision | null {
  return ((decision ?? {}) as Partial<Pick<Decision, 'abuse'>>).abuse ?? null
}
