import { useLingui } from '@lingui/react/macro'
import { Outlet } from '@tanstack/react-router'
import { PlaceLinks } from '../shell/place-links.tsx'
import { useMe } from '../shell/use-may.ts'
import { SETTINGS_PLACES } from '../words/places.ts'

/** The list of settings beside the chosen one; above it on a phone. What this person may not do is not offered. */
export function SettingsLayout() {
  const { t, i18n } = useLingui()
  const { abilities } = useMe()
  const places = SETTINGS_PLACES.filter(({ needs }) => abilities.includes(needs)).map(({ to, name }) => ({ to, name: i18n._(name) }))
  return (
    <div className="flex h-full min-h-0 flex-col md:flex-row">
      <PlaceLinks label={t`Settings`} places={places} className="md:w-48 md:flex-col md:overflow-y-auto md:border-r md:p-3" />
      <div className="relative min-h-0 flex-1 overflow-auto">
        <Outlet />
      </div>
    </div>
  )
}
