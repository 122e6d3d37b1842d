import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { auth } from '../api.ts'
import { TextField } from '../ui/field.tsx'
import { mailAddress, written } from '../ui/field-checks.ts'
import { Form } from '../ui/form.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { doorAdvice } from './door-advice.ts'

export function PasswordStep({ onDone, onSecond }: { onDone: () => void; onSecond: () => void }) {
  const { t } = useLingui()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const entry = useMutation({
    mutationFn: () => auth<{ twoFactorRedirect?: boolean }>('/sign-in/email', { email: email.trim(), password }),
    onSuccess: ({ twoFactorRedirect }) => (twoFactorRedirect ? onSecond() : onDone()),
  })
  return (
    <Form act={t`Sign in`} onSend={entry.mutate} isSending={entry.isPending} problem={entry.error} advice={doorAdvice}>
      <TextField
        label={t`E-mail`}
        type="email"
        autoComplete="username"
        value={email}
        onChange={setEmail}
        {...mailAddress(t`Write your e-mail address, like name@brand.example.`)}
      />
      <PasswordField label={t`Password`} autoComplete="current-password" value={password} onChange={setPassword} {...written(t`Write your password.`)} />
      <p className="text-sm text-soft">
        <Trans>Forgot it? An owner of your workspace can send you a new invitation.</Trans>
      </p>
    </Form>
  )
}
