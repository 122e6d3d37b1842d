import { useSyncExternalStore } from 'react'

export type Theme = 'system' | 'light' | 'dark'
export type Density = 'comfortable' | 'compact'

const listeners = new Set<() => void>()

/** A choice of this browser, alike in all its tabs: read at once, kept, and seen by every screen that shows it. */
function choice<T extends string>(key: string, initial: T, apply: (value: T) => void) {
  const read = () => (localStorage.getItem(key) as T | null) ?? initial
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  const set = (value: T) => {
    localStorage.setItem(key, value)
    apply(value)
    for (const listener of listeners) listener()
  }
  addEventListener('storage', (event) => event.key === key && set(read()))
  return { apply: () => apply(read()), set, use: () => useSyncExternalStore(subscribe, read) }
}

export const theme = choice<Theme>('plaza.theme', 'system', (value) => {
  if (value === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = value
})

export const density = choice<Density>('plaza.density', 'comfortable', () => {})
