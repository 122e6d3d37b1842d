import { useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { remove } from '../api.ts'
import type { Members } from '../contract.ts'
import { membersQuery, queries } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/page.tsx'
import { TimeAgo } from '../ui/time.tsx'
import { say } from '../ui/say.ts'
import { useSayProblem } from '../words/use-say-problem.ts'
import { ROLE_WORDS } from './role-words.ts'

type Invitation = Members['invitations'][number]

/** Invitations that nobody has accepted yet. */
export function Invitations({ invitations, mayManage }: { invitations: Invitation[]; mayManage: boolean }) {
  const { t } = useLingui()
  return (
    <Section title={t`Invited, not here yet`}>
      <ul className="flex flex-col">
        {invitations.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} mayManage={mayManage} />
        ))}
      </ul>
    </Section>
  )
}

function InvitationRow({ invitation, mayManage }: { invitation: Invitation; mayManage: boolean }) {
  const { t, i18n } = useLingui()
  const sayProblem = useSayProblem()
  const withdrawal = useMutation({
    mutationFn: () => remove(`/invitations/${invitation.id}`),
    onSuccess: () => say({ text: t`Taken back: the link no longer works.` }),
    onError: sayProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: membersQuery.queryKey }),
  })
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line py-2.5 first:border-t-0">
      <div className="min-w-44 flex-1">
        <p className="wrap-anywhere">{invitation.email}</p>
        <p className="text-sm text-soft">
          {t`The link ends`} <TimeAgo at={invitation.expiresAt} />
        </p>
      </div>
      <span className="text-soft">{i18n._(ROLE_WORDS[invitation.role].name)}</span>
      {mayManage ? (
        <Button tone="quiet" size="small" isPending={withdrawal.isPending} onPress={() => withdrawal.mutate()}>
          {t`Take back`}
        </Button>
      ) : null}
    </li>
  )
}
