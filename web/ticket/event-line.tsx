import type { MessageDescriptor } from '@lingui/core'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { memo } from 'react'
import type { EventItem, MemberRef } from '../contract.ts'
import { membersQuery } from '../queries.ts'
import { exactly, Moment } from '../ui/time.tsx'
import { EVENTS } from '../words/events.ts'
import { sayLeaving } from '../words/leavings.ts'

/** What was done, in one quiet line. */
export const EventLine = memo(function EventLine({ event }: { event: EventItem }) {
  const { i18n } = useLingui()
  const members = useQuery({ ...membersQuery, enabled: NAMING.has(event.event) }).data?.items ?? []
  const by = event.by?.name ?? ''
  const words = EVENTS[event.event]?.(by, FACTS[event.event]?.(event.facts, { members, locale: i18n.locale, say: (words) => i18n._(words) }) ?? '')
  return (
    <p className="flex items-baseline justify-center gap-2 text-center text-xs text-faint">
      <span>{words ? i18n._(words) : `${by} ${event.event}`.trim()}</span>
      <Moment at={event.at} />
    </p>
  )
})

interface Known {
  members: readonly MemberRef[]
  locale: string
  say: (words: MessageDescriptor) => string
}

/** Those that say whom they are about. */
const NAMING = new Set(['assigned', 'given', 'returned', 'handed-on', 'paged', 'passed-on'])

/** The fact of each event that is worth saying. */
const FACTS: Record<string, (facts: Record<string, unknown>, known: Known) => string> = {
  assigned: ({ to }, { members }) => nameOf(to, members),
  given: ({ to }, { members }) => nameOf(to, members),
  returned: ({ from }, { members }) => nameOf(from, members),
  'handed-on': ({ to, department }, { members }) => (typeof department === 'string' ? department : nameOf(to, members)),
  overridden: ({ because }) => String(because),
  paged: ({ callee, members: called }, { members }) => `${names(called, members)} (${callee})`,
  'page-exhausted': ({ callee }) => String(callee),
  ...Object.fromEntries(['limit-passed', 'promise-near'].map((kind) => [kind, ({ callees }) => (Array.isArray(callees) ? callees.join(', ') : '…')])),
  ...Object.fromEntries(['sent', 'proposed', 'cancelled'].map((end) => [`aftercare-${end}`, scriptOf])),
  'passed-on': ({ callee, members: told }, { members }) => `${names(told, members)} (${callee})`,
  handed: ({ to }) => String(to),
  'taken-back': ({ from }) => String(from),
  moved: ({ to }) => (typeof to === 'string' ? to : '–'),
  labelled: ({ added, removed }) => [...marked('+', added), ...marked('−', removed)].join(' '),
  left: ({ reason }, { say }) => `«${sayLeaving(String(reason), say)}»`,
  ...Object.fromEntries(['complained', ...['confirmed', 'answered', 'reopened', 'closed'].map((step) => `complaint-${step}`)].map((kind) => [kind, codeOf])),
  ...Object.fromEntries(['look-alike', ...['judged', 'reported', 'warned'].map((step) => `look-alike-${step}`)].map((kind) => [kind, handleOf])),
  snoozed: ({ until }, { locale }) => exactly(String(until), locale),
}

function handleOf({ handle }: Record<string, unknown>): string {
  return String(handle)
}

function scriptOf({ script, step }: Record<string, unknown>): string {
  return typeof script === 'string' ? `«${script}»` : String(step)
}

function codeOf({ code }: Record<string, unknown>): string {
  return String(code)
}

function nameOf(id: unknown, members: readonly MemberRef[]): string {
  return members.find((member) => member.id === id)?.name ?? '…'
}

function names(ids: unknown, members: readonly MemberRef[]): string {
  return Array.isArray(ids) ? ids.map((id) => nameOf(id, members)).join(', ') : '…'
}

function marked(sign: string, labels: unknown): string[] {
  return Array.isArray(labels) ? labels.map((label) => `${sign}${label}`) : []
}
