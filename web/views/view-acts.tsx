import { useLingui } from '@lingui/react/macro'
import { lazy, Suspense, useState } from 'react'
import type { View } from '../contract.ts'
import { type Command, useCommands } from '../shell/commands.ts'
import { useMay } from '../shell/use-may.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'

const NewViewDialog = lazy(async () => ({ default: (await import('./new-view-dialog.tsx')).NewViewDialog }))
const ForgetView = lazy(async () => ({ default: (await import('./forget-view.tsx')).ForgetView }))

/** Make a view of one's own; delete the one that is shown. What others share is deleted only by who may share. */
export function ViewActs({ shown }: { shown: View | undefined }) {
  const { t } = useLingui()
  const [asked, ask] = useState<'new' | 'forget' | null>(null)
  const maySave = useMay('view.save')
  const mayShare = useMay('view.share')
  const mayForget = maySave && shown?.builtIn === false && (mayShare || !shown.shared)
  const fresh: Command = { id: 'new-view', group: 'list', keys: 'v', label: t`New view…`, run: () => ask('new') }
  const forget: Command = { id: 'forget-view', group: 'list', label: t`Delete this view…`, run: () => ask('forget') }
  useCommands([...(maySave ? [fresh] : []), ...(mayForget ? [forget] : [])])
  const close = () => ask(null)
  return (
    <>
      {mayForget ? (
        <Button tone="quiet" size="icon" aria-label={forget.label} onPress={forget.run}>
          <Icon name="trash" size={16} />
        </Button>
      ) : null}
      {maySave ? (
        <Button tone="quiet" size="icon" aria-label={fresh.label} onPress={fresh.run}>
          <Icon name="filter" size={16} />
        </Button>
      ) : null}
      <Suspense>
        {asked === 'new' ? <NewViewDialog close={close} /> : null}
        {asked === 'forget' && shown ? <ForgetView view={shown} close={close} /> : null}
      </Suspense>
    </>
  )
}
