import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import { useTitle } from './title.ts'

export interface PageProps {
  title: string
  lead?: ReactNode
  /** Where this page was opened from, and its name. */
  back?: { to: LinkProps; name: string }
  /** At the right of the title. */
  acts?: ReactNode
  children: ReactNode
}

/** A page that is read downwards: its name, one sentence, its parts between hairlines. */
export function Page({ title, lead, back, acts, children }: PageProps) {
  useTitle(title)
  return (
    <div className="relative mx-auto flex w-full max-w-3xl flex-col gap-6 px-5 py-6 sm:px-8 sm:py-8">
      <header className="flex flex-col gap-1.5">
        {back ? (
          <Link {...back.to} className="-ml-1 inline-flex items-center gap-1 self-start text-sm text-soft hover:text-ink">
            <Icon name="back" size={14} />
            {back.name}
          </Link>
        ) : null}
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h1 className="text-xl font-[640] tracking-tight wrap-anywhere">{title}</h1>
          {acts ? <div className="flex flex-wrap gap-2">{acts}</div> : null}
        </div>
        {lead ? <div className="max-w-prose text-soft">{lead}</div> : null}
      </header>
      {children}
    </div>
  )
}

export function Section({ title, lead, acts, children }: { title: string; lead?: ReactNode; acts?: ReactNode; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3 border-t border-line pt-5">
      <header className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-lg font-[600] tracking-tight">{title}</h2>
        {acts}
      </header>
      {lead ? <div className="-mt-2 max-w-prose text-soft">{lead}</div> : null}
      {children}
    </section>
  )
}
