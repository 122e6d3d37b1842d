/** A country or region that the list of holidays does not know. */
export class HolidaysUnknown extends Error {
  readonly code = 'holidays-unknown'
}

/**
 * Public holidays as ISO days, in order: those of a country (ISO 3166-1) and, where given, of its region as the library date-holidays codes
 * it (ES-MD is `MD`). Municipal holidays are in no list. Loads the library, some megabytes of rules, at its first call. Throws
 * `holidays-unknown` rather than leave a region's own days out.
 */
export async function holidaysOf(country: string, region: string | null, years: readonly number[]): Promise<string[]> {
  const { default: Holidays } = await import('date-holidays')
  const all = new Holidays()
  if (!Object.hasOwn(all.getCountries(), country)) throw new HolidaysUnknown(`No holidays are known for ${country}.`)
  if (region !== null && !Object.hasOwn(all.getStates(country) ?? {}, region)) throw new HolidaysUnknown(`No holidays are known for ${country}-${region}.`)
  const list = region === null ? new Holidays(country) : new Holidays(country, region)
  const days = years.flatMap((year) => list.getHolidays(year).filter(({ type }) => type === 'public'))
  return [...new Set(days.flatMap(({ date, start, end }) => daysOf(date, end.getTime() - start.getTime())))].toSorted()
}

/** A holiday of several days is written by its first. */
function daysOf(date: string, length: number): string[] {
  const first = Temporal.PlainDate.from(date.slice(0, 10))
  return Array.from({ length: Math.max(1, Math.round(length / 86_400_000)) }, (_, days) => first.add({ days }).toString())
}

/** The regions of a country whose holidays are known, by name in that language where the list has one; none where only the country's own are known. */
export async function regionsOf(country: string, language: string): Promise<{ code: string; name: string }[]> {
  const { default: Holidays } = await import('date-holidays')
  const regions = Object.entries(new Holidays().getStates(country, language) ?? {}).map(([code, name]) => ({ code, name }))
  return regions.toSorted((one, other) => one.name.localeCompare(other.name, language))
}
