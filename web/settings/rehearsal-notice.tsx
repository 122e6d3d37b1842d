import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { put } from '../api.ts'
import type { Me } from '../contract.ts'
import { Button } from '../ui/button.tsx'
import { Refusal } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { useMe } from '../shell/use-may.ts'

/** In rehearsal no real account can be connected: says so, and leads to the workspace where it can. Nothing otherwise. */
export function RehearsalNotice() {
  const { t } = useLingui()
  const me = useMe()
  const real = me.workspaces.find(({ rehearsal }) => !rehearsal)
  const move = useMutation({
    mutationFn: (id: string) => put<Me>('/me/workspace', { id }),
    // A new page, so that nothing of one workspace, heard or shown, is left in the other.
    onSuccess: () => location.reload(),
  })
  if (!me.workspace.rehearsal || !real) return null
  const { name } = real
  return (
    <Notice tone="warn" title={t`You are in the rehearsal`}>
      <p>
        <Trans>Nothing here reaches a real network, so no real account can be connected here.</Trans>
      </p>
      <Button size="small" className="mt-2" isPending={move.isPending} onPress={() => move.mutate(real.id)}>
        {t`Go to ${name}`}
      </Button>
      {move.error ? <Refusal problem={move.error} /> : null}
    </Notice>
  )
}
