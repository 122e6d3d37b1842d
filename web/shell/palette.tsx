import { useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Chooser } from '../ui/chooser.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { commandsNow } from './commands.ts'

/** Everything that can be done now, by its name; and the search of all history for any other words. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const [commands] = useState(() => commandsNow().filter((command) => !command.quiet))
  const run = (id: string) => {
    onClose()
    // After the dialog has given the focus back: the command may want it elsewhere.
    setTimeout(() => commands.find((command) => command.id === id)?.run())
  }
  const search = (q: string) => {
    onClose()
    void navigate({ to: '/search', search: { q } })
  }
  return (
    <Dialog isOpen title={t`Any command`} onClose={onClose}>
      <Chooser
        label={t`Type what you want to do`}
        empty={t`Nothing of that name.`}
        choices={commands}
        onChoose={run}
        other={(text) => ({ id: 'search', label: t`Search all history for «${text}»`, icon: 'search' })}
        onOther={search}
      />
    </Dialog>
  )
}
