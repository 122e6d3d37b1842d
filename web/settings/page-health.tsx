import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { get } from '../api.ts'
import type { PageHealth } from '../contract.ts'
import { Notice } from '../ui/notice.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { callCodeWords, meansWords } from '../words/pages.ts'
import { useWords } from '../words/use-words.ts'

const pageHealthQuery = queryOptions({ queryKey: ['pages', 'health'], queryFn: ({ signal }) => get<PageHealth>('/pages/health', {}, signal) })

/** Whether whom the manual calls can be called. */
export function PagesHealth() {
  const { data, error, refetch } = useQuery(pageHealthQuery)
  if (error) return <Failed problem={error} retry={() => void refetch()} />
  return data ? <Found health={data} /> : <Loading />
}

function Found({ health: { manual, strangers, exhausted, failed, mail } }: { health: PageHealth }) {
  const { t } = useLingui()
  const means = useWords(meansWords)
  const why = useWords(callCodeWords)
  const isWell = manual !== null && strangers.length === 0 && exhausted === 0 && failed.length === 0 && mail !== null
  return (
    <>
      {isWell ? <Notice tone="ok" title={t`Everybody whom the manual calls can be called`} /> : null}
      {manual === null ? (
        <Notice tone="warn" title={t`There is no manual yet: nobody is called`}>
          <Link to="/manual" search={{}} className="underline underline-offset-2">
            <Trans>Write who is on duty, and who is called when nobody reacts</Trans>
          </Link>
        </Notice>
      ) : null}
      {exhausted > 0 ? (
        <Notice
          tone="wrong"
          title={<Plural value={exhausted} one="# ticket calls, and nobody has taken it" other="# tickets call, and nobody has taken them" />}
        />
      ) : null}
      {strangers.length > 0 ? (
        <Notice tone="warn" title={<Trans>The manual names people who match nobody here: {strangers.join(', ')}</Trans>}>
          <Trans>Supervisors are called for them. Invite them with the e-mail that the manual has, or mend the manual.</Trans>
        </Notice>
      ) : null}
      {mail === null ? (
        <Notice tone="warn" title={t`No mail can go out`}>
          <Trans>Connect a mailbox, or ask who runs Plaza to name a mail server.</Trans>
        </Notice>
      ) : null}
      {failed.length > 0 ? (
        <ul aria-label={t`Calls that failed in the last seven days`} className="flex flex-col">
          {failed.map(({ by, code, count }) => (
            <li key={`${by} ${code}`} className="flex gap-3 border-t border-line py-2">
              <span className="min-w-0 flex-1">
                {means(by)}: {why(code)}
              </span>
              <span className="figures text-soft">{count}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
