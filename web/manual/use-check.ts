import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { post } from '../api.ts'
import type { ManualChecked, ManualFinding } from '../contract.ts'

/** What is known of the text on the screen. */
export interface Check {
  /** `checking`: what is shown is of an earlier text. */
  standing: 'empty' | 'checking' | 'wrong' | 'sound'
  findings: readonly ManualFinding[]
  /** From the version in force; null where there is nothing to compare, or the text can't be read. */
  differences: ManualChecked['differences']
}

const REST_MS = 400

/** What is wrong with a text and what it changes, looked at when the hands rest. */
export function useCheck(text: string, isWanted: boolean): Check {
  const rested = useRested(text)
  const { data, isPlaceholderData } = useQuery({
    queryKey: ['manual', 'check', rested],
    // A text that is written over is not worth its answer: the question is taken back.
    queryFn: ({ signal }) => post<ManualChecked>('/manual/check', { text: rested }, signal),
    enabled: isWanted && rested.trim() !== '',
    placeholderData: (before) => before,
    gcTime: 0,
  })
  if (text.trim() === '') return { standing: 'empty', findings: [], differences: null }
  if (!data) return { standing: 'checking', findings: [], differences: null }
  const isBehind = rested !== text || isPlaceholderData
  return { standing: isBehind ? 'checking' : data.findings.some(isError) ? 'wrong' : 'sound', ...data }
}

export const isError = ({ severity }: ManualFinding): boolean => severity === 'error'

function useRested(text: string): string {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), REST_MS)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}
