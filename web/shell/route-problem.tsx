import { useLingui } from '@lingui/react/macro'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { Failed, LeadsNowhere } from '../ui/states.tsx'

/** A screen that failed. */
export function RouteProblem({ error }: ErrorComponentProps) {
  return <Failed problem={error instanceof Error ? error : new Error(String(error))} retry={() => location.reload()} />
}

/** A path that leads nowhere. */
export function Nowhere() {
  const { t } = useLingui()
  return <LeadsNowhere title={t`There is nothing at this address`} />
}
