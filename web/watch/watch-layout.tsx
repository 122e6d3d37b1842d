import { useLingui } from '@lingui/react/macro'
import { Link, Outlet } from '@tanstack/react-router'
import { WATCH_PLACES } from '../words/places.ts'

/** What no single ticket shows: its parts in one line above the chosen one. */
export function WatchLayout() {
  const { t, i18n } = useLingui()
  return (
    <div className="flex h-full min-h-0 flex-col">
      <nav aria-label={t`Watch`} className="flex shrink-0 gap-0.5 overflow-x-auto border-b border-line bg-panel px-3 py-2 print:hidden">
        {WATCH_PLACES.map(({ to, name }) => (
          <Link
            key={to}
            to={to}
            className="rounded-md px-2.5 py-1.5 whitespace-nowrap text-soft no-underline hover:bg-stone hover:text-ink aria-[current=page]:bg-accent-wash aria-[current=page]:font-[560] aria-[current=page]:text-ink"
          >
            {i18n._(name)}
          </Link>
        ))}
      </nav>
      <div className="relative min-h-0 flex-1 overflow-auto">
        <Outlet />
      </div>
    </div>
  )
}
