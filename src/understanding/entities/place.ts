import { fold } from '../fold.ts'
import { eachMatch, type Finder } from './finder.ts'
import PLACES from './places.json' with { type: 'json' }

/** Folded name → the name; an airport's code → its city. */
const KNOWN = new Map([
  ...PLACES.cities.map((name) => [fold(name), name] as const),
  ...Object.entries(PLACES.airports).map(([code, city]) => [code.toLowerCase(), city] as const),
])
const PREPOSITION = 'en|a|al|de|del|desde|hasta|hacia|para|entre|in|at|to|from|near|via|da|di|per|verso|do|no|na|em|até|ao|à|aeropuerto|aeroporto|airport|d'
const NAME = String.raw`\p{Lu}[\p{L}\p{M}'’-]*(?:\s(?:de|del|di|do|da|la|las|los|el)?\s?\p{Lu}[\p{L}\p{M}'’-]*){0,2}`
const WRITTEN = new RegExp(String.raw`(?<![\p{L}\p{N}@#])(?:${PREPOSITION})[\s'’-]+(${NAME})`, 'gu')

/** Cities and airports that are known by name, after a preposition: elsewhere they are often somebody's surname or a brand. */
export const findPlaces: Finder = (text) =>
  eachMatch(text, WRITTEN, (found) => {
    const start = found.index + found[0].length - found[1]!.length
    for (let name = found[1]!; name !== ''; name = name.replace(/(?:^|\s+)\S+$/u, '')) {
      const known = KNOWN.get(fold(name).replaceAll('’', "'"))
      if (known) return { kind: 'place', value: known, start, end: start + name.length }
    }
    return null
  })
