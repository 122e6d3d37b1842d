import type { BrandWords, NumberKind } from './brand-words.ts'
import { compileConcepts, type ConceptHit, type FindConcepts, type Lexicon } from './concepts.ts'
import { LEXICONS } from './lexicons.ts'
import { BRANDED } from './rules.ts'
import type { Token } from './tokens.ts'

/** A brand's words beside those of each language, ready to be looked for. */
export interface CompiledBrand {
  findConcepts(tokens: readonly Token[], language: string | null): ConceptHit[]
  /** Of its numbers, by kind. */
  patterns: readonly (readonly [NumberKind, RegExp])[]
  airlines: readonly string[]
}

/** Where no language is known, the words of all are looked for. */
const ANY = 'any'

export function compileBrand(words: BrandWords): CompiledBrand {
  const findOwn = compileConcepts(lexiconsOf(words))
  return {
    findConcepts: (tokens, language) => [...finderOf(language)(tokens), ...findOwn(tokens)],
    patterns: patternsOf(words),
    airlines: words.airlines ?? [],
  }
}

const finders = new Map<string, FindConcepts>()

/** The finder of a language, made when it is first needed and shared by all brands. */
function finderOf(language: string | null): FindConcepts {
  const key = language !== null && language in LEXICONS ? language : ANY
  const found = finders.get(key) ?? compileConcepts(key === ANY ? Object.values(LEXICONS) : [LEXICONS[key]!])
  finders.set(key, found)
  return found
}

/** A competitor counts by its name, and as a competitor; an off-limits word as what the model knows such words by. */
function lexiconsOf({ competitors = [], offLimits = [], topics = {}, concepts = {} }: BrandWords): Lexicon[] {
  return [
    Object.fromEntries(competitors.map((name) => [BRANDED.competitor + name, name])),
    Object.fromEntries(Object.entries(topics).map(([topic, phrases]) => [BRANDED.topic + topic, phrases.join('|')])),
    Object.fromEntries(Object.entries(concepts).map(([concept, phrases]) => [concept, phrases.join('|')])),
    { ...(competitors.length > 0 && { competitor: competitors.join('|') }), ...(offLimits.length > 0 && { 'off-limits': offLimits.join('|') }) },
  ]
}

/** A pattern that is no regular expression is left out: the manual's check tells its author. */
function patternsOf({ patterns = {} }: BrandWords): [NumberKind, RegExp][] {
  return (Object.entries(patterns) as [NumberKind, string[]][]).flatMap(([kind, sources]) =>
    sources.map((source): [NumberKind, RegExp] => [kind, new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'gu')]),
  )
}
