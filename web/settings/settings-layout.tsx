import { useLingui } from '@lingui/react/macro'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useMe } from '../shell/use-may.ts'
import { SETTINGS_PLACES } from '../words/places.ts'

/** The list of settings beside the chosen one; above it on a phone. What this person may not do is not offered. */
export function SettingsLayout() {
  const { t, i18n } = useLingui()
  const { abilities } = useMe()
  const list = useChosenInView()
  return (
    <div className="flex h-full min-h-0 flex-col md:flex-row">
      <nav
        ref={list}
        aria-label={t`Settings`}
        className="flex shrink-0 gap-0.5 overflow-x-auto border-line bg-panel p-2 max-md:mask-r-from-[calc(100%-24px)] max-md:border-b max-md:pr-7 md:w-48 md:flex-col md:overflow-y-auto md:border-r md:p-3"
      >
        {SETTINGS_PLACES.filter(({ needs }) => abilities.includes(needs)).map(({ to, name }) => (
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

/** On a phone the list is wider than the screen: the chosen one must be among those seen. */
function useChosenInView() {
  const { pathname } = useLocation()
  const list = useRef<HTMLElement>(null)
  useEffect(() => {
    const chosen = [...(list.current?.querySelectorAll('a') ?? [])].find((link) => pathname.startsWith(link.pathname))
    chosen?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [pathname])
  return list
}
