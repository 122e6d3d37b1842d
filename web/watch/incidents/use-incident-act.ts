import { useCallback } from 'react'
import type { IncidentSeen } from '../../contract.ts'
import { useSayProblem } from '../../words/use-say-problem.ts'
import { showIncident } from './incident-queries.ts'

/** Does something to an incident and shows what became of it; says why where it could not. Answers what became of it, or null. */
export function useIncidentAct(): (ask: () => Promise<IncidentSeen>) => Promise<IncidentSeen | null> {
  const sayProblem = useSayProblem()
  return useCallback(
    async (ask) => {
      try {
        const seen = await ask()
        showIncident(seen)
        return seen
      } catch (problem) {
        sayProblem(problem)
        return null
      }
    },
    [sayProblem],
  )
}
