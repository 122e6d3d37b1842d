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
    if (isTaken(event)) return
    const prefix = first && event.timeStamp - first.at < SECOND_KEY_MS ? `${first.key} ` : ''
    first = !prefix && event.key === 'g' ? { key: 'g', at: event.timeStamp } : null
    const command = commandsNow().find((command) => command.keys === prefix + event.key)
    if (!command) return
    event.preventDefault()
    command.run()
  }
  addEventListener('keydown', onKey)
  return () => removeEventListener('keydown', onKey)
}

/** Asked for from anywhere, even while typing. */
function isPalette(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k'
}

/** Whatever takes keys for itself. */
const TAKERS = ['input', 'textarea', 'select', '[contenteditable=true]', ...['dialog', 'alertdialog', 'menu', 'listbox'].map((role) => `[role=${role}]`)].join()

function isTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return true
  if (!(event.target instanceof Element)) return false
  return event.target.closest(TAKERS) !== null || (event.key === 'Enter' && event.target.closest('button, a, summary') !== null)
}
