import { Trans, useLingui } from '@lingui/react/macro'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { get } from '../api.ts'
import type { PromiseReceipts } from '../contract.ts'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { Empty, Failed, Loading } from '../ui/states.tsx'
import { AccountPromise } from './account-promise.tsx'

const MINUTE_MS = 60_000

/** The figures follow what happens within a minute; so does who looks at them. */
const promisesQuery = queryOptions({
  queryKey: ['promises'],
  queryFn: ({ signal }) => get<PromiseReceipts>('/promises', {}, signal),
  refetchInterval: MINUTE_MS,
})

/** What each account promises in public, and what it keeps. */
export function PromisesScreen() {
  const { t } = useLingui()
  return (
    <Page
      title={t`Promises`}
      lead={
        <>
          <p>{t`What each account promises, beside what people lived. Whoever still waits is counted, with the time until now. All times are open hours.`}</p>
          <p>
            <Trans>
              What is promised stands in the{' '}
              <Link to="/manual" search={{}}>
                manual
              </Link>
              : who answers, when, and how soon.
            </Trans>
          </p>
        </>
      }
    >
      <Accounts />
    </Page>
  )
}

function Accounts() {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(promisesQuery)
  if (error) return <Failed problem={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const promising = data.items.filter(({ promise, times }) => promise || times.length > 0)
  const silent = data.items.filter((item) => !promising.includes(item))
  if (promising.length === 0)
    return (
      <Empty title={t`No account promises anything yet`} action={<ToManual />}>
        <Trans>Write in the manual who answers, when, and how soon: from then on it is measured here.</Trans>
      </Empty>
    )
  return (
    <>
      {promising.map((item) => (
        <AccountPromise key={item.account.id} item={item} />
      ))}
      {silent.length > 0 ? (
        <p className="border-t border-line pt-5 text-soft">
          <Trans>These accounts promise nothing:</Trans> {silent.map(({ account }) => account.handle).join(', ')}
        </p>
      ) : null}
    </>
  )
}

function ToManual() {
  const { t } = useLingui()
  const navigate = useNavigate()
  return <Button tone="go" onPress={() => void navigate({ to: '/manual', search: {} })}>{t`Open the manual`}</Button>
}
