import type { BrandWords, NumberKind } from './brand-words.ts'
import { compileConcepts, type ConceptHit, type FindConcepts, type Lexicon } from './concepts.ts'
import { LEXICONS } from './lexicons.ts'
import { BRANDED, OFF_LIMITS } from './rules.ts'
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
  const own = lexiconsOf(words).filter((lexicon) => Object.keys(lexicon).length > 0)
  const findOwn = compileConcepts(own)
  return {
    findConcepts: (tokens, language) => {
      const hits = finderOf(language)(tokens)
      return own.length === 0 ? hits : [...hits, ...findOwn(tokens.map(byName))]
    },
    patterns: patternsOf(words),
    airlines: words.airlines ?? [],
  }
}

/** Who is named by a handle is named. */
function byName(token: Token): Token {
  return token.handle === undefined ? token : { ...token, word: token.handle }
}

const finders = new Map<string, FindConcepts>()

/** The finder of a language, made when it is first needed and shared by all brands. */
function finderOf(language: string | null): FindConcepts {
  const key = language !== null && language in LEXICONS ? language : ANY
  const found = finders.get(key) ?? compileConcepts(key === ANY ? Object.values(LEXICONS) : [LEXICONS[key]!])
  finders.set(key, found)
  return found
}

/** A competitor counts by its name, and as a competitor; an off-limits word is one, whatever the model says. */
function lexiconsOf({ competitors = [], offLimits = [], topics = {}, concepts = {} }: BrandWords): Lexicon[] {
  const named = (prefix: string, entries: [name: string, phrases: string[]][]) => lexiconOf(entries.map(([name, phrases]) => [prefix + name, phrases]))
  return [
    named(
      BRANDED.competitor,
      competitors.map((name) => [name, [name]]),
    ),
    named(BRANDED.topic, Object.entries(topics)),
    named('', Object.entries(concepts)),
    lexiconOf([['elsewhere', competitors]]),
    lexiconOf([[OFF_LIMITS, offLimits]]),
  ]
}

/** Here a phrase begins with a letter, for numbers are all one: others are left out, as is a concept of which nothing is left. The manual looks for its words itself. */
function lexiconOf(entries: [concept: string, phrases: string[]][]): Lexicon {
  const sound = entries.map(
    ([concept, phrases]) => [concept, phrases.flatMap((phrase) => phrase.split('|')).filter((phrase) => /^\s*\p{L}/u.test(phrase))] as const,
  )
  return Object.fromEntries(sound.filter(([, phrases]) => phrases.length > 0).map(([concept, phrases]) => [concept, phrases.join('|')]))
}

/** A pattern that is no regular expression is left out likewise. */
function patternsOf({ patterns = {} }: BrandWords): [NumberKind, RegExp][] {
  return (Object.entries(patterns) as [NumberKind, string[]][]).flatMap(([kind, sources]) =>
    sources.flatMap((source): [NumberKind, RegExp][] => {
      const pattern = patternOf(source)
      return pattern ? [[kind, pattern]] : []
    }),
  )
}

function patternOf(source: string): RegExp | null {
  try {
    return new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'gu')
  } catch {
    return null
  }
}
