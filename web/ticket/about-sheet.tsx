import { useLingui } from '@lingui/react/macro'
import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { About, type AboutProps } from './side-panel.tsx'

/** The side panel where there is no room beside the conversation: it comes in from the side and goes by Escape or a press outside. */
export function AboutSheet({ ticket, ask, close }: AboutProps & { close: () => void }) {
  const { t } = useLingui()
  return (
    <ModalOverlay isOpen onOpenChange={(open) => !open && close()} isDismissable className="fixed inset-0 z-40 flex justify-end bg-veil">
      <Modal className="h-full w-80 max-w-[86vw] border-l border-strong bg-panel">
        <Dialog aria-label={t`About this ticket`} className="relative h-full overflow-y-auto px-4 outline-none">
          <Button tone="quiet" size="icon" aria-label={t`Close`} onPress={close} className="absolute! top-2 right-2">
            <Icon name="cross" size={16} />
          </Button>
          <About
            ticket={ticket}
            ask={(name) => {
              close()
              ask(name)
            }}
          />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
