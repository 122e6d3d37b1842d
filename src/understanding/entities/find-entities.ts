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

/** The surest first: what a checksum vouches for is not taken for a telephone, and a named number not for a date. */
const WITH_DIGITS: readonly Finder[] = [findEmails, findIbans, findCards, findNationalIds, findReferences, findDates, findAmounts, findPhones]
const WITHOUT: readonly Finder[] = [findEmails, findReferences]

/** A longer text names its things in its beginning. */
const MOST_LETTERS = 8_000

/** What a text names, in its order. No two overlap. */
export function findEntities(text: string, around: Around): Entity[] {
  const read = text.slice(0, MOST_LETTERS)
  const taken: Entity[] = []
  for (const find of [...(/\d/.test(read) ? WITH_DIGITS : WITHOUT), findPlaces])
    for (const entity of find(read, around)) if (!taken.some((other) => entity.start < other.end && other.start < entity.end)) taken.push(entity)
  return taken.sort((a, b) => a.start - b.start)
}
