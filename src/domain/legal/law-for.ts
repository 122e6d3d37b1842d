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
  for (const place of brand.holidays) {
    const [country, ...region] = place.split('-')
    const pack = packs.find((pack) => pack.country === country)
    if (pack) return { law: pack.id, region: region.join('-') || null }
  }
  const pack = packs.find(({ zone, otherZones }) => zone === brand.zone || Object.values(otherZones).includes(brand.zone))
  return pack ? { law: pack.id, region: regionIn(pack, brand.zone) } : null
}

/** The time zone by which a law's days are counted in a region. */
export function legalZone({ zone, otherZones }: LegalPack, region: string | null): string {
  return (region === null ? undefined : otherZones[region]) ?? zone
}

function regionIn({ otherZones }: LegalPack, zone: string): string | null {
  return Object.keys(otherZones).find((region) => otherZones[region] === zone) ?? null
}
