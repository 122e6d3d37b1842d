import { useLayoutEffect } from 'react'
import { commandsNow } from './commands.ts'

const SECOND_KEY_MS = 1_200

/** One listener for all keys of the desk. Never takes a key from somebody who types, or from an open dialog or menu. */
export function listenToKeys(openPalette: () => void): () => void {
  let first: { key: string; at: number } | null = null
  const onKey = (event: KeyboardEvent) => {
    if (isPalette(event)) {
      event.preventDefault()
      return openPalette()
    }
    const undoes = isUndo(event)
    if (holds > 0 || (!undoes && hasOtherMeaning(event)) || isTaken(event)) return
    const prefix = first && event.timeStamp - first.at < SECOND_KEY_MS ? `${first.key} ` : ''
    first = !prefix && event.key === 'g' ? { key: 'g', at: event.timeStamp } : null
    const command = commandsNow().find((command) => command.keys === (undoes ? UNDO : prefix + event.key))
    if (!command) return
    event.preventDefault()
    command.run()
  }
  addEventListener('keydown', onKey)
  return () => removeEventListener('keydown', onKey)
}

let holds = 0

/** Stands for a question that is still on its way: what is typed meanwhile is meant for it, and must not act on the desk. */
export function KeysHeld(): null {
  useLayoutEffect(() => {
    holds += 1
    return () => void (holds -= 1)
  }, [])
  return null
}

/** Asked for from anywhere, even while typing. */
function isPalette(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k'
}

/** Undo, as everywhere; where somebody types it is the field's. */
const UNDO = '⌃Z'
function isUndo(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'z'
}

/** The browser's or the system's. */
function hasOtherMeaning(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.altKey
}

/** Whatever takes keys for itself. */
const TAKERS = ['input', 'textarea', 'select', '[contenteditable=true]', ...['dialog', 'alertdialog', 'menu', 'listbox'].map((role) => `[role=${role}]`)].join()
/** Above the desk, and the focus perhaps not yet in it. A notice at the foot of the screen (`aria-modal=false`) takes nothing. */
const ABOVE = ':is([role=dialog], [role=alertdialog]):not([aria-modal=false])'

function isTaken(event: KeyboardEvent): boolean {
  if (event.isComposing || event.defaultPrevented) return true
  if (!(event.target instanceof Element)) return false
  return (
    event.target.closest(TAKERS) !== null ||
    document.querySelector(ABOVE) !== null ||
    (event.key === 'Enter' && event.target.closest('button, a, summary') !== null)
  )
}
