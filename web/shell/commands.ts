import { useEffect, useRef } from 'react'

/** Something a person can do now: one entry feeds its key, the palette and the sheet of keys. */
export interface Command {
  id: string
  label: string
  group: 'go' | 'list' | 'ticket' | 'compose' | 'app'
  /** One key («r»), or «g» and a letter («g m»). */
  keys?: string
  /** Works, but would only crowd the palette (next, previous). */
  quiet?: boolean
  run: () => void
}

const offered = new Set<() => readonly Command[]>()

/** Offers commands for as long as the caller is on screen. Read at the moment of a key: costs no render. */
export function useCommands(commands: readonly Command[]): void {
  const now = useRef(commands)
  useEffect(() => {
    now.current = commands
  })
  useEffect(() => {
    const read = () => now.current
    offered.add(read)
    return () => void offered.delete(read)
  }, [])
}

/** All that can be done at this moment; the innermost screen's first. */
export function commandsNow(): Command[] {
  return [...offered].reverse().flatMap((read) => read())
}
