import { useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import type { Role } from '../../src/domain/permission.ts'
import { patch } from '../api.ts'
import type { Member } from '../contract.ts'
import { membersQuery, queries } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { TimeAgo } from '../ui/time.tsx'
import { say } from '../ui/say.ts'
import { useMe } from '../shell/use-may.ts'
import { useSayProblem } from '../words/use-say-problem.ts'
import { RoleSelect } from './role-select.tsx'

/** One member. Nobody changes their own role: a workspace always keeps an owner that way. */
export function MemberRow({ member, mayManage }: { member: Member; mayManage: boolean }) {
  const { t } = useLingui()
  const me = useMe()
  const change = useChange(member)
  const isMe = member.id === me.member.id
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line py-3">
      <div className="min-w-44 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <strong className="font-[580]">{member.name}</strong>
          {isMe ? <Chip>{t`you`}</Chip> : null}
          {member.active ? null : <Chip tone="warn">{t`shut out`}</Chip>}
        </p>
        <p className="text-sm text-soft wrap-anywhere">
          {member.email}
          {member.lastSeenAt ? (
            <>
              {' · '}
              <TimeAgo at={member.lastSeenAt} />
            </>
          ) : null}
        </p>
      </div>
      <RoleSelect of={member.name} value={member.role} isFixed={!mayManage || isMe || !member.active} onChange={(role) => change.mutate({ role })} />
      {mayManage && !isMe ? (
        <Button tone="quiet" size="small" isPending={change.isPending} onPress={() => change.mutate({ active: !member.active })}>
          {member.active ? t`Shut out` : t`Let in again`}
        </Button>
      ) : null}
    </li>
  )
}

function useChange(member: Member) {
  const { t } = useLingui()
  const sayProblem = useSayProblem()
  const { name } = member
  return useMutation({
    mutationFn: (body: { role?: Role; active?: boolean }) => patch<Member>(`/members/${member.id}`, body),
    onSuccess: (_, { active }) => {
      if (active === false) say({ text: t`${name} is signed out everywhere and can't come in.` })
      else say({ text: t`Changed for ${name}, from now on.` })
    },
    onError: sayProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: membersQuery.queryKey }),
  })
}
