import { Plural, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api.ts'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { say } from '../ui/say.ts'
import { Differences } from './differences.tsx'
import type { Check } from './use-check.ts'
import type { ManualText } from './use-text.ts'

export interface PublishDialogProps {
  manual: ManualText
  check: Check
  close: () => void
}

/** What changes stands above the button that puts it in force; a note says to the others why. */
export function PublishDialog({ manual, check: { differences, findings }, close }: PublishDialogProps) {
  const { t } = useLingui()
  const [note, write] = useState('')
  const warnings = findings.length
  const publish = useMutation({
    mutationFn: () => post<{ number: number }>('/manual/publish', { text: manual.text, note, over: manual.over }),
    onSuccess: ({ number }) => {
      manual.published(number)
      say({ text: t`Version ${number} is in force` })
      close()
    },
  })
  return (
    <Dialog title={manual.over === null ? t`Publish the first version` : t`Publish these changes`} isOpen onClose={close} wide>
      <Form act={t`Publish`} onSend={() => publish.mutate()} isSending={publish.isPending} problem={publish.error}>
        <TextField label={t`Why, for who reads the versions later`} value={note} onChange={write} maxLength={500} />
        {warnings > 0 ? (
          <p className="text-note">
            <Plural value={warnings} one="# warning is left." other="# warnings are left." />
          </p>
        ) : null}
        {manual.over === null ? null : <Differences differences={differences} />}
      </Form>
    </Dialog>
  )
}
