import type { LegalPack } from './legal-pack.ts'
import { LEGAL_PACKS } from './packs.ts'

/** Which law a brand's complaints are under, and the region by which its days are counted. */
export interface LawChoice {
  law: string
  /** As the list of holidays codes it, such as `MD`; null where the whole country's count. */
  region: string | null
}

/**
 * The law of the brand's country, by the holidays that it keeps (`ES-MD`, `PT`) or, where it names none, by its time zone. Null where no
 * pack fits: somebody has to choose.
 */
export function lawFor(brand: { holidays: readonly string[]; zone: string }): LawChoice | null {
  const packs = [...LEGAL_PACKS.values()]
  const kept = brand.holidays.map(countryOf).find((country) => packs.some((pack) => pack.country === country))
  const pack = packs.find(({ country, zone, otherZones }) =>
    kept === undefined ? zone === brand.zone || Object.values(otherZones).includes(brand.zone) : country === kept,
  )
  return pack ? { law: pack.id, region: regionFor(pack, brand) } : null
}

/** The region by which a brand's days are counted under a law: one that its holidays name or, where they name nothing of the country, that of its time zone. */
export function regionFor({ country, otherZones }: LegalPack, brand: { holidays: readonly string[]; zone: string }): string | null {
  const places = brand.holidays.filter((place) => countryOf(place) === country)
  if (places.length === 0) return Object.keys(otherZones).find((region) => otherZones[region] === brand.zone) ?? null
  return places.find((place) => place !== country)?.slice(country.length + 1) ?? null
}

function countryOf(place: string): string {
  return place.split('-')[0]!
}

/** The time zone by which a law's days are counted in a region. */
export function legalZone({ zone, otherZones }: LegalPack, region: string | null): string {
  return (region === null ? undefined : otherZones[region]) ?? zone
}
