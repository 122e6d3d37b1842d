import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { enterWorkspace } from '../shell/enter-workspace.ts'
import { Button } from '../ui/button.tsx'
import { useSayProblem } from '../words/use-say-problem.ts'

/** Goes to the other workspace and comes back to this page in it. */
export function MoveButton({ to, children }: { to: string; children: ReactNode }) {
  const sayProblem = useSayProblem()
  const move = useMutation({
    mutationFn: () => enterWorkspace(to, location.pathname),
    onError: sayProblem,
  })
  return (
    <Button size="small" className="mt-2" isPending={move.isPending} onPress={() => move.mutate()}>
      {children}
    </Button>
  )
}
