import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { membersQuery } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Page, Section } from '../ui/page.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { useMay } from '../shell/use-may.ts'
import { Agents } from './agents.tsx'
import { AssignmentWays } from './assignment-ways.tsx'
import { AbuseReceived } from './abuse-received.tsx'
import { Invitations } from './invitations.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { MemberRow } from './member-row.tsx'
import { PermissionTable } from './permission-table.tsx'

/** Who works here, as what, and what that allows. */
export function PeopleScreen() {
  const { t } = useLingui()
  const mayManage = useMay('member.manage')
  const mayCount = useMay('abuse.count')
  const [isInviting, invite] = useState(false)
  const { data, error, refetch } = useQuery(membersQuery)
  const acts = mayManage ? <Button tone="go" onPress={() => invite(true)}>{t`Invite somebody`}</Button> : null
  return (
    <Page title={t`People and roles`} lead={t`Everybody who works in this workspace. Each has one role.`} acts={acts}>
      {error ? <Failed problem={error} retry={() => void refetch()} /> : null}
      {data ? (
        <ul className="flex flex-col">
          {data.items.map((member) => (
            <MemberRow key={member.id} member={member} mayManage={mayManage} />
          ))}
        </ul>
      ) : error ? null : (
        <Loading />
      )}
      {data && data.invitations.length > 0 ? <Invitations invitations={data.invitations} mayManage={mayManage} /> : null}
      <Section title={t`What agents take on`} lead={t`Departments, languages, skills, and how many open tickets each can hold.`}>
        <Agents />
      </Section>
      <Section title={t`How tickets come to agents`}>
        <AssignmentWays />
      </Section>
      {mayCount ? <AbuseReceived /> : null}
      <Section title={t`What each role may do`} lead={t`The server asks this same table before every act.`}>
        <PermissionTable />
      </Section>
      <InviteDialog isOpen={isInviting} onClose={() => invite(false)} />
    </Page>
  )
}
