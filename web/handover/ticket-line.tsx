import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { TicketRow } from '../contract.ts'
import { Due, needColor } from '../inbox/due.tsx'
import { LastWord } from '../inbox/last-word.tsx'
import { address } from '../inbox/row.tsx'
import { WhereChip } from '../inbox/where-chip.tsx'
import { useNow } from '../ui/time.tsx'

/** A ticket in a list to be read: whose, since when, and whatever makes it stand here. */
export function TicketLine({ ticket, children }: { ticket: TicketRow; children: ReactNode }) {
  const now = useNow()
  return (
    <li className="border-t border-line first:border-t-0 print:break-inside-avoid">
      <Link
        to="/inbox/$ticketId"
        params={{ ticketId: ticket.id }}
        search={{ view: 'all' }}
        style={{ '--need': needColor(ticket.need.dueAt, now) }}
        className="flex flex-col gap-1 rounded-md py-2.5 text-ink no-underline hover:bg-panel"
      >
        <span className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate">
            <strong className="font-[580]">{ticket.person.name}</strong> <span className="text-faint">{address(ticket.person.handle)}</span>
          </span>
          <Due row={ticket} />
        </span>
        <span dir="auto" className="line-clamp-2 text-soft wrap-anywhere">
          {ticket.subject ?? <LastWord row={ticket} />}
        </span>
        <span className="flex flex-wrap items-center gap-1.5 text-xs text-soft">
          {children}
          <WhereChip network={ticket.network} visibility={ticket.visibility} />
          <span className="figures">T-{ticket.number}</span>
          {ticket.department ? <span>{ticket.department}</span> : null}
          {ticket.assignee ? <span>{ticket.assignee.name}</span> : null}
        </span>
      </Link>
    </li>
  )
}
