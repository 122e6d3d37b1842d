import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type RefObject, useState } from 'react'
import type { MemberRef } from '../contract.ts'
import { membersQuery } from '../queries.ts'
import { namesakes, namingAt, withName } from './mention.ts'

export interface NamingProps {
  box: RefObject<HTMLTextAreaElement | null>
  text: string
  write: (text: string) => void
}

/** Naming a colleague while writing: arrows go through them, Enter or Tab takes one, Escape leaves it at the letters. */
export function useNaming({ box, text, write }: NamingProps) {
  const members = useQuery(membersQuery).data?.items.filter(({ active }) => active) ?? []
  const [caret, setCaret] = useState(0)
  const [place, setPlace] = useState(0)
  const [dismissed, dismiss] = useState<number | null>(null)
  const naming = namingAt(text, caret)
  const found = naming && naming.from !== dismissed ? namesakes(members, naming.letters) : []
  const at = Math.min(place, found.length - 1)
  const take = (member: MemberRef) => {
    if (!naming) return
    const next = withName(text, naming, member.name)
    write(next.text)
    setCaret(next.caret)
    setPlace(0)
    requestAnimationFrame(() => {
      box.current?.focus()
      box.current?.setSelectionRange(next.caret, next.caret)
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = found[at]
    if (!chosen || event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
    const acts: Record<string, () => void> = {
      ArrowDown: () => setPlace((at + 1) % found.length),
      ArrowUp: () => setPlace((at + found.length - 1) % found.length),
      Enter: () => take(chosen),
      Tab: () => take(chosen),
      Escape: () => dismiss(naming?.from ?? null),
    }
    const act = event.shiftKey ? undefined : acts[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  const onCaret = (next: number) => {
    setCaret(next)
    if (next !== caret) setPlace(0)
  }
  return { members, found, at, take, onKeyDown, onCaret }
}
