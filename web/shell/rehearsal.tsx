import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'

/** Says, where one looks, that this is not the world. */
export function RehearsalCard({ className = '' }: { className?: string }) {
  return (
    <p className={`mb-2 rounded-md border border-dashed border-strong px-2.5 py-2 text-xs text-soft ${className}`}>
      <Trans>Rehearsal: nothing here reaches a real network.</Trans> <Connect />
    </p>
  )
}

/** The same on a narrow screen, where the nav has no room for it. */
export function RehearsalStrip({ className = '' }: { className?: string }) {
  return (
    <p className={`gap-x-2 border-b border-dashed border-strong bg-panel px-4 py-1 text-xs text-soft ${className}`}>
      <span className="min-w-0 flex-1">
        <Trans>Rehearsal: nothing here reaches a real network.</Trans> <Connect />
      </span>
    </p>
  )
}

function Connect() {
  return (
    <Link to="/settings/accounts" className="whitespace-nowrap text-ink underline underline-offset-2">
      <Trans>Connect an account</Trans>
    </Link>
  )
}
