import { Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { Incident } from '../../contract.ts'
import { Chip } from '../../ui/chip.tsx'
import { networkWords } from '../../ui/network.tsx'
import { Page } from '../../ui/page.tsx'
import { Paged } from '../../ui/paged.tsx'
import { Select } from '../../ui/select.tsx'
import { Empty } from '../../ui/states.tsx'
import { TimeAgo } from '../../ui/time.tsx'
import { incidentStateWords } from './incident-words.ts'
import { useWords } from '../../words/use-words.ts'
import { incidentsQuery } from './incident-queries.ts'

/** What many complain of at once; three people on one flight stand here as visibly as three thousand. */
export function IncidentsScreen() {
  const { t } = useLingui()
  const { state = 'open' } = useSearch({ from: '/inside/watch/incidents' })
  const navigate = useNavigate()
  const words = useWords(incidentStateWords)
  const list = useInfiniteQuery(incidentsQuery(state))
  const empty = (
    <Empty title={t`No incidents here`}>
      <Trans>Where three people complain of one thing, it is put here by itself. From a ticket, the key i opens one.</Trans>
    </Empty>
  )
  return (
    <Page title={t`Incidents`} lead={t`Many tickets, one cause: over networks and languages. You confirm who belongs, and tell everybody at once.`}>
      <Select
        label={t`How they stand`}
        value={state}
        choices={(['open', 'closed'] as const).map((id) => ({ id, label: words(id) }))}
        onChange={(chosen) => void navigate({ to: '/watch/incidents', search: chosen === 'closed' ? { state: chosen } : {}, replace: true })}
      />
      <Paged list={list} empty={empty}>
        {(incident) => <Row key={incident.id} incident={incident} />}
      </Paged>
    </Page>
  )
}

function Row({ incident }: { incident: Incident }) {
  const { t } = useLingui()
  const network = useWords(networkWords)
  const { id, number, title, stirs, suggested, confirmed, networks, lastAt } = incident
  return (
    <li className="flex flex-col gap-1 border-t border-line py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link to="/watch/incidents/$incidentId" params={{ incidentId: id }} className="font-[560] wrap-anywhere">
          {title}
        </Link>
        <span className="figures text-sm text-soft">I-{number}</span>
        {stirs ? <Chip tone="now">{t`closed, and somebody came since`}</Chip> : null}
        <Chip>{t`${confirmed} confirmed`}</Chip>
        {suggested > 0 ? <Chip tone="warn">{t`${suggested} suggested`}</Chip> : null}
      </div>
      <p className="text-sm text-soft">
        {networks.map(network).join(', ')} · <TimeAgo at={lastAt} />
      </p>
    </li>
  )
}
