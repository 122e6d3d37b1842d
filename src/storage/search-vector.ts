import { sql, type RawBuilder } from 'kysely'

/** PostgreSQL takes no longer word; nobody looks for one. In UTF-16 units, each of at most three bytes. */
const LONGEST = 680

/**
 * Folded text (domain/fold) as a `tsvector` in writing, each word with its place. The words are found already: to let PostgreSQL look for
 * them again takes twice as long, and its parser may cut some of them otherwise than we do.
 */
export function toVector(folded: string): string {
  const places: string[] = []
  let place = 0
  for (const word of folded.split(' ')) if (word !== '' && word.length <= LONGEST) places.push(`${word}:${++place}`)
  return places.join(' ')
}

/** Folded words in the order in which they must stand; of the last, perhaps only the beginning. */
export function toQuery({ words, begins }: { words: readonly string[]; begins: boolean }): RawBuilder<unknown> {
  return sql`${words.join(' <-> ') + (begins ? ':*' : '')}::tsquery`
}
