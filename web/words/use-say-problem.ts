import { useCallback } from 'react'
import { ApiProblem } from '../api.ts'
import { say } from '../ui/say.ts'
import { problemWords } from './problems.ts'
import { useWords } from './use-words.ts'

/** Tells, in words, why an act did not happen; and `kept`, what of it is still here, where something was written. */
export function useSayProblem(kept = ''): (problem: unknown) => void {
  const words = useWords(problemWords)
  return useCallback(
    (problem) => void say({ tone: 'wrong', text: `${words(problem instanceof ApiProblem ? problem.code : 'unexpected')} ${kept}`.trim() }),
    [words, kept],
  )
}
