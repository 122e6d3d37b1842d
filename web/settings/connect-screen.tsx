import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Account, NetworkInfo } from '../contract.ts'
import { accountsQuery } from '../queries.ts'
import { networkWords } from '../ui/network.tsx'
import { Page } from '../ui/page.tsx'
import { Empty, Failed, Loading, NoRight } from '../ui/states.tsx'
import { useMay, useMe } from '../shell/use-may.ts'
import { useWords } from '../words/use-words.ts'
import { ConnectForm } from './connect-form.tsx'
import { ConnectSteps } from './connect-steps.tsx'
import { Connected } from './connected.tsx'
import type { GuidePage } from './guides/guide-page.ts'
import { PAGES } from './guides/pages.ts'
import { networksQuery } from './networks-query.ts'
import { RehearsalNotice } from './rehearsal-notice.tsx'

/** The guided page of one network: its exact steps, then the fields, then a live test. With `?account=` it renews an access. */
export function ConnectScreen() {
  const { t } = useLingui()
  const { network } = useParams({ from: '/inside/settings/accounts/connect/$network' })
  const { data, error, refetch } = useQuery(networksQuery)
  const mayManage = useMay('account.manage')
  const info = data?.items.find((item) => item.network === network)
  const page = info && PAGES[info.network]
  if (!mayManage) return <NoRight />
  if (error) return <Failed problem={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return info && page ? <Guide key={network} info={info} page={page} /> : <Empty title={t`Plaza does not speak to this network`} />
}

function Guide({ info, page }: { info: NetworkInfo; page: GuidePage }) {
  const { t, i18n } = useLingui()
  const named = useWords(networkWords)(info.network)
  const network = info.network === 'email' ? named.toLocaleLowerCase(i18n.locale) : named
  const isRehearsal = useMe().workspace.rehearsal
  const again = useReconnected()
  const [connected, setConnected] = useState<Account | null>(null)
  const back = { to: { to: '/settings/accounts' as const }, name: t`Accounts` }
  if (connected)
    return (
      <Page title={t`Connected`} back={back}>
        <Connected account={connected} onAnother={() => setConnected(null)} />
      </Page>
    )
  return (
    <Page
      title={again ? t`Reconnect ${again.handle}` : t`Connect ${network}`}
      back={back}
      lead={again ? t`Its tickets and history stay as they are.` : undefined}
    >
      <RehearsalNotice />
      <ConnectSteps info={info} page={page} />
      {isRehearsal && !again ? null : <ConnectForm info={info} page={page} again={again} onDone={setConnected} />}
    </Page>
  )
}

/** The account whose access is renewed, when there is one. */
function useReconnected(): Account | null {
  const { account } = useSearch({ from: '/inside/settings/accounts/connect/$network' })
  const { data } = useQuery({ ...accountsQuery, enabled: Boolean(account) })
  return data?.items.find(({ id }) => id === account) ?? null
}
