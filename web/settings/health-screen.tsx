import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { get, post } from '../api.ts'
import type { Audit, AuditRun } from '../contract.ts'
import { useMay } from '../shell/use-may.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { Empty, Failed, Loading } from '../ui/states.tsx'
import { Moment, TimeAgo } from '../ui/time.tsx'
import { useSayProblem } from '../words/use-say-problem.ts'
import { PagesHealth } from './page-health.tsx'
import { VIOLATION_WORDS } from './violation-words.ts'

const auditQuery = queryOptions({ queryKey: ['audit'], queryFn: ({ signal }) => get<Audit>('/audit', {}, signal) })

/** Whether the house keeps its word: what the last audit proved, and what broke it. */
export function HealthScreen() {
  const { t } = useLingui()
  return (
    <Page title={t`Health`} lead={t`Each night Plaza looks at every message of a customer, and proves that none is unanswered by accident.`}>
      <Section title={t`Nothing by accident`} acts={<ProveNow />}>
        <LastAudit />
      </Section>
      <Section title={t`Who is called`} lead={t`When the manual calls somebody at once.`}>
        <PagesHealth />
      </Section>
    </Page>
  )
}

/** Looks at every message now, as each night; of a long history that takes a moment. */
function ProveNow() {
  const { t } = useLingui()
  const client = useQueryClient()
  const sayProblem = useSayProblem()
  const mayProve = useMay('audit.run')
  const prove = useMutation({
    mutationFn: () => post<Audit>('/audit'),
    onSuccess: (audit) => client.setQueryData(auditQuery.queryKey, audit),
    onError: sayProblem,
  })
  if (!mayProve) return null
  return (
    <Button size="small" isPending={prove.isPending} onPress={() => prove.mutate()}>
      {t`Prove it now`}
    </Button>
  )
}

function LastAudit() {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(auditQuery)
  if (error) return <Failed problem={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  if (!data.run)
    return (
      <Empty title={t`Not looked at yet`}>
        <Trans>The first proof comes with the next night.</Trans>
      </Empty>
    )
  return <Figure run={data.run} />
}

function Figure({ run }: { run: AuditRun }) {
  const { t, i18n } = useLingui()
  const { proved, violations, found } = run
  const mayOpenIt = useMay('quarantine.manage')
  return (
    <>
      <Notice
        tone={violations === 0 ? 'ok' : 'wrong'}
        title={
          violations === 0 ? t`Nothing is unanswered by accident` : <Plural value={violations} one="# message needs a look" other="# messages need a look" />
        }
      >
        <Plural value={proved} one="# message proved" other="# messages proved" /> · <TimeAgo at={run.at} />
      </Notice>
      <ul aria-label={t`What needs a look`} className="flex flex-col">
        {found.map(({ code, ticketId, number, messageId, quarantineId, at }) => (
          <li key={messageId ?? quarantineId} className="flex flex-wrap items-baseline gap-x-3 border-t border-line py-2">
            <span className="min-w-0 flex-1">{i18n._(VIOLATION_WORDS[code])}</span>
            {at ? <Moment at={at} className="text-sm text-faint" /> : null}
            {ticketId ? (
              <Link to="/inbox/$ticketId" params={{ ticketId }} search={{ view: 'all' }} className="underline underline-offset-2">
                {t`Ticket ${number}`}
              </Link>
            ) : null}
            {quarantineId && mayOpenIt ? (
              <Link to="/settings/quarantine" className="underline underline-offset-2">
                <Trans>Quarantine</Trans>
              </Link>
            ) : null}
          </li>
        ))}
      </ul>
      {found.length < violations ? (
        <p className="text-sm text-soft">
          <Trans>
            These are the first. All of them: <code>plaza audit</code>
          </Trans>
        </p>
      ) : null}
    </>
  )
}
