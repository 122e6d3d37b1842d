import { useLingui } from '@lingui/react/macro'
import { useMay } from '../shell/use-may.ts'
import { Page } from '../ui/page.tsx'
import { NoRight } from '../ui/states.tsx'
import { RehearsalPanel } from './rehearsal-panel.tsx'

export function RehearsalScreen() {
  const { t } = useLingui()
  if (!useMay('rehearsal.play')) return <NoRight />
  return (
    <Page
      title={t`Rehearsal`}
      lead={t`Stories that really happened, with invented names. People write to you on simulated networks and answer what you write back; nothing reaches a real one. A story takes about ten minutes.`}
    >
      <RehearsalPanel />
    </Page>
  )
}
