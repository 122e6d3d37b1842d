import { useLingui } from '@lingui/react/macro'
import { COMPARISON } from '../../../src/domain/comparison.ts'
import { lasting } from '../../words/spans.ts'
import type { Measured } from './compared-account.tsx'

/** A dot's step, and how many stand on each other at most before one dot stands for several questions. */
const STEP = 17
const HIGHEST = 9
const RADIUS = 6.5
/** Columns of those without an answer, apart at the right. */
const GAP = 1.5
const WITHOUT = 6
const WIDE = (COMPARISON.parts + GAP + WITHOUT) * STEP

const WEEK_MINUTES = COMPARISON.answerDays * 24 * 60
/** Where the scale is named, in minutes; the narrow ones too on a phone. */
const MARKS = [
  { minutes: 1, always: true },
  { minutes: 10, always: false },
  { minutes: 60, always: true },
  { minutes: 360, always: false },
  { minutes: 1_440, always: true },
] as const

/** Every question a dot: full where its answer came, on a scale from a minute to seven days; a ring apart where none came. */
export function Waits({ measured, isOurs, name }: { measured: Measured; isOurs: boolean; name: string }) {
  const { t } = useLingui()
  const { questions, answered } = measured
  const without = questions - answered
  const each = Math.max(1, Math.ceil(Math.max(...measured.spread) / HIGHEST), Math.ceil(without / (HIGHEST * WITHOUT)))
  const columns = measured.spread.map((count) => Math.ceil(count / each))
  const rings = Math.ceil(without / each)
  const rows = Math.max(...columns, Math.min(HIGHEST, Math.ceil(rings / WITHOUT)), 2)
  const high = rows * STEP + 4
  const place = (column: number, row: number) => ({ cx: (column + 0.5) * STEP, cy: high - 2 - (row + 0.5) * STEP, r: RADIUS })
  const dots = columns.flatMap((count, column) => Array.from({ length: count }, (_, row) => place(column, row)))
  const apart = Array.from({ length: rings }, (_, n) => place(COMPARISON.parts + GAP + Math.floor(n / rows), n % rows))
  return (
    <figure className="flex flex-col gap-1">
      <svg
        viewBox={`0 0 ${WIDE} ${high}`}
        className="w-full overflow-visible"
        role="img"
        aria-label={t`${name}: answered ${answered}, without an answer in seven days ${without}`}
      >
        <line x1={0} y1={high - 1} x2={COMPARISON.parts * STEP} y2={high - 1} className="stroke-strong" strokeWidth={1} />
        <line x1={(COMPARISON.parts + GAP) * STEP} y1={high - 1} x2={WIDE} y2={high - 1} className="stroke-now" strokeWidth={1} />
        {dots.map(({ cx, cy, r }) => (
          <circle key={`${cx} ${cy}`} cx={cx} cy={cy} r={r} className={isOurs ? 'fill-accent' : 'fill-four'} />
        ))}
        {apart.map(({ cx, cy, r }) => (
          <circle key={`${cx} ${cy}`} cx={cx} cy={cy} r={r - 1} className="fill-none stroke-now" strokeWidth={2} />
        ))}
        {measured.median === null ? null : <Mark seconds={measured.median} high={high} />}
        {measured.p90 === null ? null : <Mark seconds={measured.p90} high={high} isFar />}
      </svg>
      <Scale each={each} />
    </figure>
  )
}

/** How far along the scale, 0 to 1; as the server parts it. */
function along(minutes: number): number {
  return Math.log(Math.max(minutes, 1)) / Math.log(WEEK_MINUTES)
}

/** The median, whole; nine of ten, dashed. */
function Mark({ seconds, high, isFar = false }: { seconds: number; high: number; isFar?: boolean }) {
  const x = along(seconds / 60) * COMPARISON.parts * STEP
  return <line x1={x} y1={0} x2={x} y2={high} className="stroke-ink" strokeWidth={2} strokeDasharray={isFar ? '3 4' : undefined} />
}

function Scale({ each }: { each: number }) {
  const { t, i18n } = useLingui()
  const part = COMPARISON.parts / (COMPARISON.parts + GAP + WITHOUT)
  return (
    <figcaption className="figures text-xs text-faint">
      <span className="relative block h-4" aria-hidden="true">
        {MARKS.map(({ minutes, always }) => (
          <span key={minutes} className={`absolute whitespace-nowrap ${always ? '' : 'max-sm:hidden'}`} style={{ left: `${along(minutes) * part * 100}%` }}>
            {lasting(minutes, i18n.locale)}
          </span>
        ))}
        <span className="absolute right-0 whitespace-nowrap text-now">{t`no answer`}</span>
      </span>
      {each > 1 ? <span>{t`A dot is ${each} questions.`}</span> : null}
      <span className="sr-only">{t`The line is the median, the dashed line nine of ten.`}</span>
    </figcaption>
  )
}
