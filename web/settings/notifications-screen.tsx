import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useMay, useMe } from '../shell/use-may.ts'
import { Notice } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { Browsers } from './browsers.tsx'
import { notificationsQuery } from './notifications-query.ts'
import { PageWebhook } from './page-webhook.tsx'
import { QuietHours } from './quiet-hours.tsx'
import { TestButton } from './test-button.tsx'

/** How this person is called when a ticket needs them now. */
export function NotificationsScreen() {
  const { t } = useLingui()
  const { member, workspace } = useMe()
  const mayManage = useMay('workspace.manage')
  const { data, error, refetch } = useQuery(notificationsQuery)
  if (error) return <Failed problem={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <Page
      title={t`Notifications`}
      lead={t`When the manual calls somebody at once, Plaza tells them here and, until somebody has the ticket, the next in the chain.`}
    >
      {workspace.rehearsal ? (
        <Notice tone="warn" title={t`Nobody is called in the rehearsal`}>
          <Trans>What would go out shows on the screen only. What you set here counts for your own workspace.</Trans>
        </Notice>
      ) : null}
      <Section title={t`On your devices`} lead={t`A notification, also while Plaza is closed. It says nothing private.`}>
        <Browsers known={data} />
      </Section>
      <Section title={t`By mail`} acts={workspace.rehearsal || data.mail === null ? null : <TestButton by="e-mail" />}>
        {data.mail === null ? (
          <Notice tone="warn" title={t`No mail can go out`}>
            <Trans>Connect a mailbox, or ask who runs Plaza to name a mail server.</Trans>
          </Notice>
        ) : (
          <p>
            <Trans>Mails go to {member.email}.</Trans>
          </p>
        )}
      </Section>
      <Section title={t`Quiet hours`} lead={t`Then you are called only while you are on duty, or when nobody else is left.`}>
        <QuietHours quiet={data.quiet} />
      </Section>
      {mayManage ? (
        <Section title={t`Webhook`} lead={t`Where the manual calls by webhook, each call of this workspace is posted here, signed.`}>
          <PageWebhook />
        </Section>
      ) : null}
    </Page>
  )
}
