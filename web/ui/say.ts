import { later } from './later.ts'

export interface Said {
  text: string
  tone?: 'plain' | 'wrong'
  action?: { label: string; act: () => void }
}

/** Where notices appear: brought when there is nothing better to do, or with the first of them. */
export const toasts = later(() => import('./toast.tsx'))

/** Tells the person something once, at the foot of the screen. Failures stay until closed. @returns the way to close it early. */
export function say(said: Said, milliseconds = 6_000): () => void {
  const shown = toasts.bring().then(({ queue }) => {
    const key = queue.add(said, said.tone === 'wrong' ? {} : { timeout: milliseconds })
    return () => queue.close(key)
  })
  return () => void shown.then((close) => close())
}
