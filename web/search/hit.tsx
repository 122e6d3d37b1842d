import { Link } from '@tanstack/react-router'
import type { SearchHit } from '../contract.ts'
import { address } from '../inbox/row.tsx'
import { FoldedWord } from '../inbox/last-word.tsx'
import { WhereChip } from '../inbox/where-chip.tsx'
import { Moment } from '../ui/time.tsx'
import { stateWords } from '../words/states.ts'
import { useWords } from '../words/use-words.ts'
import { found } from './found.ts'

/** One ticket and the words in it that were looked for. */
export function Hit({ hit, wanted }: { hit: SearchHit; wanted: string }) {
  const state = useWords(stateWords)
  const { ticket } = hit
  return (
    <li className="border-t border-line first:border-t-0">
      <Link
        to="/inbox/$ticketId"
        params={{ ticketId: ticket.id }}
        search={{ view: 'all' }}
        className="flex flex-col gap-1 rounded-md py-3 text-ink no-underline hover:bg-panel"
      >
        <span className="flex flex-wrap items-baseline gap-x-2">
          <strong className="font-[580] wrap-anywhere">{ticket.person.name}</strong>
          <span className="text-faint wrap-anywhere">{address(ticket.person.handle)}</span>
          <Moment at={hit.at} className="ml-auto text-sm text-soft" />
        </span>
        {ticket.subject ? <span className="wrap-anywhere">{ticket.subject}</span> : null}
        <span className="line-clamp-3 text-soft wrap-anywhere">
          {hit.folded ? <FoldedWord folded={hit.folded} /> : null}
          {found(hit.excerpt, wanted).map(({ text, isFound }, at) =>
            isFound ? (
              <mark key={at} className="bg-transparent font-[580] text-ink underline decoration-ten decoration-2 underline-offset-3">
                {text}
              </mark>
            ) : (
              text
            ),
          )}
        </span>
        <span className="flex flex-wrap items-center gap-2 text-xs text-soft">
          <WhereChip network={ticket.network} visibility={ticket.visibility} />
          <span className="figures">T-{ticket.number}</span>
          <span>{state(ticket.state)}</span>
          {ticket.assignee ? <span>{ticket.assignee.name}</span> : null}
        </span>
      </Link>
    </li>
  )
}
