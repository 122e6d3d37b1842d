import { useLingui } from '@lingui/react/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Input } from 'react-aria-components/Input'
import { SearchField } from 'react-aria-components/SearchField'
import { INPUT } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'

/** A pause this long means that somebody has stopped typing; Enter does not wait for it. */
const PAUSE_MS = 300

export function QueryBox() {
  const { t } = useLingui()
  const { text, write, ask } = useQuestion()
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <SearchField aria-label={t`Search all history`} value={text} onChange={write} onSubmit={ask} maxLength={200} className="group relative">
      <Icon name="search" size={16} className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-faint" />
      <Input
        ref={box}
        placeholder={t`Words, @handle, order number…`}
        className={`${INPUT} py-2! pr-9! pl-9! text-lg [&::-webkit-search-cancel-button]:hidden`}
      />
      <Button aria-label={t`Clear`} className="absolute inset-y-0 right-0 px-3 text-soft group-data-[empty]:hidden">
        <Icon name="cross" size={14} />
      </Button>
    </SearchField>
  )
}

/** What is written in the box and what is asked in the address: the box leads, unless the address changes by itself (back, a link). */
function useQuestion() {
  const { q } = useSearch({ from: '/inside/search' })
  const navigate = useNavigate()
  const [text, setText] = useState(q)
  const [seen, setSeen] = useState(q)
  const [asked, setAsked] = useState(q)
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined)
  if (seen !== q) {
    setSeen(q)
    if (asked !== q) setText(q)
  }
  const ask = (text: string) => {
    clearTimeout(pause.current)
    setAsked(text.trim())
    void navigate({ to: '/search', search: { q: text.trim() }, replace: true })
  }
  const write = (text: string) => {
    setText(text)
    clearTimeout(pause.current)
    pause.current = setTimeout(ask, PAUSE_MS, text)
  }
  useEffect(() => () => clearTimeout(pause.current), [])
  return { text, write, ask }
}
