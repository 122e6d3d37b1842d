/** Making an Intl object costs far more than using it: one a locale. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** «Thu, 7 May 2026»: a whole day, whatever the zone of who reads it. Takes an ISO day. */
export function dayInWords(day: string, locale: string): string {
  const format = formats.get(locale) ?? new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  formats.set(locale, format)
  return format.format(Date.parse(day))
}
