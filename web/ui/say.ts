import { later } from './later.ts'

export interface Said {
  text: string
  tone?: 'plain' | 'wrong'
  action?: { label: string; act: () => void; /** It takes back what was done: by its key, too. */ undoes?: true }
}

/** Where notices appear: brought when there is nothing better to do, or with the first of them. */
export const toasts = later(() => import('./toast.tsx'))

/** Tells the person something once, at the foot of the screen. Failures stay until closed. @returns the way to close it early. */
export function say(said: Said, milliseconds = 6_000): () => void {
  const shown = toasts.bring().then(({ queue }) => {
    const key = queue.add(said, {
      onClose: () => void undoable.delete(said),
      ...(said.tone === 'wrong' ? {} : { timeout: milliseconds }),
    })
    return () => queue.close(key)
  })
  const close = () => void shown.then((close) => close())
  if (said.action?.undoes) undoable.set(said, close)
  return close
}

/** What can still be taken back, the last of all last, and how its notice closes. */
const undoable = new Map<Said, () => void>()

/** Takes back what was done last, as long as its notice stands there. */
export function undoLast(): void {
  const [said, close] = [...undoable].at(-1) ?? []
  if (!said) return
  undoable.delete(said)
  said.action?.act()
  close?.()
}
