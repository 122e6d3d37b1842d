import { misread, skeletonOf, squash, wordsOf } from './skeleton.ts'
import { kindOf } from './words.ts'

/** A text as handles are compared: squashed, as it may be misread, its skeleton, and which letters and pairs of letters it has, for a first look. */
export class Form {
  readonly text: string
  readonly misread: string
  /** Sets of bits: a letter is one of 32, a pair one of 62 in two words. */
  readonly letters: number
  readonly pairs: number
  readonly morePairs: number
  #shape: string | undefined

  constructor(text: string) {
    this.text = text
    this.misread = misread(text)
    let [letters, pairs, morePairs, last] = [0, 0, 0, 0]
    for (let at = 0; at < this.misread.length; at++) {
      const letter = this.misread.charCodeAt(at)
      letters |= 1 << (letter % 32)
      const pair = (last * 29 + letter) % 62
      if (last > 0 && pair < 31) pairs |= 1 << pair
      else if (last > 0) morePairs |= 1 << (pair - 31)
      last = letter
    }
    this.letters = letters
    this.pairs = pairs
    this.morePairs = morePairs
  }

  /** Made when something else resembles already: it costs as much as all the rest. */
  get shape(): string {
    return (this.#shape ??= skeletonOf(this.misread))
  }
}

/** A text of theirs, and the words that it is made of as far as separators and capitals tell. */
export class Theirs extends Form {
  readonly #written: string
  #words: readonly string[] | undefined

  constructor(written: string) {
    super(squash(written))
    this.#written = written
  }

  get words(): readonly string[] {
    return (this.#words ??= wordsOf(this.#written))
  }
}

/**
 * Whether theirs may come from ours by so many edits: of our letters at most as many may be missing, and of our pairs three for each. A few
 * instructions a comparison: it is what lets a hundred thousand be made in a second.
 */
export function mayResemble(ours: Form, theirs: Form, most: number): boolean {
  if (bits(ours.letters & ~theirs.letters) > most) return false
  return bits(ours.pairs & ~theirs.pairs) + bits(ours.morePairs & ~theirs.morePairs) <= 3 * most
}

/** A handle as it is written without its @. */
export function bareHandle(handle: string): string {
  return handle.replace(/^[\s@]+/, '').trimEnd()
}

/** The part of a bare handle that its owner chose: no server, no common host. */
export function localPart(network: string, bare: string): string {
  if (network === 'email') return emailPart(bare)
  if (network === 'bluesky') return bare.replace(/\.bsky\.social$/i, '').replace(/(?<=[^.])(?:\.[a-z]{2,3})?\.[a-z]{2,24}$/i, '')
  const server = bare.indexOf('@')
  return server < 0 ? bare : bare.slice(0, server)
}

/** A mailbox is taken for the brand of its host: of `ayuda@aeroandes-clientes.example` both count. */
function emailPart(address: string): string {
  const [local = '', host = ''] = address.split('@')
  return `${local} ${host.replace(/(?:\.[a-z]{2,3})?\.[a-z]{2,24}$/i, '')}`
}

/** Our handle or name without the words that anybody puts beside a brand: `AeroAndesAyuda` → `aeroandes`. Null when too little is left. */
export function stemOf(text: string): string | null {
  const words = wordsOf(text)
  const own = words.filter((word) => kindOf(word) === 'other')
  const stem = own.length > 0 && own.length < words.length ? own.join('') : stripped(squash(text))
  return stem !== null && stem.length > 4 && kindOf(stem) === 'other' ? stem : null
}

/** Without a known word at one of its ends. */
function stripped(text: string): string | null {
  for (let length = Math.min(text.length - 5, 14); length > 3; length--) {
    if (['help', 'claim'].includes(kindOf(text.slice(-length)))) return text.slice(0, -length)
    if (['help', 'claim'].includes(kindOf(text.slice(0, length)))) return text.slice(length)
  }
  return null
}

function bits(word: number): number {
  let left = word - ((word >>> 1) & 0x55555555)
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333)
  return (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
