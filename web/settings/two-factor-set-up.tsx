import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { auth } from '../api.ts'
import { doorAdvice } from '../sign-in/door-advice.ts'
import { Button } from '../ui/button.tsx'
import { CopiedText } from '../ui/copied-text.tsx'
import { TextField } from '../ui/field.tsx'
import { matching } from '../ui/field-checks.ts'
import { Form } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { QrCode } from '../ui/qr-code.tsx'

export interface Secret {
  /** otpauth://… with the secret in it. */
  totpURI: string
  backupCodes: string[]
}

/** The secret goes to the phone, a code comes back to prove it arrived, and the backup codes are taken along. */
export function TwoFactorSetUp({ secret, onDone }: { secret: Secret; onDone: () => void }) {
  const [isProved, setProved] = useState(false)
  return isProved ? <BackupCodes codes={secret.backupCodes} onDone={onDone} /> : <Proof uri={secret.totpURI} onProved={() => setProved(true)} />
}

function Proof({ uri, onProved }: { uri: string; onProved: () => void }) {
  const { t } = useLingui()
  const [code, setCode] = useState('')
  const proof = useMutation({ mutationFn: () => auth('/two-factor/verify-totp', { code: code.replaceAll(/\s/g, '') }), onSuccess: onProved })
  return (
    <div className="flex max-w-lg flex-col gap-4">
      <p>
        <Trans>
          Scan this with your authenticator app, or{' '}
          <a href={uri} className="underline underline-offset-2">
            open it on this device
          </a>
          .
        </Trans>
      </p>
      <QrCode text={uri} label={t`QR code of the second factor`} />
      <div className="flex flex-col gap-1">
        <p className="text-sm text-soft">{t`Can't scan? Write this key into the app:`}</p>
        <CopiedText label={t`Key of the second factor`} text={secretOf(uri)} />
      </div>
      <Form act={t`Turn it on`} onSend={proof.mutate} isSending={proof.isPending} problem={proof.error} advice={doorAdvice}>
        <TextField
          label={t`Six-digit code`}
          hint={t`As the app shows it now.`}
          mono
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          onChange={setCode}
          {...matching((value) => /^\d{6}$/.test(value.replaceAll(/\s/g, '')), t`The code has six digits.`)}
        />
      </Form>
    </div>
  )
}

function BackupCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useLingui()
  return (
    <div className="flex max-w-lg flex-col gap-4">
      <Notice tone="ok" title={t`Two-factor sign-in is on`}>
        <Trans>Keep these backup codes somewhere safe, not on the phone: each lets you in once if the phone is lost. They are not shown again.</Trans>
      </Notice>
      <CopiedText label={t`Backup codes`} text={codes.join('\n')} />
      <Button tone="go" className="self-start" onPress={onDone}>{t`I have kept them`}</Button>
    </div>
  )
}

function secretOf(uri: string): string {
  return new URL(uri).searchParams.get('secret') ?? ''
}
