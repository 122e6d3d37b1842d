import type { ConceptHit } from './concepts.ts'
import { TOKEN, type Token } from './tokens.ts'

/** Hashed n-grams lie in the first block of the space, concepts and their pairs in the second. */
const NGRAMS = 1 << 17
const CONCEPTS = 1 << 14
export const SPACE = NGRAMS + CONCEPTS

/** A text as a sparse vector; each feature once of its kind. */
export interface Features {
  count: number
  index: Uint32Array
  value: Float32Array
  /** The token each came from first, for the evidence; past the last where the whole text has it. */
  token: Uint16Array
}

const MOST = 12_000
const SHORTEST = 3
const LONGEST = 5
const EDGE = 95
const FIRST_LETTER = 0x5bd1e995
/** FNV-1a, 32 bits (Fowler, Noll, Vo). */
const PRIME = 0x01000193
/** How long the vector of each kind is: two hundred runs of letters would drown twenty words. */
const WORDS_LENGTH = 2
const PAIRS_LENGTH = 1.4
const LETTERS_LENGTH = 1
const CONCEPT_VALUE = 0.48
const PAIR_VALUE = 0.192
const PAIR_REACH = 14
/** How a message opens and closes says much of what it is for. */
const NEAR = 5
const PLACE_VALUE = 0.288
const AT_THE_START = 11
const AT_THE_END = 12

export type Extract = (tokens: readonly Token[], hits: readonly ConceptHit[]) => Features

/** Makes an extractor with its own memory: what it answers is overwritten by its next answer. */
export function createExtractor(): Extract {
  const into: Features = { count: 0, index: new Uint32Array(MOST), value: new Float32Array(MOST), token: new Uint16Array(MOST) }
  const slots = new Int32Array(SPACE).fill(-1)
  const put = (index: number, value: number, token: number) => {
    const slot = slots[index]!
    if (slot >= 0) into.value[slot]! += value
    else if (into.count < MOST) {
      slots[index] = into.count
      into.index[into.count] = index
      into.value[into.count] = value
      into.token[into.count++] = token
    }
  }
  const putOnce: Put = (index, value, token) => {
    if (slots[index]! < 0) put(index, value, token)
  }
  /** Gives what was put from there on a length, if it has one of its own; answers where the next kind begins. */
  const endKind = (from: number, length: number | null) => {
    if (length !== null) stretch(into, from, length)
    for (let at = from; at < into.count; at++) slots[into.index[at]!] = -1
    return into.count
  }
  return (tokens, hits) => {
    into.count = 0
    const parts = tokens.map(({ kind, word }) => (kind === TOKEN.line ? null : partsOf(word)))
    putWords(parts, put)
    const words = endKind(0, WORDS_LENGTH)
    putPairs(parts, put)
    const pairs = endKind(words, PAIRS_LENGTH)
    putLetters(tokens, parts, put)
    const letters = endKind(pairs, LETTERS_LENGTH)
    putConcepts(tokens, hits, putOnce)
    endKind(letters, null)
    return into
  }
}

type Put = (index: number, value: number, token: number) => void

function putWords(parts: readonly (Parts | null)[], put: Put): void {
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at]
    if (part) put(bucket(part.own), 1, at)
  }
}

function putPairs(parts: readonly (Parts | null)[], put: Put): void {
  let before = 0
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at]
    if (!part) continue
    put(bucket(mix(before, part.own)), 1, at)
    before = part.own
  }
}

function putLetters(tokens: readonly Token[], parts: readonly (Parts | null)[], put: Put): void {
  for (let at = 0; at < parts.length; at++) {
    if (tokens[at]!.kind !== TOKEN.word) continue
    const { letters } = parts[at]!
    for (let run = 0; run < letters.length; run++) put(letters[run]!, 1, at)
  }
}

interface Parts {
  own: number
  /** Buckets of its letters, 3 to 5 in a row. */
  letters: Uint32Array
}

/** Words recur: what each consists of is kept, within bounds. */
const MOST_KNOWN = 20_000
const LONGEST_KNOWN = 24
const known = new Map<string, Parts>()

function partsOf(word: string): Parts {
  const found = known.get(word)
  if (found) return found
  const parts = { own: hash(word), letters: lettersOf(word) }
  if (known.size >= MOST_KNOWN) known.clear()
  if (word.length <= LONGEST_KNOWN) known.set(word, parts)
  return parts
}

