import { useLingui } from '@lingui/react/macro'
import type { PromiseReceipts } from '../contract.ts'
import { address } from '../inbox/row.tsx'
import { Chip } from '../ui/chip.tsx'
import { networkWords } from '../ui/network.tsx'
import { Section } from '../ui/page.tsx'
import { useNow } from '../ui/time.tsx'
import { promisedWords } from '../words/clocks.ts'
import { lasting, wallMoment } from '../words/spans.ts'
import { useWords } from '../words/use-words.ts'
import { FiguresTable } from './figures-table.tsx'
import { promiseRoleWords } from './promise-role-words.ts'
import { Weeks } from './weeks.tsx'

type Item = PromiseReceipts['items'][number]
export type Receipts = Item['times'][number]

/** An account: the sentence in its profile, and under it what became of each time that it promises. */
export function AccountPromise({ item: { account, promise, times } }: { item: Item }) {
  const network = useWords(networkWords)
  const role = useWords(promiseRoleWords)
  return (
    <Section
      title={`${address(account.handle)} · ${network(account.network)}`}
      acts={
        <span className="flex flex-wrap items-center gap-1.5">
          {promise ? <Chip>{role(promise.role)}</Chip> : null}
          {promise ? <Door promise={promise} /> : null}
        </span>
      }
    >
      {promise?.bio ? <blockquote className="border-l-2 border-strong pl-3 text-ink wrap-anywhere">{promise.bio}</blockquote> : null}
      {times.map((receipts) => (
        <Time key={receipts.time} receipts={receipts} />
      ))}
    </Section>
  )
}

function Door({ promise: { role, open, opensAt } }: { promise: NonNullable<Item['promise']> }) {
  const { t, i18n } = useLingui()
  const now = useNow()
  if (role === 'friend') return null
  if (open) return <Chip tone="ok">{t`open now`}</Chip>
  return <Chip>{opensAt ? t`closed until ${wallMoment(opensAt, now, i18n.locale)}` : t`closed`}</Chip>
}

function Time({ receipts }: { receipts: Receipts }) {
  const time = useWords(promisedWords)
  return (
    <article aria-label={time(receipts.time)} className="flex flex-col gap-3 py-1">
      <header className="flex flex-wrap items-baseline gap-x-3">
        <h3 className="font-[600]">{time(receipts.time)}</h3>
        <p className="text-soft">
          <Promised promised={receipts.promised} />
        </p>
      </header>
      <div className="grid grid-cols-[minmax(0,1fr)] items-end gap-x-6 gap-y-4 sm:grid-cols-[minmax(min-content,1fr)_minmax(0,19rem)]">
        <FiguresTable receipts={receipts} />
        <Weeks weeks={receipts.weeks} />
      </div>
    </article>
  )
}

function Promised({ promised }: Pick<Receipts, 'promised'>) {
  const { t, i18n } = useLingui()
  const say = (minutes: number | null) => (minutes === null ? t({ message: 'nothing', context: 'promise' }) : lasting(minutes, i18n.locale))
  const [inPublic, inPrivate] = [say(promised.public), say(promised.private)]
  if (inPublic === inPrivate) return t`promised: ${inPublic}`
  return t`promised: ${inPublic} in public, ${inPrivate} in private`
}
