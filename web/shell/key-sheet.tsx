import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { useWords, type Words } from '../words/use-words.ts'
import { type Command, commandsNow } from './commands.ts'

const groupWords: Words = { list: msg`List`, ticket: msg`Ticket`, compose: msg`Writing`, go: msg`Go to`, app: msg`Plaza` }
const ORDER: Command['group'][] = ['list', 'ticket', 'compose', 'go', 'app']

/** The keys that work on this screen, from the same table that makes them work. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const words = useWords(groupWords)
  const [commands] = useState(() => commandsNow().filter((command) => command.keys))
  return (
    <Dialog isOpen wide title={t`Keys`} onClose={onClose}>
      <div className="columns-2 gap-8 max-sm:columns-1">
        {ORDER.filter((group) => commands.some((command) => command.group === group)).map((group) => (
          <section key={group} className="mb-4 break-inside-avoid">
            <h3 className="caption mb-2">{words(group)}</h3>
            <dl className="grid grid-cols-[1fr_auto] items-baseline gap-x-3 gap-y-1.5">
              {commands
                .filter((command) => command.group === group)
                .map((command) => (
                  <div key={command.id} className="contents">
                    <dt>{command.label}</dt>
                    <dd>
                      <Keys keys={command.keys ?? ''} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

function Keys({ keys }: { keys: string }) {
  return (
    <>
      <span className="sr-only">{keys.replace('⌃', 'Control+').replace('↵', 'Enter')}</span>
      <span className="flex justify-end gap-1">
        {keys.split(' ').map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </span>
    </>
  )
}
