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

/** How long until then, as short as it can be said: «4 min», «1 h 50», «3 d». `late` when it has passed. */
export function until(at: string, now: number, locale: string): { text: string; minutes: number } {
  const minutes = Math.ceil((Date.parse(at) - now) / 60_000)
  const left = Math.max(0, Math.abs(minutes))
  return { text: span(left, locale), minutes }
}

function span(minutes: number, locale: string): string {
  if (minutes < 60) return unit(locale, 'minute').format(minutes)
  if (minutes < 180 && minutes % 60 !== 0) return `${unit(locale, 'hour').format(Math.floor(minutes / 60))} ${String(minutes % 60).padStart(2, '0')}`
  if (minutes < 1_440) return unit(locale, 'hour').format(Math.floor(minutes / 60))
  return unit(locale, 'day').format(Math.floor(minutes / 1_440))
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
const unit = (locale: string, unit: string) =>
  once(`u${locale}${unit}`, () => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: unit === 'day' ? 'narrow' : 'short' }))

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
