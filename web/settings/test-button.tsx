import { useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { post } from '../api.ts'
import { Button } from '../ui/button.tsx'
import { say } from '../ui/say.ts'
import { callCodeWords } from '../words/pages.ts'
import { useSayProblem } from '../words/use-say-problem.ts'
import { useWords } from '../words/use-words.ts'

/** Calls whoever presses it, and says how that went. */
export function TestButton({ by }: { by: 'push' | 'e-mail' }) {
  const { t } = useLingui()
  const why = useWords(callCodeWords)
  const sayProblem = useSayProblem()
  const test = useMutation({
    mutationFn: () => post<{ ok: boolean; code: string | null }>('/me/test-page', { by }),
    onSuccess: ({ ok, code }) => {
      const reason = why(code ?? '')
      say(ok ? { text: t`Sent: it should reach you now.` } : { tone: 'wrong', text: t`It did not go out: ${reason}` })
    },
    onError: sayProblem,
  })
  return (
    <Button size="small" isDisabled={test.isPending} onPress={() => test.mutate()}>
      {t`Test it`}
    </Button>
  )
}
