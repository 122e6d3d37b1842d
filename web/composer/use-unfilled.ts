import { type KeyboardEvent, type RefObject, useState } from 'react'
import { ApiProblem } from '../api.ts'
import type { OfferedScript } from '../contract.ts'
import { nextBrace } from './brace-at.ts'
import type { Wish } from './use-send.ts'

interface Refused {
  /** The words that the server would not let out in their braces. */
  written: string[]
  /** How it was to go, for who says that they are meant; null where nothing lets them out. */
  wish: Wish | null
}

interface Written {
  text: string
  /** What a script left open: it never goes out so. */
  left: OfferedScript['open']
  box: RefObject<HTMLTextAreaElement | null>
}

/** Braces that keep a reply from going: those that its script left, and those that the server refused, for as long as they stand there. */
export function useUnfilled({ text, left, box }: Written) {
  const [refused, refuse] = useState<Refused | null>(null)
  const more = refused?.written.filter((written) => text.includes(`{${written}}`) && !left.some((one) => one.written === written)) ?? []
  const open = [...left, ...more.map((written) => ({ written, offers: [] }))]
  const choose = (words: readonly string[], from: { from: number; to: number }) => {
    const brace = nextBrace(text, words, from)
    if (!brace || !box.current) return false
    box.current.focus()
    box.current.setSelectionRange(brace.from, brace.to)
    return true
  }
  return {
    open,
    /** The way out with the braces in it, where there is one. */
    asIs: left.length === 0 && more.length > 0 && refused?.wish ? { ...refused.wish, unfilled: true } : null,
    /** Whether the problem is one of braces, and is told of here. */
    heard: (problem: unknown, wish: Wish): boolean => {
      if (!(problem instanceof ApiProblem) || (problem.code !== 'unfilled' && problem.code !== 'unfilled-script')) return false
      refuse({ written: problem.fields.map(({ path }) => path), wish: problem.code === 'unfilled' ? wish : null })
      return true
    },
    show: (written: string) => void choose([written], { from: -1, to: -1 }),
    onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => {
      if (event.key !== 'Tab' || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return
      const { selectionStart: from, selectionEnd: to } = event.currentTarget
      if (
        choose(
          open.map(({ written }) => written),
          { from, to },
        )
      )
        event.preventDefault()
    },
  }
}
