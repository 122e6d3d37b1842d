import { useLingui } from '@lingui/react/macro'
import { lazy, Suspense, useState } from 'react'
import type { View } from '../contract.ts'
import { type Command, useCommands } from '../shell/commands.ts'
import { useMay } from '../shell/use-may.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'

const ViewDialog = lazy(async () => ({ default: (await import('./view-dialog.tsx')).ViewDialog }))
const ForgetView = lazy(async () => ({ default: (await import('./forget-view.tsx')).ForgetView }))

type Asked = 'new' | 'change' | 'forget' | null

/** Make a view of one's own; change or delete the one that is shown. What others share is changed only by who may share. */
export function ViewActs({ shown }: { shown: View | undefined }) {
  const { t } = useLingui()
  const [asked, ask] = useState<Asked>(null)
  const maySave = useMay('view.save')
  const mayShare = useMay('view.share')
  const mayChange = maySave && shown?.builtIn === false && (mayShare || !shown.shared)
  const fresh: Command = { id: 'new-view', group: 'list', keys: 'v', label: t`New view…`, run: () => ask('new') }
  const change: Command = { id: 'change-view', group: 'list', label: t`Change this view…`, run: () => ask('change') }
  const forget: Command = { id: 'forget-view', group: 'list', label: t`Delete this view…`, run: () => ask('forget') }
  useCommands([...(maySave ? [fresh] : []), ...(mayChange ? [change, forget] : [])])
  return (
    <>
      {mayChange ? (
        <>
          <Button tone="quiet" size="icon" aria-label={change.label} onPress={change.run}>
            <Icon name="note" size={16} />
          </Button>
          <Button tone="quiet" size="icon" aria-label={forget.label} onPress={forget.run}>
            <Icon name="trash" size={16} />
          </Button>
        </>
      ) : null}
      {maySave ? (
        <Button tone="quiet" size="icon" aria-label={fresh.label} onPress={fresh.run}>
          <Icon name="filter" size={16} />
        </Button>
      ) : null}
      <Dialogs asked={asked} shown={shown} close={() => ask(null)} />
    </>
  )
}

function Dialogs({ asked, shown, close }: { asked: Asked; shown: View | undefined; close: () => void }) {
  return (
    <Suspense>
      {asked === 'new' ? <ViewDialog close={close} /> : null}
      {asked === 'change' && shown ? <ViewDialog view={shown} close={close} /> : null}
      {asked === 'forget' && shown ? <ForgetView view={shown} close={close} /> : null}
    </Suspense>
  )
}
