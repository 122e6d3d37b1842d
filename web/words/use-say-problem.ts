import { useLingui } from '@lingui/react/macro'
import { useCallback } from 'react'
import { ApiProblem } from '../api.ts'
import { say } from '../ui/say.ts'
import { problemWords } from './problems.ts'
import { useWords } from './use-words.ts'

/** Tells, in words, why an act did not happen; and `kept`, what of it is still here, where something was written. */
export function useSayProblem(kept = ''): (problem: unknown) => void {
  const { t } = useLingui()
  const words = useWords(problemWords)
  return useCallback(
    (problem) => {
      const code = problem instanceof ApiProblem ? problem.code : 'unexpected'
      // The door leads back here, to what is kept.
      const action = code === 'not-signed-in' ? { action: { label: t`Sign in`, act: () => location.reload() } } : {}
      say({ tone: 'wrong', text: `${words(code)} ${kept}`.trim(), ...action })
    },
    [t, words, kept],
  )
}
