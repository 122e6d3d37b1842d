/** A law on complaints as data. Whoever keeps a pack reads its sources again and moves `read`. No pack is legal advice. */
export interface LegalPack {
  id: string
  /** ISO 3166-1. */
  country: string
  /** In which its days are counted, and those of its regions that lie in another one, by the region's code. */
  zone: string
  otherZones: Readonly<Record<string, string>>
  /** ISO 639-1: what a complaint is confirmed in where we have no words in the person's own language. */
  language: string
  /** As the law calls itself, in its own language. */
  title: string
  inForce: string
  /** ISO day up to which firms may still adapt; null if there is no such time. */
  adaptUntil: string | null
  /** A formal complaint is answered within this many working days, the day of complaint not counted. */
  workingDays: number
  owes: readonly LegalDuty[]
  appliesTo: string
  sources: readonly LegalSource[]
  /** What a lawyer of the brand has to settle. */
  open: readonly string[]
}

export type LegalDuty = 'answer' | 'tracking-code' | 'persons-language' | 'human-on-request' | 'not-only-a-bot' | 'no-cut-while-open'

export interface LegalSource {
  title: string
  url: string
  /** ISO day. */
  read: string
  /** Of the law itself, or of somebody who tells what it says. */
  hand: 'first' | 'second'
}

export type LegalStanding = 'not-yet' | 'adapting' | 'binding'

export function legalStanding(pack: LegalPack, on: Temporal.PlainDate): LegalStanding {
  if (Temporal.PlainDate.compare(on, pack.inForce) < 0) return 'not-yet'
  return pack.adaptUntil !== null && Temporal.PlainDate.compare(on, pack.adaptUntil) <= 0 ? 'adapting' : 'binding'
}