function lettersOf(word: string): Uint32Array {
  const buckets: number[] = []
  for (let from = -1; from < word.length; from++) {
    let running = FIRST_LETTER
    const until = Math.min(word.length + 1, from + LONGEST)
    for (let at = from; at < until; at++) {
      running = Math.imul(running ^ (at < 0 || at === word.length ? EDGE : word.charCodeAt(at)), PRIME)
      if (at - from + 1 >= SHORTEST) buckets.push(bucket(running))
    }
  }
  return Uint32Array.from(buckets)
}

/** Gives the vector from there on a length; what comes often counts by its logarithm. */
function stretch(features: Features, from: number, length: number): void {
  let sum = 0
  for (let at = from; at < features.count; at++) {
    const times = features.value[at]!
    const value = times === 1 ? 1 : 1 + Math.log(times)
    features.value[at] = value
    sum += value * value
  }
  const scale = sum === 0 ? 0 : length / Math.sqrt(sum)
  for (let at = from; at < features.count; at++) features.value[at]! *= scale
}

function putConcepts(tokens: readonly Token[], hits: readonly ConceptHit[], put: Put): void {
  for (const mark of shape(tokens)) put(conceptBucket(hash(mark)), CONCEPT_VALUE, tokens.length)
  const named = hits.map(({ concept }) => hash(concept))
  for (let a = 0; a < hits.length; a++) {
    const hit = hits[a]!
    const own = named[a]!
    put(conceptBucket(own), CONCEPT_VALUE, hit.from)
    if (hit.from < NEAR) put(conceptBucket(mix(own, AT_THE_START)), PLACE_VALUE, hit.from)
    if (hit.to > tokens.length - NEAR) put(conceptBucket(mix(own, AT_THE_END)), PLACE_VALUE, hit.from)
    for (let b = 0; b < hits.length; b++) {
      const other = hits[b]!
      if (other.from >= hit.from && other.concept !== hit.concept && other.from - hit.from <= PAIR_REACH)
        put(conceptBucket(mix(own, named[b]!)), PAIR_VALUE, hit.from)
    }
  }
}

/** What a text looks like before it is read. */
function shape(tokens: readonly Token[]): string[] {
  const counts = [0, 0, 0, 0, 0, 0, 0]
  const heard = { shouted: 0, asks: 0, calls: 0, last: 'none' }
  for (const token of tokens) {
    counts[token.kind]!++
    hear(token, heard)
  }
  const upTo = (most: number, kind: number) => Math.min(most, counts[kind]!)
  return [
    `length ${Math.min(6, Math.floor(Math.log2(counts[TOKEN.word]! + 1)))}`,
    `lines ${upTo(3, TOKEN.line)}`,
    `numbers ${upTo(3, TOKEN.number)}`,
    `shouted ${loudness(heard.shouted, counts[TOKEN.word]!)}`,
    `asks ${Math.min(2, heard.asks)}`,
    `calls ${Math.min(2, heard.calls)}`,
    `ends ${heard.last}`,
    `begins ${tokens[0]?.kind ?? 'none'}`,
    `links ${upTo(1, TOKEN.link)}`,
    `handles ${upTo(3, TOKEN.handle)}`,
    `emoji ${upTo(2, TOKEN.emoji)}`,
  ]
}

function hear({ kind, word, shouted }: Token, heard: { shouted: number; asks: number; calls: number; last: string }): void {
  if (shouted) heard.shouted++
  if (kind <= TOKEN.number) heard.last = 'open'
  if (kind !== TOKEN.mark) return
  heard.last = word[0]!
  if (word.includes('?')) heard.asks++
  if (word.includes('!')) heard.calls++
}

function loudness(shouted: number, words: number): number {
  if (shouted * 2 > words) return 3
  return shouted > 2 ? 2 : Math.min(1, shouted)
}

function hash(word: string): number {
  let running = 0x811c9dc5
  for (let at = 0; at < word.length; at++) running = Math.imul(running ^ word.charCodeAt(at), PRIME)
  return running
}

function mix(a: number, b: number): number {
  return Math.imul(Math.imul(a ^ (a >>> 15), 0x85ebca6b) ^ b, 0xc2b2ae35)
}

/** The upper bits are mixed in: FNV's lower ones alone know little of the last letter. */
function bucket(hashed: number): number {
  return (hashed ^ (hashed >>> 15)) & (NGRAMS - 1)
}

function conceptBucket(hashed: number): number {
  return NGRAMS + ((hashed ^ (hashed >>> 13)) & (CONCEPTS - 1))
}
