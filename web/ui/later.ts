import { useSyncExternalStore } from 'react'

/** A part that the first screen does without. */
export interface Later<T> {
  /** Fetches it, once; what fails is tried again by whoever asks next. */
  bring: () => Promise<T>
  /** Undefined until it is here; who uses it is drawn again then. */
  use: () => T | undefined
}

export function later<T>(load: () => Promise<T>): Later<T> {
  let here: T | undefined
  let coming: Promise<T> | undefined
  const waiting = new Set<() => void>()
  const subscribe = (tell: () => void) => {
    waiting.add(tell)
    return () => waiting.delete(tell)
  }
  const fetchIt = async () => {
    try {
      here = await load()
      for (const tell of waiting) tell()
      return here
    } catch (cause) {
      coming = undefined
      throw cause
    }
  }
  return { bring: () => (coming ??= fetchIt()), use: () => useSyncExternalStore(subscribe, () => here) }
}
