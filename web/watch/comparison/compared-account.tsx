import { Trans, useLingui } from '@lingui/react/macro'
import { COMPARISON } from '../../../src/domain/comparison.ts'
import { address } from '../../inbox/row.tsx'
import { share } from '../../promises/figures-table.tsx'
import { useMay } from '../../shell/use-may.ts'
import { Chip } from '../../ui/chip.tsx'
import { lasting } from '../../words/spans.ts'
import { useWords } from '../../words/use-words.ts'
import { peerCodeWords, tellingWords } from './comparison-words.ts'
import { ForgetPeer } from './forget-peer.tsx'
import type { Network } from './network-comparison.tsx'
import { Waits } from './waits.tsx'

export type Account = Network['accounts'][number]
export type Measured = NonNullable<Account['measured']>

/** One account: every question a dot where its answer came, and what that comes to in a line. */
export function ComparedAccount({ account }: { account: Account }) {
  const { t } = useLingui()
  const mayForget = useMay('peer.declare')
  const { id, handle, name, measured, peer } = account
  return (
    <li className="flex flex-col gap-2" aria-label={address(handle)}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-[600] wrap-anywhere">{address(handle)}</h3>
        {name === handle ? null : <span className="text-soft wrap-anywhere">{name}</span>}
        {peer ? null : <Chip tone="ok">{t`yours`}</Chip>}
        <span className="flex-1" />
        <Share measured={measured} />
        {peer && mayForget ? <ForgetPeer id={id} handle={handle} /> : null}
      </div>
      {measured && measured.questions > 0 ? <Waits measured={measured} isOurs={peer === null} name={address(handle)} /> : null}
      <Figures measured={measured} />
      {peer ? <Standing peer={peer} /> : null}
    </li>
  )
}

function Share({ measured }: Pick<Account, 'measured'>) {
  const { t, i18n } = useLingui()
  if (!measured?.share) return null
  const [value, low, high] = [measured.share.value, measured.share.low, measured.share.high].map((part) => share(part, i18n.locale))
  return (
    <span className="figures text-right" title={t`${measured.answered} of ${measured.questions} questions`}>
      <strong className="text-lg font-[640]">{t`${value} answered`}</strong> <span className="text-sm text-soft">{t`(${low} to ${high})`}</span>
    </span>
  )
}

/** The sample, always; what it says, where there is enough of it. */
function Figures({ measured }: Pick<Account, 'measured'>) {
  const { t } = useLingui()
  if (!measured) return <p className="text-sm text-soft">{t`Not counted yet. It takes some minutes.`}</p>
  const { questions, people, answered, enough, young } = measured
  return (
    <p className="figures text-sm text-soft">
      {enough ? <Times measured={measured} /> : <TooFew />}{' '}
      <Trans>
        Questions: {questions} · people: {people} · answered: {answered}.
      </Trans>{' '}
      {young > 0 ? <Trans>Not judged yet, younger than a week: {young}.</Trans> : null}
    </p>
  )
}

function TooFew() {
  const { questions, people } = COMPARISON
  return (
    <strong className="font-[560] text-ink">
      <Trans>
        Too few to say: it takes {questions} questions by {people} people.
      </Trans>
    </strong>
  )
}

function Times({ measured: { median, p90 } }: { measured: Measured }) {
  const { t, i18n } = useLingui()
  const within = (seconds: number | null) => (seconds === null ? t`more than seven days` : lasting(Math.max(seconds / 60, 1), i18n.locale))
  return (
    <strong className="font-[560] text-ink">
      <Trans>
        Half: {within(median)} · nine of ten: {within(p90)}.
      </Trans>
    </strong>
  )
}

function Standing({ peer: { answers, code, behind } }: { peer: NonNullable<Account['peer']> }) {
  const { t } = useLingui()
  const telling = useWords(tellingWords)
  const why = useWords(peerCodeWords)
  return (
    <>
      {answers ? <p className={answers === 'more' ? 'text-now' : answers === 'less' ? 'text-ok' : 'text-soft'}>{telling(answers)}</p> : null}
      {code ? (
        <p className="text-sm text-ten">{why(code)}</p>
      ) : behind ? (
        <p className="text-sm text-soft">{t`What was said before is still being read.`}</p>
      ) : null}
    </>
  )
}
