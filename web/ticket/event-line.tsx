import { useLingui } from '@lingui/react/macro'
import { memo } from 'react'
import type { EventItem } from '../contract.ts'
import { exactly, Moment } from '../ui/time.tsx'
import { EVENTS } from '../words/events.ts'

/** What was done, in one quiet line. */
export const EventLine = memo(function EventLine({ event }: { event: EventItem }) {
  const { i18n } = useLingui()
  const by = event.by?.name ?? ''
  const words = EVENTS[event.event]?.(by, factOf(event.facts, i18n.locale))
  return (
    <p className="flex items-baseline justify-center gap-2 text-center text-xs text-faint">
      <span>{words ? i18n._(words) : `${by} ${event.event}`.trim()}</span>
      <Moment at={event.at} />
    </p>
  )
})

/** The one fact worth saying, whichever event it is. */
function factOf(facts: Record<string, unknown>, locale: string): string {
  const value = ['name', 'to', 'department', 'labels', 'until', 'reason'].map((key) => facts[key]).find((fact) => fact !== undefined && fact !== null)
  if (Array.isArray(value)) return value.join(', ') || '–'
  if (typeof value === 'string') return facts['until'] === value ? exactly(value, locale) : value
  return typeof value === 'object' && value && 'name' in value ? String(value.name) : '–'
}
