import CONFUSABLES from './confusables.json' with { type: 'json' }

/** A character that can be taken for Latin letters → those letters (UTS #39; confusables.LICENSE). */
const LOOKS_LIKE = new Map(Object.entries(CONFUSABLES).flatMap(([letters, characters]) => [...characters].map((character) => [character, letters] as const)))

/** What reads alike in Latin letters: groups of them, then digits and letters one by one. */
const GROUPS = new Map(Object.entries({ rn: 'm', vv: 'w', cl: 'd' }))
const GROUP = /rn|vv|cl/g
const ALIKE = byCode({ '0': 'o', '1': 'l', i: 'l', '2': 'z', '3': 'e', '4': 'a', '5': 's', '6': 'g', '7': 't', '8': 'b', '9': 'g', q: 'g' })

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
  let [read, from] = ['', 0]
  for (let at = 0; at < squashed.length; at++) {
    const letter = ALIKE[squashed.charCodeAt(at)]
    if (letter === undefined) continue
    read += squashed.slice(from, at) + letter
    from = at + 1
  }
  return from === 0 ? squashed : read + squashed.slice(from)
}

/** The skeleton of a misread text: equal for squashed texts that can be taken for one another. Says nothing to people. */
export function skeletonOf(seen: string): string {
  return seen.replace(GROUP, (group) => GROUPS.get(group)!).replace(/(.)\1+/g, '$1')
}

function latin(text: string): string {
  const signed = SIGN.test(text) ? text.replace(/(?<=\p{L})[@$€£|!+](?=\p{L})/gu, (sign) => SIGNS.get(sign)!) : text
  if (isPlain(signed)) return signed
  let read = ''
  for (const character of signed.normalize('NFC')) read += character < '\x7f' ? character : latinOf(character)
  return read
}

/** Each character is read once in a process; more than these few thousand are nobody's everyday writing. */
const READ = new Map<string, string>()
const MOST_READ = 5_000

function latinOf(character: string): string {
  const known = READ.get(character)
  if (known !== undefined) return known
  const looks = LOOKS_LIKE.get(character) ?? character
  const read = Array.from(looks.normalize('NFKD').replace(/[\p{M}\p{Cf}]+/gu, ''), (part) => LOOKS_LIKE.get(part) ?? part).join('')
  if (READ.size < MOST_READ) READ.set(character, read)
  return read
}

const SIGN = /[@$€£|!+]/

function isPlain(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text)
}

function byCode(letters: Record<string, string>): readonly (string | undefined)[] {
  return Object.entries(letters).reduce<(string | undefined)[]>((table, [from, to]) => table.with(from.charCodeAt(0), to), Array(128).fill(undefined))
}
