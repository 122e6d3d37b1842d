import type { Entity } from '../../domain/meaning.ts'
import type { CompiledBrand } from '../compile-brand.ts'

export interface Around {
  /** ISO 3166, two letters, or null. */
  country: string | null
  brand: CompiledBrand
}

/** Finds one kind of thing; a later finder gets only what earlier ones left. */
export type Finder = (text: string, around: Around) => Iterable<Entity>

/** Each match of a global pattern, as what the reader of it makes of it; null is no such thing. */
export function eachMatch(text: string, pattern: RegExp, read: (found: RegExpExecArray) => Entity | null): Entity[] {
  const entities: Entity[] = []
  // Not matchAll: that copies the pattern at every call, which costs more than most looks.
  pattern.lastIndex = 0
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const entity = read(found)
    if (entity) entities.push(entity)
    if (found[0] === '') pattern.lastIndex++
  }
  return entities
}

/** How far back a word that names a number may stand. */
const REACH = 28

/** Whether one of these words stands shortly before. */
export function namedBefore(text: string, at: number, words: RegExp): boolean {
  return words.test(text.slice(Math.max(0, at - REACH), at))
}
