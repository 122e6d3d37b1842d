import type { ReactNode } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField'

export const LABEL = 'text-sm font-[560] text-ink'
export const HINT = 'text-sm text-soft'
export const WRONG = 'text-sm text-now'
export const INPUT =
  'w-full rounded-md border border-strong bg-raised px-2.5 py-1.5 text-ink placeholder:text-faint data-[invalid]:border-now data-[disabled]:opacity-50'

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'children'> {
  label: string
  /** What to write, or why it is asked. */
  hint?: ReactNode
  /** What is wrong and what to do; also shown by the browser's own validation when absent. */
  wrong?: string | undefined
  placeholder?: string
  rows?: number
  mono?: boolean
}

export function TextField({ label, hint, wrong, placeholder, rows, mono, ...rest }: TextFieldProps) {
  const look = `${INPUT} ${mono ? 'font-mono text-sm' : ''}`
  return (
    <AriaTextField {...rest} isInvalid={rest.isInvalid ?? (wrong ? true : undefined)} className="flex flex-col gap-1">
      <Label className={LABEL}>{label}</Label>
      {rows ? <TextArea rows={rows} placeholder={placeholder} className={look} /> : <Input placeholder={placeholder} className={look} />}
      {hint ? (
        <Text slot="description" className={HINT}>
          {hint}
        </Text>
      ) : null}
      <Complaint of={rest}>{wrong}</Complaint>
    </AriaTextField>
  )
}

/** What is wrong, only until it is put right: taken away when the field is left, it would move the button below from under the press. */
export function Complaint({ of, children }: { of: Pick<AriaTextFieldProps, 'validate' | 'value'>; children?: ReactNode }) {
  const isMended = of.validate?.(of.value ?? '') === null
  return isMended && !children ? null : <FieldError className={WRONG}>{children}</FieldError>
}
