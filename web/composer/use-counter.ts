import { useEffect, useMemo, useState } from 'react'
import type { ReplyOption } from '../contract.ts'
import { addressed, type Counter, counterOf } from './length.ts'

/** The counter of a way of speaking, once its library is here: null for the moment before. What stands before the words (a warning) is counted with them. */
export function useCounter({ length, to }: ReplyOption, before = ''): Counter | null {
  const [counter, setCounter] = useState<Counter | null>(null)
  const key = JSON.stringify(length)
  useEffect(() => {
    let isStill = true
    const rule = JSON.parse(key) as ReplyOption['length']
    void counterOf(rule).then((count) => isStill && setCounter(() => (text: string) => count(addressed(text, to, rule))))
    return () => {
      isStill = false
    }
  }, [key, to])
  return useMemo(() => counter && ((text: string) => counter(before + text)), [counter, before])
}
