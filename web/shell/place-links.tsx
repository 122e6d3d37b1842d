import { Link, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

interface Place {
  to: string
  name: string
}

/** Links to the screens of one place. Where they are wider than the window they scroll, and the chosen one is among those seen. */
export function PlaceLinks({ label, places, className }: { label: string; places: readonly Place[]; className: string }) {
  const list = useChosenInView()
  return (
    <nav
      ref={list}
      aria-label={label}
      className={`flex shrink-0 gap-0.5 overflow-x-auto border-line bg-panel max-md:mask-r-from-[calc(100%-24px)] max-md:border-b max-md:p-2 max-md:pr-7 print:hidden ${className}`}
    >
      {places.map(({ to, name }) => (
        <Link
          key={to}
          to={to}
          className="rounded-md px-2.5 py-1.5 whitespace-nowrap text-soft no-underline hover:bg-stone hover:text-ink aria-[current=page]:bg-accent-wash aria-[current=page]:font-[560] aria-[current=page]:text-ink"
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}

function useChosenInView() {
  const { pathname } = useLocation()
  const list = useRef<HTMLElement>(null)
  useEffect(() => {
    const chosen = [...(list.current?.querySelectorAll('a') ?? [])].find((link) => pathname.startsWith(link.pathname))
    chosen?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [pathname])
  return list
}
