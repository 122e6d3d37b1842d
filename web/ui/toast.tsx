import { useLingui } from '@lingui/react/macro'
import { flushSync } from 'react-dom'
import { Text } from 'react-aria-components/Text'
import {
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components/Toast'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import type { Said } from './say.ts'

export const queue = new ToastQueue<Said>({ maxVisibleToasts: 3, wrapUpdate: (update) => flushSync(update) })

export function Toasts() {
  const { t } = useLingui()
  return (
    <ToastRegion
      queue={queue}
      aria-label={t`Notices`}
      className="fixed z-50 flex flex-col gap-2 outline-none max-md:inset-x-2 max-md:top-2 md:bottom-4 md:left-18 md:max-w-72 lg:max-w-80 xl:left-63"
    >
      {({ toast }) => (
        <Toast toast={toast} className="flex items-center gap-3 rounded-lg bg-ink py-2 pr-2 pl-4 text-panel shadow-lg outline-offset-2">
          <ToastContent className="flex flex-1 items-center gap-3">
            {toast.content.tone === 'wrong' ? <Icon name="warning" size={16} /> : null}
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          {toast.content.action ? (
            <button
              type="button"
              className="rounded-sm px-2 py-1 font-semibold underline underline-offset-2"
              onClick={() => {
                toast.content.action?.act()
                queue.close(toast.key)
              }}
            >
              {toast.content.action.label}
              {toast.content.action.undoes ? <Kbd className="ml-2">⌃Z</Kbd> : null}
            </button>
          ) : null}
          <Button slot="close" size="icon" tone="quiet" className="size-7! text-panel! hover:bg-transparent!" aria-label={t`Close`}>
            <Icon name="cross" size={14} />
          </Button>
        </Toast>
      )}
    </ToastRegion>
  )
}
