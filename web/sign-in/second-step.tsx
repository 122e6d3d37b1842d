import { useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { auth } from '../api.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { TextField } from '../ui/field.tsx'
import { matching, written } from '../ui/field-checks.ts'
import { Form } from '../ui/form.tsx'
import { doorAdvice } from './door-advice.ts'

/** The code of an authenticator app or, with the phone lost, one of the backup codes. */
export function SecondStep({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const { t } = useLingui()
  const [isBackup, setBackup] = useState(false)
  const [code, setCode] = useState('')
  const [trustDevice, setTrust] = useState(false)
  const check = useMutation({
    mutationFn: () => auth(`/two-factor/${isBackup ? 'verify-backup-code' : 'verify-totp'}`, { code: code.replaceAll(/\s/g, ''), trustDevice }),
    onSuccess: onDone,
  })
  const change = () => {
    setBackup(!isBackup)
    setCode('')
    check.reset()
  }
  const aside = (
    <>
      <Button tone="quiet" onPress={change}>
        {isBackup ? t`Use the app` : t`Use a backup code`}
      </Button>
      <Button tone="quiet" onPress={onBack}>{t`Go back`}</Button>
    </>
  )
  return (
    <Form act={t`Continue`} onSend={check.mutate} isSending={check.isPending} problem={check.error} advice={doorAdvice} aside={aside}>
      <TextField
        key={String(isBackup)}
        label={isBackup ? t`Backup code` : t`Six-digit code`}
        mono
        autoComplete="one-time-code"
        inputMode={isBackup ? 'text' : 'numeric'}
        value={code}
        onChange={setCode}
        {...(isBackup ? written(t`Write one of your backup codes.`) : matching(isSixDigits, t`The code has six digits.`))}
      />
      <Checkbox isSelected={trustDevice} onChange={setTrust}>
        {t`Don't ask on this device for 30 days`}
      </Checkbox>
    </Form>
  )
}

function isSixDigits(value: string): boolean {
  return /^\d{6}$/.test(value.replaceAll(/\s/g, ''))
}
