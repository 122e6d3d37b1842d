import { useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { patch } from '../api.ts'
import type { Me } from '../contract.ts'
import { LOCALES, LOCALE_NAMES, speak, type Locale } from '../i18n.ts'
import { meQuery, queries } from '../queries.ts'
import { TextField } from '../ui/field.tsx'
import { written } from '../ui/field-checks.ts'
import { Form } from '../ui/form.tsx'
import { Page, Section } from '../ui/page.tsx'
import { Select } from '../ui/select.tsx'
import { say } from '../ui/say.ts'
import { useMe } from '../shell/use-may.ts'
import { OwnLanguages } from './own-languages.tsx'
import { TwoFactor } from './two-factor.tsx'

/** What belongs to the person who is signed in: name, language, second factor. */
export function YouScreen() {
  const { t } = useLingui()
  const { member } = useMe()
  return (
    <Page title={t`You`} lead={member.email}>
      <Identity />
      <OwnLanguages />
      <Section title={t`Two-factor sign-in`} lead={t`With it, somebody who learns your password still can't come in: a code from your phone is asked too.`}>
        <TwoFactor />
      </Section>
    </Page>
  )
}

function Identity() {
  const { t } = useLingui()
  const me = useMe()
  const [name, setName] = useState(me.member.name)
  const [locale, setLocale] = useState<Locale>(me.locale)
  const change = useMutation({
    mutationFn: () => patch<Me>('/me', { name: name.trim(), locale }),
    onSuccess: async (me) => {
      queries.setQueryData(meQuery.queryKey, me)
      await speak(me.locale)
      say({ text: t`Kept.` })
    },
  })
  return (
    <div className="max-w-lg border-t border-line pt-5">
      <Form act={t`Keep`} onSend={change.mutate} isSending={change.isPending} problem={change.error}>
        <TextField
          label={t`Your name`}
          hint={t`As your colleagues will read it.`}
          autoComplete="name"
          value={name}
          onChange={setName}
          {...written(t`Write your name.`)}
        />
        <Select label={t`Language`} value={locale} choices={LOCALES.map((id) => ({ id, label: LOCALE_NAMES[id] }))} onChange={setLocale} />
      </Form>
    </div>
  )
}
