/** «15 min», «3 h 20 min», «26 h»: open time is told in hours, since nobody's day is as long as another's. */
export function lasting(minutes: number, locale: string): string {
  const whole = Math.round(minutes)
  const [hours, rest] = [Math.floor(whole / 60), whole % 60]
  const parts: [number, 'hour' | 'minute'][] = [
    [hours, 'hour'],
    [rest, 'minute'],
  ]
  const said = parts.filter(([amount, unit]) => amount > 0 && (unit === 'hour' || hours < 10))
  return (said.length > 0 ? said : parts.slice(1)).map(([amount, unit]) => unitFormat(locale, unit).format(amount)).join(' ')
}

/** «Fri 16:45» near today, «13 Nov, 16:45» further off: a clock is told to the minute, however old. */
export function wallMoment(at: string, now: number, locale: string): string {
  const isNear = Math.abs(now - Date.parse(at)) < 6 * 86_400_000
  return momentFormat(locale, isNear).format(Date.parse(at))
}

const formats = new Map<string, { format(value: number): string }>()

function once(key: string, make: () => { format(value: number): string }) {
  const known = formats.get(key) ?? make()
  formats.set(key, known)
  return known
}

const unitFormat = (locale: string, unit: 'hour' | 'minute') =>
  once(`${locale} ${unit}`, () => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }))

const momentFormat = (locale: string, isNear: boolean) =>
  once(`${locale} ${isNear}`, () =>
    isNear
      ? new Intl.DateTimeFormat(locale, { weekday: 'short', hour: '2-digit', minute: '2-digit' })
      : new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
  )
