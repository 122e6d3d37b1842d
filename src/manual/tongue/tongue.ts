import { fold } from '../../domain/fold.ts'
import { KEY_WORDS, type Words } from './key-words.ts'
import { NO_WORDS, VALUE_WORDS, YES_WORDS } from './value-words.ts'

/** The languages in which a manual may write its keys and fixed values. */
export const TONGUES = ['es', 'it', 'pt', 'en'] as const
export type Tongue = (typeof TONGUES)[number]

const keys = understood(KEY_WORDS)
const values = understood(VALUE_WORDS)
const yesNo = new Map([...YES_WORDS.map((word) => [fold(word), true] as const), ...NO_WORDS.map((word) => [fold(word), false] as const)])

/** The language in which a manual in this language is told what to write. */
export function tongueOf(language: unknown): Tongue {
  return TONGUES.find((tongue) => tongue === language) ?? 'en'
}

/** The key of those known here that a writer means, in any of the languages; null for none. */
export function keyMeant(written: string, known: readonly string[]): string | null {
  return meant(keys, written, known)
}

/** The fixed value that a writer means; null for none. */
export function valueMeant(written: string, known: readonly string[]): string | null {
  return meant(values, written, known)
}

/** Yes and no in any of the languages; null for neither. YAML itself knows only true and false. */
export function yesOrNo(written: string): boolean | null {
  return yesNo.get(fold(written)) ?? null
}

/** How a key is best written in a language. */
export function keyIn(tongue: Tongue, key: string): string {
  return bestIn(tongue, KEY_WORDS[key]) ?? spaced(key)
}

export function valueIn(tongue: Tongue, value: string): string {
  return waysToWrite(tongue, value)[0]!
}

/** Every way in which a fixed value may be written in a language, the best first. */
export function waysToWrite(tongue: Tongue, value: string): string[] {
  const some = VALUE_WORDS[value]?.[TONGUES.indexOf(tongue)]
  return some ? alternatives(some) : [spaced(value).replaceAll('-', ' ')]
}

export function yesNoIn(tongue: Tongue): [yes: string, no: string] {
  const place = TONGUES.indexOf(tongue)
  return [YES_WORDS[place]!, NO_WORDS[place]!]
}

function meant(table: Map<string, string[]>, written: string, known: readonly string[]): string | null {
  if (known.includes(written)) return written
  const folded = fold(written)
  return known.find((name) => fold(spaced(name)) === folded) ?? table.get(folded)?.find((name) => known.includes(name)) ?? null
}

/** Folded words → what they may stand for; one word may mean several things, each in another place. */
function understood(table: Record<string, Words>): Map<string, string[]> {
  const meanings = new Map<string, string[]>()
  for (const [name, words] of Object.entries(table))
    for (const word of new Set(words.flatMap((some) => (some ? alternatives(some) : [])).map(fold))) meanings.set(word, [...(meanings.get(word) ?? []), name])
  return meanings
}

function bestIn(tongue: Tongue, words: Words | undefined): string | undefined {
  const some = words?.[TONGUES.indexOf(tongue)]
  return some ? alternatives(some)[0] : undefined
}

function alternatives(words: string): string[] {
  return words.split(' | ')
}

/** `firstAnswer` → `first answer`. */
function spaced(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
