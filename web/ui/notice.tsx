import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

const LOOK = {
  plain: { look: 'border-line bg-panel', icon: null },
  wrong: { look: 'border-now bg-panel', icon: 'warning' },
  warn: { look: 'border-note-line bg-note-wash', icon: 'warning' },
  ok: { look: 'border-ok bg-panel', icon: 'check' },
} satisfies Record<string, { look: string; icon: IconName | null }>

const INK = { plain: 'text-soft', wrong: 'text-now', warn: 'text-note', ok: 'text-ok' }

/** A thing to know, in its place: what happened in bold, then what it means and what to do. Read aloud when it appears. */
export function Notice({ tone = 'plain', title, children }: { tone?: keyof typeof LOOK; title: ReactNode; children?: ReactNode }) {
  const { look, icon } = LOOK[tone]
  return (
    <div role={tone === 'wrong' ? 'alert' : 'status'} className={`flex gap-2.5 rounded-lg border px-3 py-2.5 ${look}`}>
      {icon ? <Icon name={icon} size={17} className={`mt-0.5 ${INK[tone]}`} /> : null}
      <div className="min-w-0 flex-1">
        <p className="font-[580] wrap-anywhere">{title}</p>
        {children ? <div className="mt-0.5 text-soft wrap-anywhere">{children}</div> : null}
      </div>
    </div>
  )
}
