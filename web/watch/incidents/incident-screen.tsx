import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { patch } from '../../api.ts'
import type { IncidentSeen } from '../../contract.ts'
import { useMay } from '../../shell/use-may.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { CopiedText } from '../../ui/copied-text.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { Moment } from '../../ui/time.tsx'
import { incidentLogWords, incidentStateWords } from './incident-words.ts'
import { useWords } from '../../words/use-words.ts'
import { incidentQuery } from './incident-queries.ts'
import { Members } from './members.tsx'
import { MergeForm, RenameForm } from './put-right.tsx'
import { UpdateForm } from './update-form.tsx'
import { Updates } from './updates.tsx'
import { useIncidentAct } from './use-incident-act.ts'

/** One cause: who stands in it and why, what they were told, and what was done about it. */
export function IncidentScreen() {
  const { incidentId } = useParams({ from: '/inside/watch/incidents/$incidentId' })
  const { data, error, refetch } = useQuery(incidentQuery(incidentId))
  if (error && !data) return <Failed problem={error} retry={() => void refetch()} />
  return data ? <Shown key={incidentId} seen={data} /> : <Loading />
}

function Shown({ seen }: { seen: IncidentSeen }) {
  const { t } = useLingui()
  const { incident } = seen
  const state = useWords(incidentStateWords)
  const mayWork = useMay('ticket.work')
  const mayReply = useMay('ticket.reply')
  const isOpen = incident.state === 'open'
  const act = useIncidentAct()
  const turn = () => act(() => patch(`/incidents/${incident.id}`, { state: isOpen ? 'closed' : 'open' }))
  return (
    <Page
      title={incident.title}
      back={{ to: { to: '/watch/incidents' }, name: t`Incidents` }}
      lead={
        <span className="flex flex-wrap items-center gap-2">
          <span className="figures">I-{incident.number}</span>
          <Chip tone={isOpen ? 'warn' : 'ok'}>{state(incident.state)}</Chip>
          {incident.openedBy ? <Trans>opened by {incident.openedBy.name}</Trans> : <Trans>found by itself</Trans>} <Moment at={incident.openedAt} />
        </span>
      }
      acts={
        mayWork && !incident.mergedInto ? (
          <Button onPress={() => void turn()}>{isOpen ? t({ message: 'Close', context: 'an incident' }) : t`Open again`}</Button>
        ) : null
      }
    >
      {incident.mergedInto ? (
        <p>
          <Link to="/watch/incidents/$incidentId" params={{ incidentId: incident.mergedInto }}>{t`It has been put together with another incident.`}</Link>
        </p>
      ) : null}
      <Updates seen={seen} />
      {mayReply && !incident.mergedInto ? <UpdateForm incident={incident} statements={seen.statements} /> : null}
      <Members seen={seen} />
      {mayWork && !incident.mergedInto ? (
        <Section title={t`Put right`}>
          <RenameForm incident={incident} />
          <MergeForm incident={incident} />
        </Section>
      ) : null}
      <Section
        title={t`For staff on site`}
        lead={t`A plain page with the state and the words, to look at or to print. Whoever has the address sees it; nobody's name is on it.`}
      >
        <p className="mb-2 text-sm text-soft">
          <Trans>There it is called “{incident.siteTitle}”: only by what was said in public, or as somebody here named it.</Trans>
        </p>
        <CopiedText label={t`Address of the page`} text={seen.site} />
      </Section>
      <Log seen={seen} />
    </Page>
  )
}

function Log({ seen }: { seen: IncidentSeen }) {
  const { t } = useLingui()
  const words = useWords(incidentLogWords)
  return (
    <Section title={t`What was done`}>
      <ol className="flex flex-col gap-1 text-sm">
        {seen.log.map(({ kind, by, facts, at }, n) => (
          <li key={n} className="flex flex-wrap gap-x-2">
            <Moment at={at} className="text-faint" />
            <span>
              {by ? `${by.name}: ` : ''}
              {words(kind)}
              {facts['tickets'] ? ` (${facts['tickets']})` : ''}
              {kind === 'renamed' ? ` (${facts['from'] ?? ''})` : ''}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
