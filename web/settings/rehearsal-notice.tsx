import { Trans, useLingui } from '@lingui/react/macro'
import { useMe } from '../shell/use-may.ts'
import { Notice } from '../ui/notice.tsx'
import { MoveButton } from './move-button.tsx'

/** In rehearsal no real account can be connected: says so, and leads to the workspace where it can. Nothing otherwise. */
export function RehearsalNotice() {
  const { t } = useLingui()
  const me = useMe()
  const real = me.workspaces.find(({ rehearsal }) => !rehearsal)
  if (!me.workspace.rehearsal || !real) return null
  const { name } = real
  return (
    <Notice tone="warn" title={t`You are in the rehearsal`}>
      <p>
        <Trans>Nothing here reaches a real network, so no real account can be connected here.</Trans>
      </p>
      <MoveButton to={real.id}>{t`Go to ${name}`}</MoveButton>
    </Notice>
  )
}
