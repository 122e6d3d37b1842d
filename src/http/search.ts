import type { z } from 'zod'
import { excerptAround, searchTerms, ticketNumber, type SearchTerm } from '../domain/search-words.ts'
import { searchAll, ticketByNumber, type Hit } from '../storage/search.ts'
import { findListed } from '../storage/tickets.ts'
import type { SearchPage, SearchQuery } from './contract/tickets.ts'
import type { HttpNeeds } from './needs.ts'
import { presentFold } from './present-fold.ts'
import { presentTicketRow } from './present-ticket.ts'
import type { Ask } from './route.ts'

type Found = z.infer<typeof SearchPage>

/** A ticket whose number was asked for comes first, then what holds the words, newest first. */
export async function search({ caller, query }: Ask<{ query: typeof SearchQuery }>, { db }: HttpNeeds): Promise<Found> {
  const here = caller.workspace.id
  const terms = searchTerms(query.q)
  const number = ticketNumber(query.q)
  const [byNumber, page] = await Promise.all([number === null || query.after ? null : ticketByNumber(db, here, number), searchAll(db, here, terms, query)])
  const rows = await findListed(db, here, [...new Set([...page.items.map((hit) => hit.ticketId), ...(byNumber === null ? [] : [byNumber])])])
  const tickets = new Map(rows.map((row) => [row.id, presentTicketRow(row)]))
  const numbered = byNumber === null ? undefined : tickets.get(byNumber)
  const first = numbered ? [{ ticket: numbered, messageId: null, excerpt: numbered.snippet, folded: numbered.folded, at: numbered.lastMessageAt }] : []
  return { items: [...first, ...page.items.flatMap((hit) => presentHit(hit, terms, tickets))], next: page.next }
}

function presentHit(hit: Hit, terms: readonly SearchTerm[], tickets: ReadonlyMap<string, ReturnType<typeof presentTicketRow>>): Found['items'] {
  const ticket = tickets.get(hit.ticketId)
  if (!ticket) return []
  const folded = presentFold(hit.heat)
  return [{ ticket, messageId: hit.messageId, excerpt: folded ? '' : excerptAround(hit.text, terms), folded, at: hit.at.toString() }]
}
