import { misread, skeleton, squash, wordsOf } from './skeleton.ts'
import { isCommon, kindOf } from './words.ts'

/** A text as handles are compared: squashed, as it may be misread, its skeleton, and which letters and pairs of letters it has, for a look at first sight. */
export interface Form {
  text: string
  misread: string
  shape: string
  letters: number
  pairs: number
}

export function formOf(text: string): Form {
  const seen = misread(text)
  let [letters, pairs] = [0, 0]
  for (let at = 0; at < seen.length; at++) {
    letters |= 1 << (seen.charCodeAt(at) % 32)
    if (at > 0) pairs |= 1 << ((seen.charCodeAt(at - 1) * 7 + seen.charCodeAt(at)) % 32)
  }
  return { text, misread: seen, shape: skeleton(text), letters, pairs }
}

/**
 * Whether theirs may come from ours at all: of our letters at most `most` may be missing, and of our pairs as many as so many edits can break.
 * Two words of bits a comparison: it is what lets a hundred thousand accounts be compared in a second.
 */
export function mayResemble(ours: Form, theirs: Form, most: number): boolean {
  return bits(ours.letters & ~theirs.letters) <= most && bits(ours.pairs & ~theirs.pairs) <= 3 * most + 1
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
  return stem !== null && stem.length > 4 && !isCommon(stem) ? stem : null
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
