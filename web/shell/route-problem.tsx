import { Trans, useLingui } from '@lingui/react/macro'
import { Link, type ErrorComponentProps } from '@tanstack/react-router'
import { buttonLook } from '../ui/button.tsx'
import { Empty, Failed } from '../ui/states.tsx'

/** A screen that failed. */
export function RouteProblem({ error }: ErrorComponentProps) {
  return <Failed problem={error instanceof Error ? error : new Error(String(error))} retry={() => location.reload()} />
}

/** A path that leads nowhere. */
export function Nowhere() {
  const { t } = useLingui()
  const home = (
    <Link to="/inbox" search={{ view: 'need' }} className={buttonLook('go')}>
      {t`Go to the inbox`}
    </Link>
  )
  return (
    <Empty title={t`There is nothing at this address`} action={home}>
      <Trans>The link may be old, or for another workspace.</Trans>
    </Empty>
  )
}
