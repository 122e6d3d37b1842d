export interface TimeZone {
  /** IANA name. */
  id: string
  /** Its city as people read it: “Buenos Aires”. */
  place: string
  /** Its name in the reader's language: “hora de Colombia”. */
  name: string
  /** Now, against UTC: “GMT-5”. */
  offset: string
}

/** The zone this browser lives in. */
export function guessedTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
}

/** Every zone the browser knows, named in `locale`, in the order of their places. */
export function timeZones(locale: string): TimeZone[] {
  const ids = new Set([...Intl.supportedValuesOf('timeZone'), guessedTimeZone(), 'UTC'])
  const order = new Intl.Collator(locale)
  return [...ids].map((id) => describe(id, locale)).toSorted((a, b) => order.compare(a.place, b.place))
}

function describe(id: string, locale: string): TimeZone {
  const place = (id.split('/').at(-1) ?? id).replaceAll('_', ' ')
  return { id, place, name: part(id, locale, 'longGeneric'), offset: part(id, locale, 'shortOffset') }
}

function part(timeZone: string, locale: string, timeZoneName: 'longGeneric' | 'shortOffset'): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName }).formatToParts()
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
}
