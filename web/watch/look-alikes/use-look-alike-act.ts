import { useCallback } from 'react'
import { queries } from '../../queries.ts'
import { useSayProblem } from '../../words/use-say-problem.ts'

/** Does something about a look-alike, then looks again; says why where it could not. Answers what came of it, or null. */
export function useLookAlikeAct(): <T>(ask: () => Promise<T>) => Promise<T | null> {
  const sayProblem = useSayProblem()
  return useCallback(
    async (ask) => {
      try {
        const answer = await ask()
        await queries.invalidateQueries({ queryKey: ['look-alikes'] })
        await queries.invalidateQueries({ queryKey: ['ticket-look-alikes'] })
        return answer
      } catch (problem) {
        sayProblem(problem)
        return null
      }
    },
    [sayProblem],
  )
}
