import { useId } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import { LABEL } from './field.tsx'
import { Icon } from './icon.tsx'

export interface TogglesProps<T extends string> {
  label: string
  choices: readonly { id: T; label: string }[]
  chosen: readonly T[]
  onChange: (chosen: T[]) => void
  /** The last one chosen can't be let go. */
  atLeastOne?: boolean
}

/** Any number of a few: one stop of the Tab key, arrows inside, Space for each. Many of them scroll in their own box. */
export function Toggles<T extends string>({ label, choices, chosen, onChange, atLeastOne = false }: TogglesProps<T>) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1">
      <span id={id} className={LABEL}>
        {label}
      </span>
      <ToggleButtonGroup
        aria-labelledby={id}
        selectionMode="multiple"
        disallowEmptySelection={atLeastOne}
        selectedKeys={chosen}
        onSelectionChange={(keys) => onChange(choices.filter((choice) => keys.has(choice.id)).map((choice) => choice.id))}
        className="-m-1 flex max-h-32 flex-wrap gap-1.5 overflow-y-auto p-1"
      >
        {choices.map((choice) => (
          <ToggleButton key={choice.id} id={choice.id} className={LOOK}>
            <Icon name="check" size={11} className="-ml-0.5 hidden group-data-[selected]:block" />
            <span className="truncate">{choice.label}</span>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  )
}

const LOOK =
  'group inline-flex max-w-full items-center gap-1 rounded-full border border-strong bg-raised px-2.5 py-0.5 text-sm text-soft data-[hovered]:text-ink data-[selected]:border-accent data-[selected]:bg-accent-wash data-[selected]:text-ink'
