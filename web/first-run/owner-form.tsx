import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { z } from 'zod'
import type { FirstRunBody, Me } from '../../src/http/contract/workspace.ts'
import { post } from '../api.ts'
import { TextField } from '../ui/field.tsx'
import { mailAddress, longEnough, written } from '../ui/field-checks.ts'
import { Form } from '../ui/form.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import type { Words } from '../words/use-words.ts'
import { TimeZoneField } from './time-zone-field.tsx'
import { guessedTimeZone } from './time-zones.ts'

type Body = z.infer<typeof FirstRunBody>

const advice: Words = {
  'first-run-done': msg`Reload the page to sign in.`,
  'first-run-code': msg`Open the address that the console of Plaza shows; the code is in it.`,
}

const reasons: Words = {
  'first-run-code': msg`Only who has the code from the console may begin here.`,
}

export function OwnerForm({ onDone }: { onDone: (me: Me) => void }) {
  const { t, i18n } = useLingui()
  const [owner, setOwner] = useState({ name: '', email: '', password: '', brand: '', timeZone: guessedTimeZone() })
  const set = (part: keyof typeof owner) => (value: string) => setOwner((owner) => ({ ...owner, [part]: value }))
  const creation = useMutation({
    mutationFn: () => post<Me>('/first-run', { ...owner, email: owner.email.trim(), locale: i18n.locale, ...codeFromConsole() } as Body),
    onSuccess: onDone,
  })
  return (
    <Form act={t`Create and continue`} onSend={creation.mutate} isSending={creation.isPending} problem={creation.error} advice={advice} reasons={reasons}>
      <Group name={t`You, the owner`}>
        <TextField label={t`Your name`} autoComplete="name" value={owner.name} onChange={set('name')} {...written(t`Write your name.`)} />
        <TextField
          label={t`E-mail`}
          hint={t`You will sign in with it.`}
          type="email"
          autoComplete="username"
          value={owner.email}
          onChange={set('email')}
          {...mailAddress(t`Write your e-mail address, like name@brand.example.`)}
        />
        <PasswordField
          label={t`Password`}
          hint={t`Ten characters or more. A short sentence is easy to remember.`}
          autoComplete="new-password"
          value={owner.password}
          onChange={set('password')}
          {...longEnough(10, t`The password needs ten characters or more.`)}
        />
      </Group>
      <Group name={t`Your brand`}>
        <TextField
          label={t`Brand`}
          hint={t`The name your customers know.`}
          autoComplete="organization"
          value={owner.brand}
          onChange={set('brand')}
          {...written(t`Write the name of your brand.`)}
        />
        <TimeZoneField value={owner.timeZone} onChange={set('timeZone')} />
      </Group>
    </Form>
  )
}

/** Where Plaza serves more than its own machine, its console shows an address with a code. */
function codeFromConsole(): Pick<Body, 'code'> {
  const code = new URLSearchParams(window.location.search).get('code')
  return code === null ? {} : { code }
}

function Group({ name, children }: { name: string; children: ReactNode }) {
  return (
    <fieldset className="m-0 flex min-w-0 flex-col gap-4 border-0 p-0">
      <legend className="caption mb-3 w-full border-t border-line p-0 pt-4">{name}</legend>
      {children}
    </fieldset>
  )
}
