import { fold } from './fold.ts'
import { TOKEN, type Token } from './tokens.ts'

/**
 * What people say in many words, by name: `leave` → 'me cambio de|darse de baja|…'. A phrase is words with a space between; `a/b` is
 * either, `stem*` any word that begins so, `..` up to three words of any kind, `#` a number, `@` a handle. Case, accents and apostrophes
 * don't matter.
 */
export type Lexicon = Readonly<Record<string, string>>

export interface ConceptHit {
  concept: string
  /** Tokens, the last one not included. */
  from: number
  to: number
}

export type FindConcepts = (tokens: readonly Token[]) => ConceptHit[]

interface Place {
  exact: Set<string>
  stems: string[]
}

interface Phrase {
  concept: string
  /** After the first word. */
  rest: ('..' | Place)[]
}

/** What a word may begin. The second word sorts the phrases out: common first words begin a hundred. */
interface Opening {
  whole: string[]
  bySecond: Map<string, Phrase[]>
  others: Phrase[]
}

const MOST_BETWEEN = 3
/** Words recur: what each may begin is kept, within bounds. */
const MOST_KNOWN = 20_000

/** Makes the finder of a lexicon. Several lexicons (a language's, a brand's) add up. Throws on a phrase that begins with a gap. */
export function compileConcepts(lexicons: readonly Lexicon[]): FindConcepts {
  const openings = readOpenings(lexicons)
  const known = new Map<string, readonly Opening[]>()
  const begunBy = (word: string) => {
    const found = known.get(word)
    if (found) return found
    if (known.size >= MOST_KNOWN) known.clear()
    const begun = openings(word)
    known.set(word, begun)
    return begun
  }
  return (tokens) => find(tokens, begunBy)
}

function find(tokens: readonly Token[], begunBy: (word: string) => readonly Opening[]): ConceptHit[] {
  const hits: ConceptHit[] = []
  const take = (concept: string, from: number, to: number) => {
    if (to > 0 && !hits.some((hit) => hit.concept === concept && hit.to >= to)) hits.push({ concept, from, to })
  }
  for (let at = 0; at < tokens.length; at++) {
    const { word } = tokens[at]!
    if (word === '') continue
    for (const { whole, bySecond, others } of begunBy(word)) {
      for (const concept of whole) take(concept, at, at + 1)
      const second = tokens[at + 1]?.word
      if (second === undefined) continue
      for (const { concept, rest } of bySecond.get(second) ?? []) take(concept, at, follow(tokens, at + 2, rest, 1))
      for (const { concept, rest } of others) take(concept, at, follow(tokens, at + 1, rest, 0))
    }
  }
  return hits
}

/** Where the rest of a phrase ends, or 0. */
function follow(tokens: readonly Token[], at: number, rest: Phrase['rest'], from: number): number {
  if (from === rest.length) return at
  const place = rest[from]!
  if (place !== '..') return at < tokens.length && fits(place, tokens[at]!.word) ? follow(tokens, at + 1, rest, from + 1) : 0
  for (let skipped = 0; skipped <= MOST_BETWEEN; skipped++) {
    const to = follow(tokens, at + skipped, rest, from + 1)
    if (to > 0) return to
    if (ends(tokens[at + skipped])) return 0
  }
  return 0
}

function fits({ exact, stems }: Place, word: string): boolean {
  return exact.has(word) || stems.some((stem) => word.startsWith(stem))
}

/** A phrase doesn't reach over the end of its sentence. */
function ends(token: Token | undefined): boolean {
  return token === undefined || token.kind === TOKEN.line || (token.kind === TOKEN.mark && '.!?'.includes(token.word[0]!))
}

function readOpenings(lexicons: readonly Lexicon[]): (word: string) => readonly Opening[] {
  const exact = new Map<string, Opening>()
  const stems = new Map<string, Opening>()
  for (const [concept, phrases] of lexicons.flatMap((lexicon) => Object.entries(lexicon)))
    for (const source of phrases.split('|')) {
      const [first, ...rest] = source
        .trim()
        .split(/[\s'’]+/)
        .map(readPlace)
      if (first === undefined || first === '..') throw new Error(`${concept}: a phrase begins with a word: ${source}`)
      for (const word of first.exact) add(exact, word, { concept, rest })
      for (const stem of first.stems) add(stems, stem, { concept, rest })
    }
  return (word) => [exact.get(word), ...prefixes(word).map((prefix) => stems.get(prefix))].filter((opening) => opening !== undefined)
}

/** The same places recur in thousands of phrases: each is kept once. */
const places = new Map<string, Place>()

function readPlace(source: string): '..' | Place {
  if (source === '..') return source
  const place = places.get(source) ?? placeOf(source)
  if (places.size < MOST_KNOWN) places.set(source, place)
  return place
}

function placeOf(source: string): Place {
  const words = source.split('/').map(fold)
  return { exact: new Set(words.filter((word) => !word.endsWith('*'))), stems: words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1)) }
}

function prefixes(word: string): string[] {
  return Array.from({ length: Math.max(0, word.length - 1) }, (_, at) => word.slice(0, at + 2))
}

function add(openings: Map<string, Opening>, word: string, phrase: Phrase): void {
  const opening = openings.get(word) ?? { whole: [], bySecond: new Map<string, Phrase[]>(), others: [] }
  openings.set(word, opening)
  const [second] = phrase.rest
  if (second === undefined) opening.whole.push(phrase.concept)
  else if (second === '..' || second.stems.length > 0) opening.others.push(phrase)
  else for (const next of second.exact) opening.bySecond.set(next, [...(opening.bySecond.get(next) ?? []), phrase])
}
