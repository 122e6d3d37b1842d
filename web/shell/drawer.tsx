import { useLingui } from '@lingui/react/macro'
import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { NavInside, type NavProps } from './nav.tsx'

/** The nav of a phone. It goes by Escape, by a press outside, and with the first link that is followed. */
export function Drawer({ close, ...props }: NavProps & { close: () => void }) {
  const { t } = useLingui()
  return (
    <ModalOverlay isOpen onOpenChange={(open) => !open && close()} isDismissable className="fixed inset-0 z-40 bg-veil">
      <Modal className="h-full w-72 max-w-[86vw] border-r border-strong bg-panel">
        <Dialog
          aria-label={t`Views`}
          className="h-full outline-none"
          onClick={(event) => event.target instanceof Element && event.target.closest('a') && close()}
        >
          <nav aria-label={t`Views`} className="flex h-full flex-col gap-px overflow-y-auto p-3">
            <NavInside {...props} />
          </nav>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
