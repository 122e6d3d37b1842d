import { useCallback } from 'react'
import type { WaitingPage } from '../contract.ts'
import { useSayProblem } from '../words/use-say-problem.ts'
import { takePage } from './pages-query.ts'

/** Takes a page, and tells why when somebody else was first. */
export function useTake(): (page: Pick<WaitingPage, 'id' | 'ticketId'>) => Promise<void> {
  const sayProblem = useSayProblem()
  return useCallback((page) => takePage(page).catch(sayProblem), [sayProblem])
}
