import type { ReactNode } from 'react'

const LOOK = {
  plain: 'border-line bg-raised text-soft',
  public: 'border-public-line bg-public-wash text-public',
  private: 'border-private-line bg-private-wash text-private',
  note: 'border-note-line bg-note-wash text-note',
  now: 'border-current bg-raised text-now font-semibold',
  ok: 'border-current bg-raised text-ok',
  warn: 'border-current bg-raised text-ten',
}
export type ChipTone = keyof typeof LOOK

export function Chip({ tone = 'plain', title, children }: { tone?: ChipTone; title?: string; children: ReactNode }) {
  return (
    <span
      title={title}
      className={`inline-flex max-w-full shrink-0 items-center gap-1 truncate rounded-full border px-2 py-px text-xs whitespace-nowrap ${LOOK[tone]}`}
    >
      {typeof children === 'string' ? <span className="truncate">{children}</span> : children}
    </span>
  )
}
