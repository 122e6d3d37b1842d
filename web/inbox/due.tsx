import { useLingui } from '@lingui/react/macro'
import type { TicketRow } from '../contract.ts'
import { exactly, until, useNow } from '../ui/time.tsx'

/** From red (now) to grey: the colour of the bar and of the time. */
const LEVELS: [number, string][] = [
  [0, 'var(--now)'],
  [10, 'var(--ten)'],
  [60, 'var(--sixty)'],
  [240, 'var(--two)'],
]

export function needColor(dueAt: string | null, now: number): string {
  if (dueAt === null) return 'var(--strong)'
  const minutes = (Date.parse(dueAt) - now) / 60_000
  return LEVELS.find(([bound]) => minutes <= bound)?.[1] ?? 'var(--four)'
}

/** «4 min» to go, «now», or how late it is. Only what waits for us has a time. */
export function Due({ row, className = '' }: { row: TicketRow; className?: string }) {
  const { t, i18n } = useLingui()
  const now = useNow()
  const { dueAt } = row.need
  if (row.state !== 'open' || dueAt === null) return null
  const { text, spoken, minutes } = until(dueAt, now, i18n.locale)
  const isLate = minutes < 0
  const said = minutes === 0 ? t`now` : isLate ? `−${text}` : text
  const aloud = minutes === 0 ? t`due now` : isLate ? t`late by ${spoken}` : t`due in ${spoken}`
  return (
    <time
      dateTime={dueAt}
      title={exactly(dueAt, i18n.locale)}
      aria-label={aloud}
      className={`figures font-semibold whitespace-nowrap text-(--need) ${className}`}
    >
      {said}
    </time>
  )
}
