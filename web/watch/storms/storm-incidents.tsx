import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { StormRoom } from '../../contract.ts'
import { Chip } from '../../ui/chip.tsx'

/** Incidents to which people of the storm belong, surely or not; and how many have the same trouble without being heard in it. */
export function StormIncidents({ incidents }: { incidents: StormRoom['incidents'] }) {
  const { t } = useLingui()
  return (
    <ul className="flex flex-col gap-2">
      {incidents.map(({ id, title, state, confirmedHere, suggestedHere, confirmedElsewhere, suggestedElsewhere }) => (
        <li key={id} className="flex flex-col gap-0.5">
          <span className="flex flex-wrap items-center gap-2">
            <Link to="/watch/incidents/$incidentId" params={{ incidentId: id }} className="font-[560] wrap-anywhere">
              {title}
            </Link>
            <Chip tone={confirmedHere > 0 ? 'ok' : 'warn'}>{confirmedHere > 0 ? t`confirmed` : t`suggested`}</Chip>
            {state === 'closed' ? <Chip>{t`closed`}</Chip> : null}
          </span>
          <span className="text-sm text-soft">
            <Trans>
              <Plural value={confirmedHere + suggestedHere} one="# person of this storm" other="# people of this storm" />,{' '}
              <Plural value={confirmedElsewhere + suggestedElsewhere} one="# who is not heard in it" other="# who are not heard in it" />
            </Trans>
          </span>
        </li>
      ))}
    </ul>
  )
}
