import type { MessageDescriptor } from '@lingui/core'
import { useLingui } from '@lingui/react'
import { useCallback } from 'react'

/** A stable code of the server and its words. Unknown codes are shown as they are: better strange than silent. */
export type Words = Record<string, MessageDescriptor>

/** @returns a function from code to words in the reader's language. */
export function useWords(table: Words): (code: string) => string {
  const { _ } = useLingui()
  return useCallback(
    (code) => {
      const words = Object.hasOwn(table, code) ? table[code] : undefined
      return words ? _(words) : code
    },
    [_, table],
  )
}
