import { useLingui } from '@lingui/react/macro'
import type { Receipts } from './account-promise.tsx'
import { share } from './figures-table.tsx'

type Week = Receipts['weeks'][number]

/** Eight weeks at a glance: how many people a promise was made to, and to how many it was kept, broken, or is still open. */
export function Weeks({ weeks }: { weeks: readonly Week[] }) {
  const { t } = useLingui()
  const most = Math.max(1, ...weeks.map(({ figures }) => figures?.promised ?? 0))
  return (
    <figure className="flex flex-col gap-1">
      <ol aria-label={t`The last eight weeks`} className="flex items-end gap-1.5">
        {weeks.map((week) => (
          <Column key={week.monday} week={week} most={most} />
        ))}
      </ol>
      <figcaption className="flex flex-wrap gap-x-3 text-xs text-soft">
        <Key color="bg-ok" name={t`kept`} />
        <Key color="bg-now" name={t`broken`} />
        <Key color="bg-strong" name={t`still in time`} />
      </figcaption>
    </figure>
  )
}

/** Tall enough to be compared, low enough to stand beside two lines of figures. */
const HEIGHT = 64

function Column({ week: { monday, figures }, most }: { week: Week; most: number }) {
  const { t, i18n } = useLingui()
  const { promised, kept, broken } = figures ?? { promised: 0, kept: 0, broken: 0 }
  const height = (amount: number) => ({ height: `${(amount / most) * HEIGHT}px` })
  const day = new Intl.DateTimeFormat(i18n.locale, { day: 'numeric', month: 'numeric', timeZone: 'UTC' }).format(Date.parse(monday))
  const kepts = share(figures?.share ?? null, i18n.locale)
  const said = figures ? t`week of ${day}: ${promised} promised, ${kept} kept, ${broken} broken` : t`week of ${day}: nobody asked`
  return (
    <li title={said} className="flex min-w-0 flex-1 flex-col items-stretch">
      <span className="sr-only">{said}</span>
      <span aria-hidden="true" className="figures text-center text-[0.6875rem] text-soft">
        {figures ? kepts : ''}
      </span>
      <span aria-hidden="true" className="mt-0.5 flex flex-col justify-end overflow-hidden rounded-t-sm border-b border-strong" style={{ height: HEIGHT }}>
        <span className="bg-strong" style={height(promised - kept - broken)} />
        <span className="bg-now" style={height(broken)} />
        <span className="bg-ok" style={height(kept)} />
      </span>
      <span aria-hidden="true" className="figures mt-1 truncate text-center text-[0.6875rem] text-faint">
        {day}
      </span>
    </li>
  )
}

function Key({ color, name }: { color: string; name: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden="true" className={`size-2 rounded-xs ${color}`} />
      {name}
    </span>
  )
}
