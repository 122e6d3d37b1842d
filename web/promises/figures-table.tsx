import { useLingui } from '@lingui/react/macro'
import { lasting } from '../words/spans.ts'
import type { Receipts } from './account-promise.tsx'

type Figures = NonNullable<Receipts['today']>

/** Today and this week, side by side with what half and nine of ten people lived. */
export function FiguresTable({ receipts: { today, weeks } }: { receipts: Receipts }) {
  const { t } = useLingui()
  return (
    <table className="figures w-full border-collapse text-left">
      <thead className="text-xs text-faint">
        <tr>
          <th className="pb-1 font-normal">
            <span className="sr-only">{t`When`}</span>
          </th>
          <th scope="col" className={NUMBER}>{t`Kept`}</th>
          <th scope="col" className={NUMBER}>{t`Half within`}</th>
          <th scope="col" className={NUMBER}>{t`9 of 10 within`}</th>
          <th scope="col" className={NUMBER}>{t`Waiting`}</th>
        </tr>
      </thead>
      <tbody>
        <Row name={t`Today`} figures={today} />
        <Row name={t`This week`} figures={weeks.at(-1)?.figures ?? null} />
      </tbody>
    </table>
  )
}

const NUMBER = 'pb-1 pl-2 text-right font-normal sm:pl-3'

function Row({ name, figures }: { name: string; figures: Figures | null }) {
  const { t, i18n } = useLingui()
  return (
    <tr className="border-t border-line">
      <th scope="row" className="py-1.5 font-normal text-soft sm:whitespace-nowrap">
        {name}
      </th>
      {figures ? (
        <>
          <td className={`${CELL} ${figures.broken > 0 ? 'text-now' : 'text-ok'} font-[600]`}>{share(figures.share, i18n.locale)}</td>
          <td className={CELL}>
            <Within spread={figures.median} />
          </td>
          <td className={CELL}>
            <Within spread={figures.p90} />
          </td>
          <td className={CELL}>{figures.waiting}</td>
        </>
      ) : (
        <td colSpan={4} className={`${CELL} text-faint`}>{t`nobody asked`}</td>
      )}
    </tr>
  )
}

/** On a phone hours and minutes take a line each. */
const CELL = 'py-1.5 pl-2 text-right sm:pl-3 sm:whitespace-nowrap'

/** A figure that counts somebody who still waits can only grow. */
function Within({ spread: { minutes, growing } }: { spread: Figures['median'] }) {
  const { t, i18n } = useLingui()
  const span = lasting(minutes, i18n.locale)
  return growing ? (
    <span className="text-ten">
      <span aria-hidden>&gt; {span}</span>
      <span className="sr-only">{t`over ${span}, and somebody still waits`}</span>
    </span>
  ) : (
    span
  )
}

export function share(share: number | null, locale: string): string {
  return share === null ? '–' : new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share)
}
