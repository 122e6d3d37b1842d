import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { put } from '../api.ts'
import type { Me } from '../contract.ts'
import { Button } from '../ui/button.tsx'
import { useSayProblem } from '../words/use-say-problem.ts'

/** Goes to the other workspace and comes back to this page in it. */
export function MoveButton({ to, children }: { to: string; children: ReactNode }) {
  const sayProblem = useSayProblem()
  const move = useMutation({
    mutationFn: () => put<Me>('/me/workspace', { id: to }),
    // A new page, so that nothing of one workspace, heard or shown, is left in the other.
    onSuccess: () => location.reload(),
    onError: sayProblem,
  })
  return (
    <Button size="small" className="mt-2" isPending={move.isPending} onPress={() => move.mutate()}>
      {children}
    </Button>
  )
}
