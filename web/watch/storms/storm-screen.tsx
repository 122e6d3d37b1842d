import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { StormRoom } from '../../contract.ts'
import { Page, Section } from '../../ui/page.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { Moment } from '../../ui/time.tsx'
import { StormAffected } from './storm-affected.tsx'
import { StormChart } from './storm-chart.tsx'
import { StormCopied } from './storm-copied.tsx'
import { StormCost } from './storm-cost.tsx'
import { StormLead } from './storm-lead.tsx'
import { StormLog, StormTasks } from './storm-entries.tsx'
import { StormIncidents } from './storm-incidents.tsx'
import { StormPlan } from './storm-plan.tsx'
import { stormQuery } from './storm-queries.ts'
import { StormSaid } from './storm-said.tsx'
import { StormStatements } from './storm-statements.tsx'
import { useStormName } from './use-storm-name.ts'

/** The room of a storm: what comes, what is said, who is affected, what is done, what it costs. */
export function StormScreen() {
  const { t } = useLingui()
  const name = useStormName()
  const { stormId } = useParams({ from: '/inside/watch/storms/$stormId' })
  const { data, error, refetch } = useQuery(stormQuery(stormId))
  const title = data ? name(data.storm.title, data.storm.named) : t`Storm`
  return (
    <Page title={title} lead={data ? <Because room={data} /> : null} back={{ to: { to: '/watch/storms' }, name: t`Storms` }}>
      {data ? <Room room={data} /> : error ? <Failed problem={error} retry={() => void refetch()} /> : <Loading />}
    </Page>
  )
}

function Room({ room }: { room: StormRoom }) {
  const { t } = useLingui()
  const name = useStormName()
  return (
    <>
      <StormLead room={room} />
      <StormPlan room={room} />
      <StormChart chart={room.chart} name={name(room.drawn)} />
      <Section title={t`What is said`}>
        <StormSaid room={room} />
      </Section>
      {room.copied.length > 0 ? (
        <Section title={t`The same words from several accounts`}>
          <StormCopied copied={room.copied} />
        </Section>
      ) : null}
      {room.incidents.length > 0 ? (
        <Section title={t`What may be behind it`}>
          <StormIncidents incidents={room.incidents} />
        </Section>
      ) : null}
      <Section title={t`Who is affected`}>
        <StormAffected room={room} />
      </Section>
      <Section title={t`Statement`}>
        <StormStatements room={room} />
      </Section>
      <Section title={t`Tasks`}>
        <StormTasks room={room} />
      </Section>
      <Section title={room.storm.closedAt === null ? t`What it costs so far` : t`What it cost`}>
        <StormCost report={room.report} />
      </Section>
      <Section title={t`Log`}>
        <StormLog room={room} />
      </Section>
    </>
  )
}

const MOST_WORDS = 3

/** The alarm's own figures; what a person opened says so. */
function Because({ room: { alarm, storm } }: { room: StormRoom }) {
  if (alarm === null)
    return (
      <Trans>
        Opened by {storm.openedBy?.name ?? ''}, <Moment at={storm.openedAt} />
      </Trans>
    )
  const { messages, minutes, expected, swing, authors, complaints, cold, words } = alarm
  const share = Math.round((100 * complaints) / messages)
  return (
    <>
      <Trans>
        {messages} in {minutes} min, expected {expected} ± {swing}; {authors} authors; {share} % complaints.
      </Trans>{' '}
      {words.length > 0
        ? `${words
            .slice(0, MOST_WORDS)
            .map(({ word, messages: times }) => `“${word}” ×${times}`)
            .join(', ')}. `
        : ''}
      {cold ? <Trans>There is no history yet to know the normal by.</Trans> : null}
    </>
  )
}
