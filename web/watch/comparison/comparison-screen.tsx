import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { COMPARISON } from '../../../src/domain/comparison.ts'
import { useMay } from '../../shell/use-may.ts'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Failed, Loading, NoRight } from '../../ui/states.tsx'
import { comparisonQuery } from './comparison-queries.ts'
import { NetworkComparison } from './network-comparison.tsx'
import { PeerDialog } from './peer-dialog.tsx'

/** How often and how fast accounts answer in public, ours and others', by one rule. */
export function ComparisonScreen() {
  const { t } = useLingui()
  const mayDeclare = useMay('peer.declare')
  const [isOpen, open] = useState(false)
  if (!useMay('watch.read')) return <NoRight />
  const declare = mayDeclare ? <Button onPress={() => open(true)}>{t`Compare with another brand`}</Button> : null
  return (
    <Page title={t`Comparison`} lead={<Rule />} acts={declare}>
      <Networks />
      <PeerDialog isOpen={isOpen} onClose={() => open(false)} />
    </Page>
  )
}

function Rule() {
  const { answerDays, windowDays } = COMPARISON
  return (
    <>
      <p>
        <Trans>
          One rule for everybody, you too: somebody names the account in public and asks; its next public answer to that person ends the wait. Unanswered after{' '}
          {answerDays} days is unanswered. Counted are {windowDays} days of questions that have all had their {answerDays} days.
        </Trans>
      </p>
      <p className="mt-1 text-sm">
        <Trans>Automatic answers count, since nobody can tell those of others. Of the people who ask, nothing is kept but when.</Trans>
      </p>
    </>
  )
}

function Networks() {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(comparisonQuery)
  if (error) return <Failed problem={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const shown = data.networks.filter(({ accounts }) => accounts.length > 0)
  if (shown.length === 0)
    return (
      <Empty title={t`Nothing to compare yet`}>
        <Trans>Connect an account on X, Bluesky or Mastodon: through it, others can be read too.</Trans>
      </Empty>
    )
  return shown.map((one) => <NetworkComparison key={one.network} of={one} />)
}
