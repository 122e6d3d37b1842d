import type { ReactNode } from 'react'

/** A key, as on a keyboard. Hidden from screen readers: the action itself carries its name. */
export function Kbd({ children, className = '' }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      aria-hidden="true"
      className={`inline-block rounded-[4px] border border-b-2 border-strong bg-raised px-1.25 py-0.5 font-sans text-[0.6875rem] leading-none font-medium text-soft ${className}`}
    >
      {children}
    </kbd>
  )
}
