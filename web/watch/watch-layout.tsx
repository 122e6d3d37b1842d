import { useLingui } from '@lingui/react/macro'
import { Outlet } from '@tanstack/react-router'
import { PlaceLinks } from '../shell/place-links.tsx'
import { WATCH_PLACES } from '../words/places.ts'

/** What no single ticket shows: its parts in one line above the chosen one. */
export function WatchLayout() {
  const { t, i18n } = useLingui()
  const places = WATCH_PLACES.map(({ to, name }) => ({ to, name: i18n._(name) }))
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PlaceLinks label={t`Watch`} places={places} className="md:border-b md:px-3 md:py-2" />
      <div className="relative min-h-0 flex-1 overflow-auto">
        <Outlet />
      </div>
    </div>
  )
}
