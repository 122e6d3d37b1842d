import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { patch, post, remove } from '../api.ts'
import type { Account } from '../contract.ts'
import { address } from '../inbox/row.tsx'
import { accountsQuery, queries } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { Menu, type MenuItem } from '../ui/menu.tsx'
import { say } from '../ui/say.ts'
import { useSayProblem } from '../words/use-say-problem.ts'

/** Test, pause, reconnect, remove: what can be done to one account. */
export function AccountActs({ account }: { account: Account }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const [isRemoving, askToRemove] = useState(false)
  const act = useAct()
  const handle = address(account.handle)
  const heard = account.state === 'connected' || account.state === 'failing'
  const acts: (MenuItem & { shown: boolean })[] = [
    {
      id: 'test',
      label: t`Test now`,
      shown: account.state !== 'declared',
      act: () => act.mutate({ call: () => post(`/accounts/${account.id}/test`), done: t`Tested: see its state.` }),
    },
    {
      id: 'pause',
      label: t({ message: 'Pause', context: 'an account' }),
      shown: heard,
      act: () => act.mutate({ call: () => patch(`/accounts/${account.id}`, { paused: true }), done: t`Paused. Nothing is read or sent through ${handle}.` }),
    },
    {
      id: 'resume',
      label: t`Resume`,
      shown: account.state === 'paused',
      act: () =>
        act.mutate({ call: () => patch(`/accounts/${account.id}`, { paused: false }), done: t`Listening again; what was said meanwhile is being read.` }),
    },
    {
      id: 'reconnect',
      label: account.state === 'declared' ? t`Connect it` : t`Reconnect`,
      shown: account.network !== 'phone',
      act: () =>
        void navigate({
          to: '/settings/accounts/connect/$network',
          params: { network: account.network },
          search: account.state === 'declared' ? {} : { account: account.id },
        }),
    },
    { id: 'remove', label: t`Remove`, shown: true, act: () => askToRemove(true) },
  ]
  return (
    <>
      <Menu label={t`Acts on ${handle}`} items={acts.filter(({ shown }) => shown)}>
        <Button tone="quiet" size="icon" aria-label={t`Acts on ${handle}`} isPending={act.isPending}>
          <Icon name="more" />
        </Button>
      </Menu>
      <Confirm
        title={t`Remove ${handle}?`}
        act={t`Remove the account`}
        isOpen={isRemoving}
        onClose={() => askToRemove(false)}
        onAct={() => act.mutate({ call: () => remove(`/accounts/${account.id}`), done: t`${handle} was removed.` })}
      >
        <Trans>Plaza stops listening and speaking through it, and forgets its credentials. Tickets and their messages stay.</Trans>
      </Confirm>
    </>
  )
}

function useAct() {
  const sayProblem = useSayProblem()
  return useMutation({
    mutationFn: async ({ call }: { call: () => Promise<unknown>; done: string }) => call(),
    onSuccess: (_, { done }) => say({ text: done }),
    onError: sayProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: accountsQuery.queryKey }),
  })
}
