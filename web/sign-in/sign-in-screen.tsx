import { useLingui } from '@lingui/react/macro'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { queries } from '../queries.ts'
import { OneColumn } from '../ui/one-column.tsx'
import { PasswordStep } from './password-step.tsx'
import { SecondStep } from './second-step.tsx'

/** The door: e-mail and password, then the code of the second factor from who has one. Leads back to where the person wanted to go. */
export function SignInScreen() {
  const { t } = useLingui()
  const { from } = useSearch({ from: '/sign-in' })
  const router = useRouter()
  const [isSecond, setSecond] = useState(false)
  const enter = () => {
    queries.clear()
    router.history.push(from ?? '/')
  }
  if (isSecond)
    return (
      <OneColumn title={t`One more step`} lead={t`Open your authenticator app and write the six digits it shows for Plaza.`}>
        <SecondStep onDone={enter} onBack={() => setSecond(false)} />
      </OneColumn>
    )
  return (
    <OneColumn title={t`Sign in`} lead={from ? t`You will come back to where you were.` : undefined}>
      <PasswordStep onDone={enter} onSecond={() => setSecond(true)} />
    </OneColumn>
  )
}
