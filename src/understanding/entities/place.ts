import { fold } from '../fold.ts'
import { eachMatch, type Finder } from './finder.ts'
import PLACES from './places.json' with { type: 'json' }

/** Folded name → the name; an airport's code → its city. */
const KNOWN = new Map([
  ...PLACES.cities.map((name) => [fold(name), name] as const),
  ...Object.entries(PLACES.airports).map(([code, city]) => [code.toLowerCase(), city] as const),
])
const PREPOSITION =
  /(?:^|[^\p{L}\p{N}@#])(?:en|a|al|de|del|desde|hasta|hacia|para|entre|in|at|to|from|near|via|da|di|per|verso|do|no|na|em|até|ao|à|aeropuerto|aeroporto|airport|d)[\s'’-]+$/iu
const LONGEST_PREPOSITION = 14
const NAME = /(?<![\p{L}\p{N}@#])\p{Lu}[\p{L}\p{M}'’]*(?:[\s-](?:(?:de|del|di|do|da|la|las|los|el)\s)?\p{Lu}[\p{L}\p{M}'’]*){0,2}/gu

/** Cities and airports that are known by name, after a preposition: elsewhere they are often somebody's surname or a brand. */
export const findPlaces: Finder = (text) =>
  eachMatch(text, NAME, ({ 0: written, index }) => {
    const found = longestKnown(written)
    if (found === null || !PREPOSITION.test(text.slice(Math.max(0, index - LONGEST_PREPOSITION), index))) return null
    return { kind: 'place', value: found.value, start: index, end: index + found.length }
  })

function longestKnown(written: string): { value: string; length: number } | null {
  for (let name = written; name !== ''; name = name.replace(/(?:^|[\s-])[^\s-]*$/u, '')) {
    const value = KNOWN.get(fold(name))
    if (value !== undefined) return { value, length: name.length }
  }
  return null
}
