import { useLingui } from '@lingui/react/macro'
import { Button } from 'react-aria-components/Button'
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox'
import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer'
import { HINT, INPUT, LABEL, WRONG } from './field.tsx'
import { Icon } from './icon.tsx'
import { OPTION } from './select.tsx'

export interface ComboBoxProps {
  label: string
  hint?: string
  value: string | null
  /** `hint` is searched too, accents ignored. */
  choices: readonly { id: string; label: string; hint?: string }[]
  onChange: (value: string) => void
}

/** A choice among many: write a part of it, or open the list. */
export function ComboBox({ label, hint, value, choices, onChange }: ComboBoxProps) {
  const { t } = useLingui()
  return (
    <AriaComboBox
      value={value}
      onChange={(key) => key !== null && onChange(String(key))}
      defaultItems={choices}
      defaultFilter={contains}
      menuTrigger="focus"
      isRequired
      className="flex flex-col gap-1"
    >
      <Label className={LABEL}>{label}</Label>
      <div className="relative">
        <Input className={`${INPUT} pr-9`} onFocus={(event) => event.currentTarget.select()} />
        <Button aria-label={t`Open the list`} className="absolute inset-y-0 right-0 px-2.5 text-faint">
          <Icon name="chevron" size={14} />
        </Button>
      </div>
      {hint ? (
        <Text slot="description" className={HINT}>
          {hint}
        </Text>
      ) : null}
      <FieldError className={WRONG} />
      <Popover className="lifted w-(--trigger-width) p-1">
        <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: 52 }}>
          <ListBox<ComboBoxProps['choices'][number]> className="max-h-72 overflow-auto outline-none">
            {(choice) => (
              <ListBoxItem id={choice.id} textValue={choice.hint ? `${choice.label} · ${choice.hint}` : choice.label} className={OPTION}>
                <Text slot="label">{choice.label}</Text>
                {choice.hint ? (
                  <Text slot="description" className="truncate text-sm text-soft">
                    {choice.hint}
                  </Text>
                ) : null}
              </ListBoxItem>
            )}
          </ListBox>
        </Virtualizer>
      </Popover>
    </AriaComboBox>
  )
}

function contains(text: string, wanted: string): boolean {
  return bare(text).includes(bare(wanted))
}

function bare(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
