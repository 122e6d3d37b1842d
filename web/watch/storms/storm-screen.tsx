import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { StormRoom } from '../../contract.ts'
import { Chip } from '../../ui/chip.tsx'
import { networkWords } from '../../ui/network.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { Moment } from '../../ui/time.tsx'
import { useWords } from '../../words/use-words.ts'
import { StormChart } from './storm-chart.tsx'
import { StormCost } from './storm-cost.tsx'
import { StormLead } from './storm-lead.tsx'
import { StormLog, StormStatements, StormTasks } from './storm-entries.tsx'
import { stormQuery } from './storm-queries.ts'
import { useStormName } from './use-storm-name.ts'

/** The room of a storm: what comes, what is said, who is affected, what is done, what it costs. */
export function StormScreen() {
  const { t } = useLingui()
  const name = useStormName()
  const { stormId } = useParams({ from: '/inside/watch/storms/$stormId' })
  const { data, error, refetch } = useQuery(stormQuery(stormId))
  const title = data ? name(data.storm.title) : t`Storm`
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
      <StormChart chart={room.chart} name={name(room.drawn)} />
      <Section title={t`What is said`}>
        <Said room={room} />
      </Section>
      <Section title={t`Who is affected`}>
        <Affected room={room} />
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

/** The alarm's own figures; what a person opened says so. */
function Because({ room: { alarm, storm } }: { room: StormRoom }) {
  if (alarm === null)
    return (
      <Trans>
        Opened by {storm.openedBy?.name ?? ''}, <Moment at={storm.openedAt} />
      </Trans>
    )
  const { messages, minutes, expected, swing, authors, complaints, cold } = alarm
  const share = Math.round((100 * complaints) / messages)
  return (
    <>
      <Trans>
        {messages} in {minutes} min, expected {expected} ± {swing}; {authors} authors; {share} % complaints.
      </Trans>{' '}
      {cold ? <Trans>There is no history yet to know the normal by.</Trans> : null}
    </>
  )
}

function Said({ room: { said, heard } }: { room: StormRoom }) {
  const { t } = useLingui()
  const network = useWords(networkWords)
  const { messages, newComplaints, reposts, copies, again, young } = heard
  return (
    <>
      <p className="flex flex-wrap gap-2">
        <Chip tone="warn">
          <Plural value={newComplaints} one="# new complaint" other="# new complaints" />
        </Chip>
        {reposts > 0 ? (
          <Chip>
            <Plural value={reposts} one="# repost" other="# reposts" />
          </Chip>
        ) : null}
        {copies > 0 ? (
          <Chip>
            <Plural value={copies} one="# copy" other="# copies" />
          </Chip>
        ) : null}
        {again > 0 ? <Chip>{t`${again} of the same people`}</Chip> : null}
        {young > 0 ? <Chip>{t`${young} by new accounts`}</Chip> : null}
        <span className="text-sm text-soft">{t`of ${messages} messages`}</span>
      </p>
      {said.map(({ word, messages: times, voices }) => (
        <details key={word} className="border-t border-line pt-2">
          <summary className="cursor-pointer">
            <span className="font-[560]">{word}</span> <span className="figures text-soft">×{times}</span>
          </summary>
          <ul className="mt-2 flex flex-col gap-2">
            {voices.map((voice) => (
              <li key={voice.ticketId + voice.at} className="text-sm">
                <Link to="/inbox/$ticketId" params={{ ticketId: voice.ticketId }} search={{ view: 'all' }} dir="auto" className="wrap-anywhere text-ink">
                  {voice.text}
                </Link>
                <span className="block text-soft">
                  {voice.personName} · {network(voice.network)}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </>
  )
}

function Affected({ room: { affected, heard } }: { room: StormRoom }) {
  const network = useWords(networkWords)
  return (
    <>
      <p>
        <Plural value={heard.authors} one="# person" other="# people" />,{' '}
        <Plural value={affected.waiting} one="# of them complains and waits" other="# of them complain and wait" />
      </p>
      <ul className="figures text-sm text-soft">
        {affected.networks.map((one) => (
          <li key={one.network}>
            {network(one.network)}: <Plural value={one.messages} one="# message" other="# messages" />,{' '}
            <Plural value={one.authors} one="# person" other="# people" />
          </li>
        ))}
      </ul>
    </>
  )
}
