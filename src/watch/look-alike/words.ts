import { misread, squash } from './skeleton.ts'
import WORDS from './words.json' with { type: 'json' }

/**
 * What a word beside a brand's name tells: `help`, `claim` and `lure` are what squatters add; `place` and `filler` are added by anybody; `fan`, `parody`
 * and `trade` say who somebody is. `other` is a word that the lists don't have.
 */
export type WordKind = 'fan' | 'parody' | 'trade' | 'help' | 'claim' | 'lure' | 'shop' | 'place' | 'filler' | 'digits' | 'other'

/** A word in several lists is what the first of them says. */
const KINDS = ['fan', 'parody', 'trade', 'help', 'claim', 'lure', 'shop', 'place', 'filler'] as const satisfies readonly WordKind[]

const KIND_OF = new Map<string, WordKind>([...KINDS].reverse().flatMap((kind) => WORDS[kind].map((word) => [squash(word), kind] as const)))
/** Longer words also as they are disguised: `4yuda`, `s0porte`. */
const KIND_OF_MISREAD = new Map([...KIND_OF].filter(([word]) => word.length > 3).map(([word, kind]) => [misread(word), kind] as const))
const LONGEST = Math.max(...[...KIND_OF.keys()].map((word) => word.length))
const COMMON = new Set(WORDS.common.map(squash))

export interface Word {
  text: string
  kind: WordKind
}

export function kindOf(word: string): WordKind {
  return knownKind(word) ?? 'other'
}

function knownKind(word: string): WordKind | undefined {
  const known = KIND_OF.get(word)
  if (known !== undefined || !/[0-9lg]/.test(word)) return known
  return /^\d+$/.test(word) ? 'digits' : word.length > 3 ? KIND_OF_MISREAD.get(misread(word)) : undefined
}

/** Whether it is a word that many things are named after, so that alone it says little. */
export function isCommon(word: string): boolean {
  return COMMON.has(word) || KIND_OF.has(word)
}

/** Cuts squashed text into known words and numbers with the fewest letters and cuts left over; letters left over stand as `other`. */
export function cutWords(text: string): Word[] {
  if (text === '') return []
  const whole = kindOf(text)
  if (whole !== 'other') return [{ text, kind: whole }]
  const cuts: Cut[] = [{ cost: 0, from: 0, kind: 'other' }]
  for (let end = 1; end <= text.length; end++) cuts.push(cheapest(text, end, cuts))
  return wordsOfCuts(text, cuts)
}

/** The cheapest way to cut a text until here: its last word begins at `from`. */
interface Cut {
  cost: number
  from: number
  kind: WordKind
}

/** Words of a letter or two are found in everything: only numbers may be so short. */
const SHORTEST = 3

function cheapest(text: string, end: number, cuts: readonly Cut[]): Cut {
  let best: Cut = { cost: cuts[end - 1]!.cost + 1, from: end - 1, kind: isDigit(text, end - 1) ? 'digits' : 'other' }
  for (let from = Math.max(0, end - LONGEST); from <= end - SHORTEST; from++) {
    const cost = cuts[from]!.cost + 1
    const kind = cost <= best.cost ? knownKind(text.slice(from, end)) : undefined
    if (kind !== undefined) best = { cost, from, kind }
  }
  return best
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}

/** From the end to the beginning; what is left over side by side is one word, and so are digits. */
function wordsOfCuts(text: string, cuts: readonly Cut[]): Word[] {
  const words: Word[] = []
  for (let end = text.length; end > 0; end = cuts[end]!.from) {
    const { from, kind } = cuts[end]!
    const after = words[0]
    const part = text.slice(from, end)
    if (after && after.kind === kind && (kind === 'other' || kind === 'digits')) after.text = part + after.text
    else words.unshift({ text: part, kind })
  }
  return words
}
