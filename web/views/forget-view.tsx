import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { remove } from '../api.ts'
import type { View, Views } from '../contract.ts'
import { queries, ticketsQuery, viewsQuery } from '../queries.ts'
import { Confirm } from '../ui/dialog.tsx'
import { useSayProblem } from '../words/use-say-problem.ts'

/** A shared view is taken from everybody, so that is said first. */
export function ForgetView({ view, close }: { view: View; close: () => void }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const sayProblem = useSayProblem()
  const name = view.name ?? ''
  const forget = async () => {
    try {
      await remove(`/views/${view.id}`)
      await navigate({ to: '/inbox', search: { view: 'need' } })
      queries.setQueryData<Views>(viewsQuery.queryKey, (views) => views && { items: views.items.filter(({ id }) => id !== view.id) })
      queries.removeQueries({ queryKey: ticketsQuery(view.id).queryKey })
    } catch (problem) {
      sayProblem(problem)
    }
  }
  return (
    <Confirm isOpen title={t`Delete “${name}”?`} act={t`Delete the view`} onClose={close} onAct={() => void forget()}>
      {view.shared ? (
        <Trans>It is shared: it goes from everybody's views. The tickets stay where they are.</Trans>
      ) : (
        <Trans>The tickets stay where they are.</Trans>
      )}
    </Confirm>
  )
}
