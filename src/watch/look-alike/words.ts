import { skeleton, squash } from './skeleton.ts'
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
const KIND_OF_SHAPE = new Map([...KIND_OF].filter(([word]) => word.length > 3).map(([word, kind]) => [skeleton(word), kind] as const))
const LONGEST = Math.max(...[...KIND_OF.keys()].map((word) => word.length))
const COMMON = new Set(WORDS.common.map(squash))

export interface Word {
  text: string
  kind: WordKind
}

export function kindOf(word: string): WordKind {
  return knownKind(word) ?? 'other'
}

/** Whether it is a word that many things are named after, so that alone it says little. */
export function isCommon(word: string): boolean {
  return COMMON.has(word) || KIND_OF.has(word)
}

/** Cuts squashed text into known words and digits with the fewest letters and cuts left over; letters left over stand as `other`. */
export function cutWords(text: string): Word[] {
  if (text === '') return []
  const whole = kindOf(text)
  if (whole !== 'other') return [{ text, kind: whole }]
  const best: Cut[] = [{ cost: 0, words: [] }]
  for (let end = 1; end <= text.length; end++) best.push(bestUntil(text, end, best))
  return joined(best.at(-1)!.words)
}

interface Cut {
  cost: number
  words: Word[]
}

function bestUntil(text: string, end: number, best: readonly Cut[]): Cut {
  const before = best[end - 1]!
  let found: Cut = { cost: before.cost + 1, words: [...before.words, { text: text[end - 1]!, kind: 'other' }] }
  for (let start = Math.max(0, end - LONGEST); start < end; start++) {
    const word = text.slice(start, end)
    const kind = knownKind(word)
    if (kind === undefined) continue
    // Words of a letter or two are found in everything: only numbers may be so short.
    if (word.length < 3 && kind !== 'digits') continue
    const cost = best[start]!.cost + 1
    if (cost <= found.cost) found = { cost, words: [...best[start]!.words, { text: word, kind }] }
  }
  return found
}

function knownKind(word: string): WordKind | undefined {
  const known = KIND_OF.get(word)
  if (known !== undefined) return known
  return /^\d+$/.test(word) ? 'digits' : word.length > 3 ? KIND_OF_SHAPE.get(skeleton(word)) : undefined
}

/** Letters left over that stand side by side are one word. */
function joined(words: readonly Word[]): Word[] {
  const found: Word[] = []
  for (const word of words) {
    const last = found.at(-1)
    if (word.kind === 'other' && last?.kind === 'other') last.text += word.text
    else found.push({ ...word })
  }
  return found
}
