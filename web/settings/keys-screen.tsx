import { Trans, useLingui } from '@lingui/react/macro'
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get, remove } from '../api.ts'
import type { ApiKey } from '../contract.ts'
import { queries } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/dialog.tsx'
import { Page } from '../ui/page.tsx'
import { Empty, Failed, Loading, NoRight } from '../ui/states.tsx'
import { Moment, TimeAgo } from '../ui/time.tsx'
import { say } from '../ui/say.ts'
import { useMay } from '../shell/use-may.ts'
import { useSayProblem } from '../words/use-say-problem.ts'
import { KeyDialog } from './key-dialog.tsx'
import { ABILITY_WORDS } from './role-words.ts'

const keysQuery = queryOptions({ queryKey: ['api-keys'], queryFn: ({ signal }) => get<{ items: ApiKey[] }>('/api-keys', {}, signal) })

/** Keys for programs: each with a name, the acts it is for, and the last time it was used. */
export function KeysScreen() {
  const { t } = useLingui()
  const [isMaking, make] = useState(false)
  const mayManage = useMay('api-key.manage')
  if (!mayManage) return <NoRight />
  const lead = (
    <Trans>
      For programs that work with Plaza. What they can ask is in the{' '}
      <a href="/api/docs" target="_blank" rel="noreferrer" className="underline underline-offset-2">
        documentation of the API
      </a>
      .
    </Trans>
  )
  return (
    <Page title={t`API keys`} lead={lead} acts={<Button tone="go" onPress={() => make(true)}>{t`Make a key`}</Button>}>
      <KeyList />
      <KeyDialog isOpen={isMaking} onClose={() => make(false)} onMade={() => void queries.invalidateQueries({ queryKey: keysQuery.queryKey })} />
    </Page>
  )
}

function KeyList() {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(keysQuery)
  if (error) return <Failed problem={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.items.length === 0)
    return (
      <Empty title={t`No key has been made`}>
        <Trans>A key lets one program do only what you choose, and can be revoked at any time.</Trans>
      </Empty>
    )
  return (
    <ul className="flex flex-col">
      {data.items.map((key) => (
        <KeyRow key={key.id} apiKey={key} />
      ))}
    </ul>
  )
}

function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const { t, i18n } = useLingui()
  const sayProblem = useSayProblem()
  const [isRevoking, ask] = useState(false)
  const { name } = apiKey
  const revocation = useMutation({
    mutationFn: () => remove(`/api-keys/${apiKey.id}`),
    onSuccess: () => say({ text: t`“${name}” no longer works.` }),
    onError: sayProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: keysQuery.queryKey }),
  })
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-t border-line py-3">
      <div className="min-w-0 flex-1">
        <p className="font-[580] wrap-anywhere">{name}</p>
        <p className="text-sm text-soft">{apiKey.scopes.map((scope) => i18n._(ABILITY_WORDS[scope])).join(' · ')}</p>
        <p className="text-sm text-faint">
          {t`Made`} <Moment at={apiKey.createdAt} />
          {' · '}
          {apiKey.lastUsedAt ? t`last used` : t`never used`} {apiKey.lastUsedAt ? <TimeAgo at={apiKey.lastUsedAt} /> : null}
        </p>
      </div>
      <Button tone="quiet" size="small" isPending={revocation.isPending} onPress={() => ask(true)}>
        {t`Revoke`}
      </Button>
      <Confirm title={t`Revoke “${name}”?`} act={t`Revoke the key`} isOpen={isRevoking} onClose={() => ask(false)} onAct={() => revocation.mutate()}>
        <Trans>The program that uses it is refused from the next call on. This can't be undone; a new key can be made.</Trans>
      </Confirm>
    </li>
  )
}
