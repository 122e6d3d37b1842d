import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { accountsQuery } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Page, Section } from '../ui/page.tsx'
import { Empty, Failed, Loading } from '../ui/states.tsx'
import { useMay } from '../shell/use-may.ts'
import { AccountRow } from './account-row.tsx'
import { DeclareDialog } from './declare-dialog.tsx'
import { NetworkChoice } from './network-choice.tsx'
import { RehearsalNotice } from './rehearsal-notice.tsx'

/** Every profile that speaks for the brand: whether it is heard, since when not, and what to do. */
export function AccountsScreen() {
  const { t } = useLingui()
  const mayManage = useMay('account.manage')
  const [isDeclaring, declare] = useState(false)
  const acts = mayManage ? <Button onPress={() => declare(true)}>{t`Declare an account`}</Button> : null
  return (
    <Page title={t`Accounts`} lead={t`The profiles that speak for your brand and its people, and whether Plaza hears them.`} acts={acts}>
      <AccountList />
      {mayManage ? (
        <Section title={t`Connect an account`} lead={<Trans>Each network has its own page with the exact steps. Access is tested before it is kept.</Trans>}>
          <RehearsalNotice />
          <NetworkChoice />
        </Section>
      ) : null}
      <DeclareDialog isOpen={isDeclaring} onClose={() => declare(false)} />
    </Page>
  )
}

function AccountList() {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(accountsQuery)
  if (error) return <Failed problem={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.items.length === 0)
    return (
      <Empty title={t`No account is connected yet`}>
        <Trans>Until one is, nobody who writes to your brand is heard here.</Trans>
      </Empty>
    )
  return (
    <ul className="flex flex-col">
      {data.items.map((account) => (
        <AccountRow key={account.id} account={account} />
      ))}
    </ul>
  )
}
