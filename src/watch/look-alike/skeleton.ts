import CONFUSABLES from './confusables.json' with { type: 'json' }

/** A character that can be taken for Latin letters → those letters (UTS #39; confusables.LICENSE). */
const LOOKS_LIKE = new Map(Object.entries(CONFUSABLES).flatMap(([letters, characters]) => [...characters].map((character) => [character, letters] as const)))

/** What reads alike in Latin letters: groups of them, then digits and letters one by one. */
const GROUPS: readonly (readonly [RegExp, string])[] = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/cl/g, 'd'],
]
const ALIKE = new Map(Object.entries({ '0': 'o', '1': 'l', i: 'l', '2': 'z', '3': 'e', '4': 'a', '5': 's', '6': 'g', '7': 't', '8': 'b', '9': 'g', q: 'g' }))

/** Signs that stand for letters inside a word of a name. */
const SIGNS = new Map(Object.entries({ '@': 'a', $: 's', '€': 'e', '£': 'l', '|': 'l', '!': 'l', '+': 't' }))

/**
 * The lower-case Latin words of a text as a hasty reader sees them: 𝗔eroÁndes, ΑeroAndes and AeroAndes are `aero andes`; a capital after a small
 * letter begins a word. Letters of scripts that look like no Latin ones stay as they are.
 */
export function wordsOf(text: string): string[] {
  return latin(text)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** The same without anything between the words. */
export function squash(text: string): string {
  return isPlain(text) ? text.toLowerCase().replace(/[^a-z0-9]+/g, '') : wordsOf(text).join('')
}

/** Squashed text with one letter for all that are read as it: `4er0andes` is `aeroandes`. As long as the text. */
export function misread(squashed: string): string {
  let shape = ''
  for (const letter of squashed) shape += ALIKE.get(letter) ?? letter
  return shape
}

/** The skeleton: equal for squashed texts that can be taken for one another. Says nothing to people. */
export function skeleton(squashed: string): string {
  let shape = misread(squashed)
  for (const [group, letter] of GROUPS) shape = shape.replace(group, letter)
  return shape.replace(/(.)\1+/g, '$1')
}

function latin(text: string): string {
  const signed = /[@$€£|!+]/.test(text) ? text.replace(/(?<=\p{L})[@$€£|!+](?=\p{L})/gu, (sign) => SIGNS.get(sign)!) : text
  if (isPlain(signed)) return signed
  let plain = ''
  for (const character of signed.normalize('NFC')) plain += LOOKS_LIKE.get(character) ?? character
  plain = plain.normalize('NFKD').replace(/[\p{M}\p{Cf}]+/gu, '')
  let read = ''
  for (const character of plain) read += LOOKS_LIKE.get(character) ?? character
  return read
}

function isPlain(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text)
}
