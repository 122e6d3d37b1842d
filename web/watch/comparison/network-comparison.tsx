import { Trans, useLingui } from '@lingui/react/macro'
import { Section } from '../../ui/page.tsx'
import { networkWords } from '../../ui/network.tsx'
import type { Comparison } from '../../contract.ts'
import { useWords } from '../../words/use-words.ts'
import { ComparedAccount } from './compared-account.tsx'
import { blindnessWords } from './comparison-words.ts'

export type Network = Comparison['networks'][number]

/** Everybody on one network, ours first, on one scale. Networks are not set against each other: people ask differently on each. */
export function NetworkComparison({ of: { network, accounts, postPrice, postsADay } }: { of: Network }) {
  const { t } = useLingui()
  const name = useWords(networkWords)
  const blindness = useWords(blindnessWords)
  const isAlone = accounts.every(({ peer }) => peer === null)
  return (
    <Section
      title={name(network)}
      lead={
        <span className="text-sm">
          {blindness(network)} {postPrice !== null && postsADay !== null ? <Price price={postPrice} posts={postsADay} /> : null}
        </span>
      }
    >
      <ul className="flex flex-col gap-6">
        {accounts.map((account) => (
          <ComparedAccount key={account.id} account={account} />
        ))}
      </ul>
      {isAlone ? <p className="text-sm text-soft">{t`No other brand is named here yet.`}</p> : null}
    </Section>
  )
}

function Price({ price, posts }: { price: number; posts: number }) {
  const { i18n } = useLingui()
  const most = new Intl.NumberFormat(i18n.locale, { style: 'currency', currency: 'USD' }).format(price * posts)
  return (
    <Trans>
      The network charges for every post read: at most {posts} a day for each account, which is {most}.
    </Trans>
  )
}
