import { z } from 'zod'
import { PlazaError } from '../domain/plaza-error.ts'
import { LEAVE_GUARDS } from '../manual/decision.ts'
import type { Db } from '../storage/database.ts'
import { ticketOfNumber } from '../storage/ticket-detail.ts'
import { listDecisions } from '../storage/timeline.ts'

const Value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])

/** What the road in keeps of a rule that matched. */
const Ruled = z.object({
  name: z.string(),
  line: z.number(),
  version: z.number(),
  because: z.array(z.object({ fact: z.string(), value: Value, not: z.literal(true).optional() })),
  gave: z.array(z.string()),
  overruled: z.array(z.string()),
  kept: z.enum(LEAVE_GUARDS).optional(),
})

export type RuleOfTicket = z.infer<typeof Ruled> & { at: Temporal.Instant }

export interface ExplainedTicket {
  id: string
  /** What the manual said of it last, by act; what it said nothing of is not there. */
  acts: [act: string, value: unknown][]
  /** Newest first. */
  rules: RuleOfTicket[]
}

/** What the manual decided about the ticket of that number, and by which rules. Throws `not-found`. */
export async function explainTicket(db: Db, workspaceId: string, number: number): Promise<ExplainedTicket> {
  const ticket = await ticketOfNumber(db, workspaceId, number)
  if (!ticket) throw new PlazaError('not-found', 'not-found', `There is no ticket ${number}.`)
  const decisions = await listDecisions(db, workspaceId, ticket.id)
  const rules = decisions.flatMap(({ at, rule, facts }) => (rule === 'manual' ? [{ at, ...Ruled.parse(facts) }] : []))
  return { id: ticket.id, acts: actsOf(ticket.decision), rules }
}

function actsOf(decision: unknown): ExplainedTicket['acts'] {
  if (typeof decision !== 'object' || decision === null) return []
  return Object.entries(decision).filter(([act, value]) => act !== 'version' && isSaid(value))
}

function isSaid(value: unknown): boolean {
  return value !== null && !(Array.isArray(value) && value.length === 0)
}
