import { useLingui } from '@lingui/react/macro'
import type { NetworkInfo } from '../contract.ts'
import { TextField } from '../ui/field.tsx'
import { written } from '../ui/field-checks.ts'
import { PasswordField } from '../ui/password-field.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words/use-words.ts'
import type { GuidePage } from './guides/guide-page.ts'

export interface ConnectFieldProps {
  field: NetworkInfo['guide']['fields'][number]
  page: GuidePage
  value: string
  isNeeded: boolean
  onChange: (value: string) => void
}

/** One field of a guide, as what it is: a secret, one of a few answers, or words. */
export function ConnectField({ field, page, value, isNeeded, onChange }: ConnectFieldProps) {
  const { t, i18n } = useLingui()
  const words = useWords(page.words)
  const label = isNeeded ? words(field.label) : t`${words(field.label)} (optional)`
  const hint = page.hints?.[field.name]
  const choices = page.choices?.[field.name]
  if (choices)
    return (
      <Select
        label={label}
        value={value || null}
        placeholder={t`Found by itself`}
        choices={choices.map(({ id, words }) => ({ id, label: i18n._(words) }))}
        onChange={onChange}
      />
    )
  const common = {
    label,
    value,
    onChange,
    hint: hint ? i18n._(hint) : undefined,
    placeholder: field.example ?? '',
    ...(isNeeded ? written(t`This is needed to connect.`) : {}),
  }
  // A browser must neither keep nor offer what is a secret of the brand, not of the person.
  return field.secret ? (
    <PasswordField {...common} autoComplete="off" />
  ) : (
    <TextField {...common} autoComplete="off" spellCheck="false" type={field.name === 'address' ? 'email' : 'text'} />
  )
}
