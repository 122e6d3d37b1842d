import { Trans, useLingui } from '@lingui/react/macro'
import type { StormRoom } from '../../contract.ts'

/** Messages, people, minutes of the house, and what everybody else waited, beside what they were promised. */
export function StormCost({ report: { messages, authors, newComplaints, minutes: lasted, agentMinutes, others } }: { report: StormRoom['report'] }) {
  const { t, i18n } = useLingui()
  const minutes = (value: number | null) =>
    value === null ? '–' : new Intl.NumberFormat(i18n.locale, { style: 'unit', unit: 'minute', maximumFractionDigits: 0 }).format(value)
  const rows = [
    [t`Messages`, messages.toLocaleString(i18n.locale)],
    [t`People`, authors.toLocaleString(i18n.locale)],
    [t`New complainants`, newComplaints.toLocaleString(i18n.locale)],
    [t`The room was open`, minutes(lasted)],
    [t`Agents’ time`, minutes(agentMinutes)],
    [t`Everybody else waits, nine of ten at most`, minutes(others.p90)],
    [t`Promised to them`, minutes(others.limit)],
    [t`Usual in the week before`, minutes(others.usualP90)],
    [t`Waiting added for everybody else`, minutes(others.added)],
  ] as const
  return (
    <>
      <dl className="grid max-w-prose grid-cols-[1fr_auto] gap-x-6 gap-y-1">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-soft">{name}</dt>
            <dd className="figures text-right">{value}</dd>
          </div>
        ))}
      </dl>
      {others.tickets > 0 ? (
        <p className="text-sm text-soft">
          <Trans>
            Of {others.tickets} others with a promise, {others.kept} are within it.
          </Trans>
        </p>
      ) : null}
    </>
  )
}
