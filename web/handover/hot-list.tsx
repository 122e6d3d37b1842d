import { Trans, useLingui } from '@lingui/react/macro'
import { HEATS, type Heat } from '../../src/domain/heat.ts'
import type { Handover } from '../contract.ts'
import { Chip } from '../ui/chip.tsx'
import { heatCounts, heatWords } from '../words/heats.ts'
import { useWords } from '../words/use-words.ts'
import { TicketLine } from './ticket-line.tsx'

const BURNING: ReadonlySet<Heat> = new Set(['danger', 'overdue', 'paged'])

/** How many for each reason; then each ticket once, in the order of work. */
export function HotList({ hot, counts }: Pick<Handover, 'hot' | 'counts'>) {
  const { i18n } = useLingui()
  const words = useWords(heatWords)
  const there = HEATS.filter((heat) => counts[heat] > 0)
  if (there.length === 0)
    return (
      <p className="text-soft">
        <Trans>Nothing is late, and nothing is due within the hour.</Trans>
      </p>
    )
  return (
    <>
      <ul className="flex flex-wrap gap-1.5">
        {there.map((heat) => (
          <li key={heat}>
            <Chip tone={BURNING.has(heat) ? 'now' : 'plain'}>
              <span className="figures">{i18n._(heatCounts[heat](counts[heat]))}</span>
            </Chip>
          </li>
        ))}
      </ul>
      <ul className="flex flex-col">
        {hot.map(({ ticket, because }) => (
          <TicketLine key={ticket.id} ticket={ticket}>
            {because.map((heat) => (
              <Chip key={heat} tone={BURNING.has(heat) ? 'now' : 'plain'}>
                {words(heat)}
              </Chip>
            ))}
          </TicketLine>
        ))}
      </ul>
    </>
  )
}
