import { useLingui } from '@lingui/react'
import { useSyncExternalStore } from 'react'

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** «5 min ago» in the reader's language; the exact time on hover and for screen readers. */
export function TimeAgo({ at, className = '' }: { at: string; className?: string }) {
  const { i18n } = useLingui()
  const now = useNow()
  return (
    <time dateTime={at} title={exactly(at, i18n.locale)} className={`figures whitespace-nowrap ${className}`}>
      {ago(at, now, i18n.locale)}
    </time>
  )
}

/** «14:52» today, «Tue 14:52» this week, the date before that. */
export function Moment({ at, className = '' }: { at: string; className?: string }) {
  const { i18n } = useLingui()
  const now = useNow()
  return (
    <time dateTime={at} title={exactly(at, i18n.locale)} className={`figures whitespace-nowrap ${className}`}>
      {moment(at, now, i18n.locale)}
    </time>
  )
}

export function ago(at: string, now: number, locale: string): string {
  const seconds = (Date.parse(at) - now) / 1_000
  const [unit, size] = STEPS.find(([, size]) => Math.abs(seconds) >= size) ?? ['minute', 60]
  return relative(locale).format(Math.trunc(seconds / size), unit)
}

export function moment(at: string, now: number, locale: string): string {
  const days = (now - Date.parse(at)) / 86_400_000
  if (new Date(at).toDateString() === new Date(now).toDateString()) return format(locale, 'hour').format(Date.parse(at))
  return format(locale, Math.abs(days) < 6 ? 'week' : 'date').format(Date.parse(at))
}

export function exactly(at: string, locale: string): string {
  return format(locale, 'exact').format(Date.parse(at))
}

/** How long until then: as short as it can be written («4 min», «1h 50», «3d»), and in whole words to be read aloud. Negative minutes when it has passed. */
export function until(at: string, now: number, locale: string): { text: string; spoken: string; minutes: number } {
  const minutes = Math.ceil((Date.parse(at) - now) / 60_000)
  const parts = partsOf(Math.abs(minutes))
  const [first, second] = parts.map(([amount, name]) => unit(locale, name, name === 'minute' ? 'short' : 'narrow').format(amount))
  const text = second ? `${first} ${String(parts[1]?.[0]).padStart(2, '0')}` : (first ?? '')
  return { text, spoken: parts.map(([amount, name]) => unit(locale, name, 'long').format(amount)).join(' '), minutes }
}

/** The nearer it is, the finer it is said. */
function partsOf(minutes: number): [number, 'day' | 'hour' | 'minute'][] {
  const hours = Math.floor(minutes / 60)
  if (hours === 0) return [[minutes, 'minute']]
  if (hours >= 24) return [[Math.floor(hours / 24), 'day']]
  const rest = minutes % 60
  return hours < 3 && rest > 0
    ? [
        [hours, 'hour'],
        [rest, 'minute'],
      ]
    : [[hours, 'hour']]
}

const SHAPES: Record<string, Intl.DateTimeFormatOptions> = {
  hour: { hour: '2-digit', minute: '2-digit' },
  week: { weekday: 'short', hour: '2-digit', minute: '2-digit' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  exact: { dateStyle: 'full', timeStyle: 'short' },
}

/** Making an Intl formatter costs far more than using one: each is made once a locale. */
const made = new Map<string, unknown>()
function once<T>(key: string, make: () => T): T {
  if (!made.has(key)) made.set(key, make())
  return made.get(key) as T
}
const relative = (locale: string) => once(`r${locale}`, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }))
const format = (locale: string, shape: string) => once(`f${locale}${shape}`, () => new Intl.DateTimeFormat(locale, SHAPES[shape]))
const unit = (locale: string, unit: string, unitDisplay: 'short' | 'narrow' | 'long') =>
  once(`u${locale}${unit}${unitDisplay}`, () => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }))

/** Now, to the half minute: one timer for every clock on the screen, stopped when none is shown. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now)
}

let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined
const watching = new Set<() => void>()

function subscribe(listener: () => void) {
  watching.add(listener)
  timer ??= setInterval(tick, 30_000)
  return () => {
    watching.delete(listener)
    if (watching.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function tick() {
  now = Date.now()
  for (const listener of watching) listener()
}
