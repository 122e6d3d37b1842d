import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Me } from '../../src/http/contract/workspace.ts'
import { enterWorkspace } from '../shell/enter-workspace.ts'
import { Button } from '../ui/button.tsx'
import { Refusal } from '../ui/form.tsx'

/** A real account, or the square where nothing reaches anybody. Both workspaces exist; this only says which one opens. */
export function FirstChoice({ me }: { me: Me }) {
  const { t } = useLingui()
  const choice = useMutation({
    mutationFn: (rehearsal: boolean) => {
      const wanted = me.workspaces.find((workspace) => workspace.rehearsal === rehearsal) ?? me.workspace
      return enterWorkspace(wanted.id, rehearsal ? '/inbox' : '/settings/accounts')
    },
  })
  return (
    <div className="flex flex-col gap-4">
      <Choice title={t`Stay in rehearsal`} act={<Button tone="go" onPress={() => choice.isPending || choice.mutate(true)}>{t`Open the rehearsal`}</Button>}>
        <Trans>A square with invented people who write to you and answer back. Nothing in it reaches a real network, so you can try everything.</Trans>
      </Choice>
      <Choice title={t`Connect an account`} act={<Button onPress={() => choice.isPending || choice.mutate(false)}>{t`Choose a network`}</Button>}>
        <Trans>X, Bluesky, Mastodon or mail, step by step. It takes five to fifteen minutes, and is tested before it is kept.</Trans>
      </Choice>
      {choice.error ? <Refusal problem={choice.error} /> : null}
    </div>
  )
}

function Choice({ title, act, children }: { title: string; act: ReactNode; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2 border-t border-line pt-4">
      <h2 className="text-lg font-[600] tracking-tight">{title}</h2>
      <p className="text-soft">{children}</p>
      <div className="mt-1">{act}</div>
    </section>
  )
}
