import { KEY_WORDS } from './key-words.ts'
import { keyIn, valueIn, yesNoIn, type Tongue } from './tongue.ts'
import { VALUE_WORDS } from './value-words.ts'

/** Part of a manual as somebody who writes in that language would have written it: keys and fixed values in its words, names and texts as they are. */
export function asWritten(tongue: Tongue, part: unknown): unknown {
  if (typeof part === 'boolean') return yesNoIn(tongue)[part ? 0 : 1]
  if (typeof part === 'string') return Object.hasOwn(VALUE_WORDS, part) ? valueIn(tongue, part) : part
  if (Array.isArray(part)) return part.map((one) => asWritten(tongue, one))
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [keyAsWritten(tongue, key), asWritten(tongue, value)]))
}

export function keyAsWritten(tongue: Tongue, key: string): string {
  return Object.hasOwn(KEY_WORDS, key) ? keyIn(tongue, key) : key
}
