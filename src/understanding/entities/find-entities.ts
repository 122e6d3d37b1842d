import type { Entity } from '../../domain/meaning.ts'
import { findAmounts } from './amount.ts'
import { findCards } from './card.ts'
import { findDates } from './date.ts'
import { findEmails } from './email.ts'
import type { Around, Finder } from './finder.ts'
import { findIbans } from './iban.ts'
import { findNationalIds } from './national-ids.ts'
import { findPhones } from './phone.ts'
import { findPlaces } from './place.ts'
import { findReferences } from './reference.ts'

/** The surest first: what a checksum vouches for is not taken for a telephone, and a named number not for a date. `digits`: fewer can't make one. */
const FINDERS: readonly { find: Finder; digits: number }[] = [
  { find: findEmails, digits: 0 },
  { find: findIbans, digits: 8 },
  { find: findCards, digits: 13 },
  { find: findNationalIds, digits: 5 },
  { find: findReferences, digits: 0 },
  { find: findDates, digits: 1 },
  { find: findAmounts, digits: 1 },
  { find: findPhones, digits: 7 },
  { find: findPlaces, digits: 0 },
]

/** A longer text names its things in its beginning. */
const MOST_LETTERS = 8_000

/** What a text names, in its order. No two overlap. */
export function findEntities(text: string, around: Around): Entity[] {
  const read = text.slice(0, MOST_LETTERS)
  const has = countDigits(read)
  const taken: Entity[] = []
  for (const { find, digits } of FINDERS) {
    if (has < digits) continue
    for (const entity of find(read, around)) if (!taken.some((other) => entity.start < other.end && other.start < entity.end)) taken.push(entity)
  }
  return taken.sort((a, b) => a.start - b.start)
}

function countDigits(text: string): number {
  let digits = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 48 && code <= 57) digits++
  }
  return digits
}
