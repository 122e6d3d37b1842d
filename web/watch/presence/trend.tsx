import { useLingui } from '@lingui/react/macro'
import { share } from '../../promises/figures-table.tsx'
import type { PresenceItem } from './account-presence.tsx'

const HEIGHT = 40

/** Eight weeks of first answers at a glance: how much of what was promised was kept. */
export function Trend({ weeks }: { weeks: PresenceItem['trend'] }) {
  const { t, i18n } = useLingui()
  return (
    <figure className="flex flex-col gap-1">
      <ol aria-label={t`Promise kept, the last eight weeks`} className="flex items-end gap-1">
        {weeks.map(({ monday, share: kept }) => {
          const said = kept === null ? t`nothing owed` : share(kept, i18n.locale)
          return (
            <li key={monday} title={said} className="flex flex-1 flex-col justify-end border-b border-strong" style={{ height: HEIGHT }}>
              <span className="sr-only">{said}</span>
              <span aria-hidden="true" className={kept !== null && kept < 0.8 ? 'bg-now' : 'bg-ok'} style={{ height: (kept ?? 0) * HEIGHT }} />
            </li>
          )
        })}
      </ol>
      <figcaption className="text-xs text-soft">{t`first answers in time, by week`}</figcaption>
    </figure>
  )
}
