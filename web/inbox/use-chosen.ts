import { useMemo, useState } from 'react'

/** Tickets of the list that something is to be done to at once. */
export interface Chosen {
  /** Null while nobody chooses. */
  ids: ReadonlySet<string> | null
  turn: (id: string) => void
  begin: () => void
  end: () => void
}

/** What was chosen in one view is not chosen in another. */
export function useChosen(view: string): Chosen {
  const [{ of, ids }, set] = useState<{ of: string; ids: ReadonlySet<string> | null }>({ of: view, ids: null })
  const current = of === view ? ids : null
  return useMemo(
    () => ({
      ids: current,
      turn: (id) => set({ of: view, ids: (current ?? new Set()).symmetricDifference(new Set([id])) }),
      begin: () => set({ of: view, ids: new Set() }),
      end: () => set({ of: view, ids: null }),
    }),
    [current, view],
  )
}
