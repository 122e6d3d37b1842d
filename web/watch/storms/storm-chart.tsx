import { Trans, useLingui } from '@lingui/react/macro'
import type { StormRoom } from '../../contract.ts'

const WIDE = 640
const HIGH = 160

/** What came against what was expected, in windows of five minutes. Its name and the caption tell the peak to whoever can't see it. */
export function StormChart({ chart, name }: { chart: StormRoom['chart']; name: string }) {
  const { t, i18n } = useLingui()
  const most = Math.max(...chart.map(({ messages, expected }) => Math.max(messages, expected)), 1)
  const x = (n: number) => (chart.length < 2 ? 0 : (n / (chart.length - 1)) * WIDE)
  const y = (value: number) => HIGH - (value / most) * (HIGH - 4)
  const line = (of: 'messages' | 'expected') => chart.map((point, n) => `${n === 0 ? 'M' : 'L'}${x(n).toFixed(1)} ${y(point[of]).toFixed(1)}`).join('')
  const clock = new Intl.DateTimeFormat(i18n.locale, { hour: '2-digit', minute: '2-digit' })
  const [first, last] = [chart[0], chart.at(-1)]
  const peak = Math.max(...chart.map(({ messages }) => messages), 0)
  return (
    <figure className="flex flex-col gap-2">
      <svg
        viewBox={`0 0 ${WIDE} ${HIGH}`}
        preserveAspectRatio="none"
        className="h-40 w-full"
        role="img"
        aria-label={t`${name}: at most ${peak} messages in five minutes`}
      >
        <path d={`${line('messages')}L${WIDE} ${HIGH}L0 ${HIGH}Z`} className="fill-accent-wash" />
        <path d={line('messages')} className="fill-none stroke-accent" strokeWidth={2} vectorEffect="non-scaling-stroke" />
        <path d={line('expected')} className="fill-none stroke-current text-soft" strokeWidth={1.5} strokeDasharray="4 4" vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption className="figures grid grid-cols-2 gap-y-0.5 text-sm text-soft">
        {first ? <span>{clock.format(new Date(first.at))}</span> : null}
        {last ? <span className="text-right">{clock.format(new Date(last.at))}</span> : null}
        <span className="col-span-2">
          <Trans>
            {name}: messages in five minutes, at most {peak}; dashed: expected
          </Trans>
        </span>
      </figcaption>
    </figure>
  )
}
