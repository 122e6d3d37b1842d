import { Trans, useLingui } from '@lingui/react/macro'
import { MoveButton } from '../settings/move-button.tsx'
import { useMay, useMe } from '../shell/use-may.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { NoRight } from '../ui/states.tsx'
import { RehearsalPanel } from './rehearsal-panel.tsx'

/** The stories, and where they play: never in the workspace that has real customers. */
export function RehearsalScreen() {
  const { t } = useLingui()
  const me = useMe()
  if (!useMay('rehearsal.play')) return <NoRight />
  return (
    <Page
      title={t`Rehearsal`}
      lead={t`Stories that really happened, with invented names. People write to you on simulated networks and answer what you write back; nothing reaches a real one. A story takes about ten minutes.`}
    >
      {me.workspace.rehearsal ? <RehearsalPanel /> : <Elsewhere />}
    </Page>
  )
}

function Elsewhere() {
  const { t } = useLingui()
  const rehearsal = useMe().workspaces.find(({ rehearsal }) => rehearsal)
  return (
    <Notice title={t`Stories play in the rehearsal, not here`}>
      <p>
        <Trans>This is the real workspace: what you write here reaches real people.</Trans>
      </p>
      {rehearsal ? <MoveButton to={rehearsal.id}>{t`Go to the rehearsal`}</MoveButton> : null}
    </Notice>
  )
}
