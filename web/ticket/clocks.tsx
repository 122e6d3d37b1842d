import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { Ticket, TicketClock } from '../contract.ts'
import { Chip, type ChipTone } from '../ui/chip.tsx'
import { useNow } from '../ui/time.tsx'
import { clockWords, clockStateWords, promisedWords } from '../words/clocks.ts'
import { lasting, wallMoment } from '../words/spans.ts'
import { useWords } from '../words/use-words.ts'
import { clocksQuery } from './clocks-of-ticket.ts'
import { Company } from './company.tsx'
import { useBeside } from './use-beside.ts'

const TONES: Record<TicketClock['state'], ChipTone> = { running: 'plain', paused: 'plain', met: 'ok', breached: 'now' }

/** What was promised on this ticket, and what became of it: each clock says how it came to its end or its due time. */
export function Clocks({ ticket }: { ticket: Ticket }) {
  const { t } = useLingui()
  const { data } = useQuery({ ...clocksQuery(ticket), ...useBeside(ticket) })
  if (!data || (data.items.length === 0 && data.company === null)) return null
  return (
    <section aria-label={t`Promises`} className="border-t border-line py-3">
      <h3 className="caption mb-2">{t`Promises`}</h3>
      <ul className="flex flex-col gap-2.5">
        {data.items.toReversed().map((clock) => (
          <li key={`${clock.kind}${clock.startedAt}`}>
            <Clock clock={clock} />
          </li>
        ))}
      </ul>
      <Company ticket={ticket} company={data.company} />
    </section>
  )
}

function Clock({ clock }: { clock: TicketClock }) {
  const kind = useWords(promisedWords)
  const state = useWords(clockStateWords)
  return (
    <>
      <p className="flex flex-wrap items-baseline justify-between gap-x-2">
        <span className="font-[560] text-ink">{kind(clock.kind)}</span>
        <Chip tone={TONES[clock.state]}>{state(clock.state)}</Chip>
      </p>
      <p className="text-sm text-soft">
        <Told clock={clock} />
      </p>
    </>
  )
}

/** «opened Fri 16:45, counted 15 min, closed hours, counted 15 min, due Mon 09:15». */
function Told({ clock: { steps } }: { clock: TicketClock }) {
  const { i18n } = useLingui()
  const now = useNow()
  const say = ({ code, at, minutes }: TicketClock['steps'][number]) => {
    const words = clockWords[code]
    return words ? i18n._({ ...words, values: { at: wallMoment(at, now, i18n.locale), span: lasting(minutes ?? 0, i18n.locale) } }) : code
  }
  return steps.map(say).join(', ')
}
