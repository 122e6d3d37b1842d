import { useLingui } from '@lingui/react/macro'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'

export interface SentenceDialogProps {
  title: string
  label: string
  hint?: string
  /** The words of the act itself. */
  act: string
  onAct: (sentence: string) => void
  onClose: () => void
  children?: ReactNode
}

/** Asks for a sentence before an act that somebody has to stand by. */
export function SentenceDialog({ title, label, hint, act, onAct, onClose, children }: SentenceDialogProps) {
  const { t } = useLingui()
  const [sentence, setSentence] = useState('')
  const words = sentence.trim()
  const done = (event: FormEvent) => {
    event.preventDefault()
    if (words.length < 3) return
    onClose()
    onAct(words)
  }
  return (
    <Dialog isOpen title={title} onClose={onClose}>
      <form onSubmit={done} className="flex flex-col gap-4">
        {children ? <p className="text-soft">{children}</p> : null}
        <TextField label={label} hint={hint} rows={2} maxLength={500} value={sentence} onChange={setSentence} />
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>{t`Go back`}</Button>
          <Button type="submit" tone="go" isDisabled={words.length < 3}>
            {act}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
