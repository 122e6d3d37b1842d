import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Input } from 'react-aria-components/Input'
import { Menu, MenuItem } from 'react-aria-components/Menu'
import { SearchField } from 'react-aria-components/SearchField'
import { INPUT } from './field.tsx'
import { Icon, type IconName } from './icon.tsx'
import { Kbd } from './kbd.tsx'

export interface Choice {
  id: string
  label: string
  hint?: string
  icon?: IconName
  keys?: string
  isChosen?: boolean
  /** What is searched, where the label says less. */
  words?: string
  /** Below the label. */
  detail?: ReactNode
}

export interface ChooserProps {
  label: string
  choices: readonly Choice[]
  onChoose: (id: string) => void
  /** Offered at the end for any text typed (search for it, make it). */
  other?: (text: string) => Choice
  onOther?: (text: string) => void
  empty: string
}

/** Type a few letters of anything, Enter. The first match is always the one chosen. */
export function Chooser({ label, choices, onChoose, other, onOther, empty }: ChooserProps) {
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  // Also where it comes after the dialog that it stands in.
  useEffect(() => field.current?.focus(), [])
  const shown = useMemo(() => choices.filter((choice) => matches(choice.words ?? choice.label, text)).slice(0, 60), [choices, text])
  const extra = other && text.trim() ? [{ ...other(text.trim()), id: OTHER }] : []
  const act = (id: unknown) => (id === OTHER ? onOther?.(text.trim()) : onChoose(String(id)))
  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      <SearchField aria-label={label} className="sticky -top-1 z-10 bg-raised pt-1 pb-2">
        <Input ref={field} placeholder={label} className={`${INPUT} [&::-webkit-search-cancel-button]:hidden`} />
      </SearchField>
      <Menu
        aria-label={label}
        items={[...shown, ...extra]}
        onAction={act}
        renderEmptyState={() => <p className="px-2.5 py-2 text-soft">{empty}</p>}
        className="outline-none"
      >
        {(choice: Choice) => (
          <MenuItem
            id={choice.id}
            textValue={choice.label}
            className="flex cursor-pointer items-center gap-2.5 rounded-sm px-2.5 py-1.5 outline-none data-[focused]:bg-accent-wash"
          >
            {choice.icon ? <Icon name={choice.icon} size={15} className="text-soft" /> : null}
            <span className="flex-1">
              <span className={choice.detail ? 'font-[560]' : ''}>{choice.label}</span> {choice.hint ? <span className="text-soft">{choice.hint}</span> : null}
              {choice.detail}
            </span>
            {choice.isChosen ? <Icon name="check" size={14} className="text-accent" /> : null}
            {choice.keys ? <Kbd>{choice.keys}</Kbd> : null}
          </MenuItem>
        )}
      </Menu>
    </Autocomplete>
  )
}

const OTHER = '\u0000other'

/** Every word typed is somewhere in it, accents and case aside. */
function matches(label: string, text: string): boolean {
  const plain = bare(label)
  return bare(text)
    .split(/\s+/)
    .every((word) => plain.includes(word))
}

const bare = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()
