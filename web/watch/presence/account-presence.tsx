import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Presence } from '../../contract.ts'
import { address } from '../../inbox/row.tsx'
import { share } from '../../promises/figures-table.tsx'
import { Chip } from '../../ui/chip.tsx'
import { networkWords } from '../../ui/network.tsx'
import { Section } from '../../ui/page.tsx'
import { Moment, TimeAgo } from '../../ui/time.tsx'
import { lasting } from '../../words/spans.ts'
import { useWords } from '../../words/use-words.ts'
import { Alarm } from './alarm.tsx'
import { proposalWords, SILENCE_TONES, silenceRuleWords, silenceStateWords } from './silence-words.ts'
import { Trend } from './trend.tsx'

export type PresenceItem = Presence['items'][number]

/** One account: how it stands and by which rule, the figures behind it, and what its owner may do. */
export function AccountPresence({ item }: { item: PresenceItem }) {
  const { account, promise, standing, trend, proposals, alarm } = item
  const network = useWords(networkWords)
  const state = useWords(silenceStateWords)
  return (
    <Section
      title={`${address(account.handle)} · ${network(account.network)}`}
      acts={standing ? <Chip tone={SILENCE_TONES[standing.state] ?? 'plain'}>{state(standing.state)}</Chip> : null}
    >
      <Rule standing={standing} />
      <Bio account={account} promise={promise} />
      <div className="grid items-end gap-x-6 gap-y-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,13rem)]">
        <Figures item={item} />
        {trend.length > 0 ? <Trend weeks={trend} /> : null}
      </div>
      {alarm ? <Alarm alarm={alarm} /> : null}
      {proposals.length > 0 ? <Proposals proposals={proposals} /> : null}
    </Section>
  )
}

function Rule({ standing }: Pick<PresenceItem, 'standing'>) {
  const { t } = useLingui()
  const rule = useWords(silenceRuleWords)
  if (!standing) return <p className="text-soft">{t`Plaza does not hear this account now, so nothing can be told of it.`}</p>
  return (
    <p>
      {rule(standing.rule)}{' '}
      {standing.since && standing.state !== 'fine' ? (
        <span className="text-soft">
          <Trans>
            Since <Moment at={standing.since} />.
          </Trans>
        </span>
      ) : null}
    </p>
  )
}

/** What the profile says now, where its network tells; else the sentence that the manual keeps of it. */
function Bio({ account, promise }: Pick<PresenceItem, 'account' | 'promise'>) {
  const { t } = useLingui()
  const shown = account.bio ?? promise?.bio
  if (!shown) return null
  return (
    <figure className="flex flex-col gap-1">
      <blockquote className="border-l-2 border-strong pl-3 wrap-anywhere">{shown}</blockquote>
      {promise?.bioDenied ? <figcaption className="pl-3 text-sm text-now">{t`The figures deny what the profile says.`}</figcaption> : null}
      {promise?.bioShown === false ? (
        <figcaption className="pl-3 text-sm text-soft">{t`The manual keeps another sentence: “${promise.bio}”`}</figcaption>
      ) : null}
    </figure>
  )
}

function Figures({ item: { spokenAt, answeredAt, waiting, week, month } }: { item: PresenceItem }) {
  const { t, i18n } = useLingui()
  const kept = ({ kept, broken, share: of }: PresenceItem['week']) =>
    of === null ? t`nothing owed` : t`${share(of, i18n.locale)} (${kept} of ${kept + broken})`
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
      <Fact name={t`Last spoke`}>{spokenAt ? <TimeAgo at={spokenAt} /> : t`not since we listen`}</Fact>
      <Fact name={t`Last answered`}>{answeredAt ? <TimeAgo at={answeredAt} /> : t`not since we listen`}</Fact>
      <Fact name={t`Without an answer`}>
        <Waiting waiting={waiting} />
      </Fact>
      <Fact name={t`Promise kept, 7 days`}>{kept(week)}</Fact>
      <Fact name={t`Promise kept, 30 days`}>{kept(month)}</Fact>
    </dl>
  )
}

function Waiting({ waiting: { people, longest, minutes, measure, insists } }: Pick<PresenceItem, 'waiting'>) {
  const { t, i18n } = useLingui()
  if (!longest) return t`nobody`
  const [waited, promised] = [lasting(minutes, i18n.locale), lasting(measure, i18n.locale)]
  return (
    <>
      {people} ·{' '}
      <Link to="/inbox/$ticketId" params={{ ticketId: longest.id }} search={{ view: 'all' }} className="wrap-anywhere">
        {longest.person}
      </Link>{' '}
      <span className={minutes > measure ? 'text-now' : ''}>{t`for ${waited} of ${promised}`}</span>
      {insists > 1 ? <> · {t`one has written ${insists} times`}</> : null}
    </>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="figures wrap-anywhere">{children}</dd>
    </>
  )
}

function Proposals({ proposals }: Pick<PresenceItem, 'proposals'>) {
  const { t } = useLingui()
  const words = useWords(proposalWords)
  return (
    <div className="flex flex-col gap-1">
      <h3 className="font-[600]">{t`What you can do`}</h3>
      <ul className="list-disc pl-5 text-soft">
        {proposals.map((proposal) => (
          <li key={proposal}>{words(proposal)}</li>
        ))}
      </ul>
    </div>
  )
}
