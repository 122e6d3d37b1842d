import { useLingui } from '@lingui/react/macro'
import { useState, type ReactNode } from 'react'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextField as AriaTextField, type TextFieldProps } from 'react-aria-components/TextField'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { Complaint, HINT, INPUT, LABEL } from './field.tsx'

export interface PasswordFieldProps extends Omit<TextFieldProps, 'className' | 'children' | 'type'> {
  label: string
  hint?: ReactNode
  placeholder?: string
}

/** A secret that can be looked at before it is sent, so that nobody has to write it twice. */
export function PasswordField({ label, hint, placeholder, ...rest }: PasswordFieldProps) {
  const { t } = useLingui()
  const [isShown, show] = useState(false)
  return (
    <AriaTextField spellCheck="false" {...rest} type={isShown ? 'text' : 'password'} className="flex flex-col gap-1">
      <Label className={LABEL}>{label}</Label>
      <div className="relative">
        <Input placeholder={placeholder} className={`${INPUT} pr-20`} />
        <ToggleButton
          isSelected={isShown}
          onChange={show}
          aria-label={t`Show ${label}`}
          className="absolute inset-y-0 right-0 rounded-md px-3 text-sm text-soft hover:text-ink"
        >
          {isShown ? t`Hide` : t`Show`}
        </ToggleButton>
      </div>
      {hint ? (
        <Text slot="description" className={HINT}>
          {hint}
        </Text>
      ) : null}
      <Complaint of={rest} />
    </AriaTextField>
  )
}
