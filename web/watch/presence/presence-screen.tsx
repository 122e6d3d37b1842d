import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useMay } from '../../shell/use-may.ts'
import { Page } from '../../ui/page.tsx'
import { Empty, Failed, Loading, NoRight } from '../../ui/states.tsx'
import { AccountPresence } from './account-presence.tsx'
import { presenceQuery } from './presence-query.ts'
import { WordOfMouth } from './word-of-mouth.tsx'

/** Whether each account is there as it says it is, and what people tell others when it is not. */
export function PresenceScreen() {
  const { t } = useLingui()
  if (!useMay('watch.read')) return <NoRight />
  return (
    <Page
      title={t`Presence`}
      lead={t`People understand mishaps; what offends is silence. Each account beside its promise: the worst rule that holds says how it stands. Minutes count only while the account is open.`}
    >
      <Accounts />
      <WordOfMouth />
    </Page>
  )
}

const WORST_FIRST = ['abandoned', 'silent', 'slipping', 'fine']

function Accounts() {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(presenceQuery)
  if (error) return <Failed problem={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.items.length === 0) return <Empty title={t`No account is connected yet`} />
  const place = (state: string | undefined) => (state === undefined ? WORST_FIRST.length : WORST_FIRST.indexOf(state))
  const items = data.items.toSorted((one, other) => place(one.standing?.state) - place(other.standing?.state))
  return items.map((item) => <AccountPresence key={item.account.id} item={item} />)
}
