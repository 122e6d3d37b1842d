import { Link } from '@tanstack/react-router'
import type { TicketRow } from '../contract.ts'
import { LastWord } from '../inbox/last-word.tsx'
import { WhereChip } from '../inbox/where-chip.tsx'
import { Moment } from '../ui/time.tsx'
import { stateWords } from '../words/states.ts'
import { useWords } from '../words/use-words.ts'

export function TicketList({ tickets }: { tickets: TicketRow[] }) {
  const state = useWords(stateWords)
  return (
    <ul className="flex flex-col">
      {tickets.map((ticket) => (
        <li key={ticket.id} className="border-t border-line first:border-t-0">
          <Link
            to="/inbox/$ticketId"
            params={{ ticketId: ticket.id }}
            search={{ view: 'all' }}
            className="flex flex-col gap-1 rounded-md py-2.5 text-ink no-underline hover:bg-panel"
          >
            <span className="flex items-baseline gap-3">
              <span className="line-clamp-2 flex-1 wrap-anywhere">{ticket.subject ?? <LastWord row={ticket} />}</span>
              <Moment at={ticket.lastMessageAt} className="text-sm text-soft" />
            </span>
            <span className="flex flex-wrap items-center gap-2 text-xs text-soft">
              <WhereChip network={ticket.network} visibility={ticket.visibility} />
              <span className="figures">T-{ticket.number}</span>
              <span>{state(ticket.state)}</span>
              {ticket.labels.map((label) => (
                <span key={label}>{label}</span>
              ))}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
