import { misread, skeleton, squash, wordsOf } from './skeleton.ts'
import { kindOf } from './words.ts'

/** A text as handles are compared: squashed, as it may be misread, its skeleton, and which letters and pairs of letters it has, for a first look. */
export interface Form {
  text: string
  misread: string
  shape: string
  /** Sets of bits: a letter is one of 32, a pair one of 62 in two words. */
  letters: number
  pairs: number
  morePairs: number
}

export function formOf(text: string): Form {
  const seen = misread(text)
  const form = { text, misread: seen, shape: skeleton(text), letters: 0, pairs: 0, morePairs: 0 }
  let last = 0
  for (let at = 0; at < seen.length; at++) {
    const letter = seen.charCodeAt(at)
    form.letters |= 1 << (letter % 32)
    const pair = (last * 29 + letter) % 62
    if (last > 0 && pair < 31) form.pairs |= 1 << pair
    else if (last > 0) form.morePairs |= 1 << (pair - 31)
    last = letter
  }
  return form
}

/**
 * Whether theirs may come from ours by so many edits: of our letters at most as many may be missing, and of our pairs three for each. A few
 * instructions a comparison: it is what lets a hundred thousand be made in a second.
 */
export function mayResemble(ours: Form, theirs: Form, most: number): boolean {
  if (bits(ours.letters & ~theirs.letters) > most) return false
  return bits(ours.pairs & ~theirs.pairs) + bits(ours.morePairs & ~theirs.morePairs) <= 3 * most
}

/** The part of a handle that its owner chose: no @, no server, no common host. */
export function localPart(network: string, handle: string): string {
  const bare = handle.trim().replace(/^@+/, '')
  if (network === 'email') return emailPart(bare)
  if (network === 'bluesky') return bare.replace(/\.bsky\.social$/i, '').replace(/(?<=[^.])(?:\.[a-z]{2,3})?\.[a-z]{2,24}$/i, '')
  return bare.split('@')[0]!
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
