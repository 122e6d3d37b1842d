import { useLingui } from '@lingui/react/macro'
import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useMentions } from './mentions.ts'
import { Mark } from './mark.tsx'
import { NavInside, type NavProps } from './nav.tsx'

/** On a phone: one line at the top, and the nav in a drawer behind it. Gone while a ticket is open, which has its own way back. */
export function PhoneBar(props: NavProps) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const isCalled = useMentions(props.me).length > 0
  const path = useLocation({ select: (location) => location.pathname })
  if (/^\/inbox\/./.test(path)) return null
  return (
    <header className="row-start-1 hidden items-center gap-2 border-b border-line bg-panel px-2 py-1.5 max-md:flex">
      <Button
        tone="quiet"
        size="icon"
        aria-label={isCalled ? t`Views and settings: you were mentioned` : t`Views and settings`}
        className="relative"
        onPress={() => setOpen(true)}
      >
        <Icon name="menu" />
        {isCalled ? <span className="absolute top-1 right-1 size-2 rounded-full bg-accent" /> : null}
      </Button>
      <Mark size={18} />
      <span className="flex-1 truncate font-[650] tracking-tight">{props.me.workspace.name}</span>
      <Button tone="quiet" size="icon" aria-label={t`Any command`} onPress={props.openPalette}>
        <Icon name="search" />
      </Button>
      <ModalOverlay isOpen={isOpen} onOpenChange={setOpen} isDismissable className="fixed inset-0 z-40 bg-veil">
        <Modal className="h-full w-72 max-w-[86vw] border-r border-strong bg-panel">
          <Dialog
            aria-label={t`Views`}
            className="h-full outline-none"
            onClick={(event) => event.target instanceof Element && event.target.closest('a') && setOpen(false)}
          >
            <nav aria-label={t`Views`} className="flex h-full flex-col gap-px overflow-y-auto p-3">
              <NavInside {...props} />
            </nav>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </header>
  )
}
