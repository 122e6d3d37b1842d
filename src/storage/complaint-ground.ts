import { sql } from 'kysely'
import type { NetworkName, Visibility } from '../domain/network-name.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from './database.ts'

/** What a formal complaint is made of: somebody's word, and the ticket that it stands on. */
export interface ComplaintGround {
  ticketId: string
  number: number
  personName: string
  personHandle: string
  brand: string
  /** What the manual last decided about the ticket, as `manual/decision.ts` has it. */
  decision: unknown
  message: { id: string; network: NetworkName; visibility: Visibility; language: string | null; at: Temporal.Instant }
}

/**
 * Of the named message or, if none is, of their last one on the ticket. A time that lies in the future, by the network's clock or by forgery,
 * is the time when it came in. Throws `not-found`, and `nothing-complained` where they have written nothing.
 */
export async function readComplaintGround(db: Db, of: { workspaceId: string; ticketId: string; messageId: string | null }): Promise<ComplaintGround> {
  const { rows } = await sql<Omit<ComplaintGround, 'message'> & Partial<ComplaintGround['message']>>`
    select t.id::text as "ticketId", t.number, t.person_name as "personName", t.person_handle as "personHandle", b.name as brand, t.decision, m.id::text, m.network, m.visibility, coalesce(m.language, t.language) as language, least(m.at, m.received_at) as at
    from ticket t join brand b on b.id = t.brand_id
    left join message m on m.id = coalesce(${of.messageId}::bigint, t.last_inbound_id) and m.ticket_id = t.id and m.direction = 'in'
    where t.id = ${of.ticketId}::bigint and t.workspace_id = ${of.workspaceId}::bigint`.execute(db)
  const [row] = rows
  if (!row) throw new PlazaError('not-found', 'not-found', `No ticket ${of.ticketId} here.`)
  const { id, network, visibility, language = null, at, ...ticket } = row
  if (!id || !network || !visibility || !at) throw new PlazaError('conflict', 'nothing-complained', 'They have written nothing here that could be a complaint.')
  return { ...ticket, message: { id, network, visibility, language, at } }
}

/** What the manual last decided about a ticket, as `manual/decision.ts` has it, and the time zone of its workspace. Throws `not-found`. */
export async function decisionOn(db: Db, workspaceId: string, ticketId: string): Promise<{ decision: unknown; timeZone: string }> {
  const ticket = await db
    .selectFrom('ticket')
    .innerJoin('workspace', 'workspace.id', 'ticket.workspace_id')
    .select(['ticket.decision', 'workspace.time_zone as timeZone'])
    .where('ticket.id', '=', ticketId)
    .where('ticket.workspace_id', '=', workspaceId)
    .executeTakeFirst()
  if (!ticket) throw new PlazaError('not-found', 'not-found', `No ticket ${ticketId} here.`)
  return ticket
}
