import { Button } from 'react-aria-components/Button'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select'
import { Text } from 'react-aria-components/Text'
import { HINT, INPUT, LABEL } from './field.tsx'
import { Icon } from './icon.tsx'

export interface SelectProps<T extends string> {
  label: string
  /** When the label would only repeat what stands beside it: still read aloud. */
  quiet?: boolean
  hint?: string
  value: T | null
  choices: readonly { id: T; label: string; hint?: string }[]
  onChange: (value: T) => void
  isDisabled?: boolean
  placeholder?: string
}

export function Select<T extends string>({ label, quiet, hint, value, choices, onChange, isDisabled, placeholder }: SelectProps<T>) {
  return (
    <AriaSelect
      aria-label={quiet ? label : undefined}
      value={value}
      onChange={(key) => key !== null && onChange(key as T)}
      isDisabled={isDisabled ?? false}
      placeholder={placeholder ?? ''}
      className="flex flex-col gap-1"
    >
      {quiet ? null : <Label className={LABEL}>{label}</Label>}
      <Button className={`${INPUT} flex items-center gap-2 text-left`}>
        <SelectValue className="flex-1 truncate data-[placeholder]:text-faint [&_[slot=description]]:hidden" />
        <Icon name="chevron" size={14} className="text-faint" />
      </Button>
      {hint ? (
        <Text slot="description" className={HINT}>
          {hint}
        </Text>
      ) : null}
      <Popover className="lifted min-w-(--trigger-width) overflow-auto p-1">
        <ListBox items={choices} className="outline-none">
          {(choice) => (
            <ListBoxItem id={choice.id} textValue={choice.label} className={OPTION}>
              <Text slot="label">{choice.label}</Text>
              {choice.hint ? (
                <Text slot="description" className="text-sm text-soft">
                  {choice.hint}
                </Text>
              ) : null}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}

/** One choice in any list that opens: menu, select, palette. */
export const OPTION =
  'flex cursor-pointer flex-col rounded-sm px-2.5 py-1.5 outline-none data-[focused]:bg-accent-wash data-[selected]:font-[560] data-[disabled]:cursor-default data-[disabled]:opacity-45'
