import { useLingui } from '@lingui/react/macro'
import { type ReactNode, useEffect, useRef } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Button, type ButtonTone } from './button.tsx'
import { Icon } from './icon.tsx'

export interface DialogProps {
  title: string
  isOpen: boolean
  onClose: () => void
  children: ReactNode
  /** The buttons at the foot, the safe one first. */
  foot?: ReactNode
  wide?: boolean
  role?: 'dialog' | 'alertdialog'
}

/** A question above everything else. Escape and a press outside close it; focus comes back to where it was. */
export function Dialog({ title, isOpen, onClose, children, foot, wide, role = 'dialog' }: DialogProps) {
  const { t } = useLingui()
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={role === 'dialog'}
      className="fixed inset-0 z-40 flex items-start justify-center overflow-auto bg-veil p-4 pt-[12vh] max-sm:items-end max-sm:p-0"
    >
      <Modal className={`lifted w-full max-sm:rounded-b-none ${wide ? 'max-w-3xl' : 'max-w-lg'}`}>
        <AriaDialog role={role} className="flex max-h-[76vh] flex-col outline-none">
          <header className="flex items-center gap-3 px-5 pt-4 pb-2">
            <Heading slot="title" className="flex-1 text-lg font-[620] tracking-tight">
              {title}
            </Heading>
            <Button tone="quiet" size="icon" aria-label={t`Close`} onPress={onClose} className="-mr-2">
              <Icon name="cross" size={16} />
            </Button>
          </header>
          <Body>{children}</Body>
          {foot ? <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{foot}</footer> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** What is to be filled in has the focus at once; without any, the dialog itself. */
function Body({ children }: { children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => body.current?.querySelector<HTMLElement>('input, textarea, [role=toolbar] button')?.focus(), [])
  return (
    <div ref={body} className="overflow-auto px-5 pt-1 pb-4">
      {children}
    </div>
  )
}

export interface ConfirmProps {
  title: string
  isOpen: boolean
  onClose: () => void
  children: ReactNode
  /** The words of the act itself, never «OK». */
  act: string
  tone?: ButtonTone
  onAct: () => void
}

/** Asks before what can't be taken back, or before words change world. The focus starts on a safe answer. */
export function Confirm({ title, isOpen, onClose, children, act, tone = 'danger', onAct }: ConfirmProps) {
  const { t } = useLingui()
  const done = () => {
    onClose()
    onAct()
  }
  const foot = (
    <>
      <Button onPress={onClose}>{t`Go back`}</Button>
      <Button tone={tone} onPress={done}>
        {act}
      </Button>
    </>
  )
  return (
    <Dialog role="alertdialog" title={title} isOpen={isOpen} onClose={onClose} foot={foot}>
      {children}
    </Dialog>
  )
}
