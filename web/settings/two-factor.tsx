import { Trans, useLingui } from '@lingui/react/macro'
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { auth, session } from '../api.ts'
import { queries } from '../queries.ts'
import { doorAdvice } from '../sign-in/door-advice.ts'
import { Button } from '../ui/button.tsx'
import { written } from '../ui/field-checks.ts'
import { Form } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { TwoFactorSetUp, type Secret } from './two-factor-set-up.tsx'

const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: ({ signal }) => session(signal) })

/** Turning the second factor on (password, then a code that proves it works) and off (password). */
export function TwoFactor() {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(sessionQuery)
  const [secret, setSecret] = useState<Secret | null>(null)
  const [isAsked, ask] = useState(false)
  const done = () => {
    setSecret(null)
    ask(false)
    void queries.invalidateQueries({ queryKey: sessionQuery.queryKey })
  }
  if (error) return <Failed problem={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  if (secret) return <TwoFactorSetUp secret={secret} onDone={done} />
  const isOn = data.user.twoFactorEnabled === true
  return (
    <div className="flex max-w-lg flex-col gap-4">
      <Notice tone={isOn ? 'ok' : 'plain'} title={isOn ? t`It is on` : t`It is off`}>
        {isOn ? (
          <Trans>Signing in asks for a code of your authenticator app.</Trans>
        ) : (
          <Trans>You need an authenticator app on your phone; any one will do.</Trans>
        )}
      </Notice>
      {isAsked ? (
        <PasswordAgain isOn={isOn} onSecret={setSecret} onOff={done} onBack={() => ask(false)} />
      ) : (
        <Button className="self-start" onPress={() => ask(true)}>
          {isOn ? t`Turn it off` : t`Turn it on`}
        </Button>
      )}
    </div>
  )
}

interface PasswordAgainProps {
  isOn: boolean
  onSecret: (secret: Secret) => void
  onOff: () => void
  onBack: () => void
}

/** A screen left open must not be enough to change how its owner signs in. */
function PasswordAgain({ isOn, onSecret, onOff, onBack }: PasswordAgainProps) {
  const { t } = useLingui()
  const [password, setPassword] = useState('')
  const change = useMutation({
    mutationFn: async () => {
      if (isOn) await auth('/two-factor/disable', { password })
      return isOn ? null : auth<Secret>('/two-factor/enable', { password })
    },
    onSuccess: (secret) => (secret ? onSecret(secret) : onOff()),
  })
  return (
    <Form
      act={isOn ? t`Turn it off` : t`Continue`}
      onSend={change.mutate}
      isSending={change.isPending}
      problem={change.error}
      advice={doorAdvice}
      aside={<Button tone="quiet" onPress={onBack}>{t`Go back`}</Button>}
    >
      <PasswordField
        label={t`Your password, once more`}
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        {...written(t`Write your password.`)}
      />
    </Form>
  )
}
