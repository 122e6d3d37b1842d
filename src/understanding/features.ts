import type { ConceptHit } from './concepts.ts'
import { TOKEN, type Token } from './tokens.ts'

/** Hashed n-grams lie in the first block of the space, concepts and their pairs in the second. */
const NGRAMS = 1 << 15
const CONCEPTS = 1 << 14
export const SPACE = NGRAMS + CONCEPTS

/** A text as a sparse vector; each feature once. */
export interface Features {
  count: number
  index: Uint32Array
  value: Float32Array
  /** The token each came from first, for the evidence. */
  token: Uint16Array
}

const MOST = 12_000
const SHORTEST = 2
const LONGEST = 5
/** What a concept weighs beside n-grams, which have length 1 together. */
const CONCEPT_VALUE = 0.3
const PAIR_VALUE = 0.12
const PAIR_REACH = 14
/** How a message opens and closes says much of what it is for. */
const NEAR = 5
const PLACE_VALUE = 0.18
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
  return (tokens, hits) => {
    into.count = 0
    putWords(tokens, put)
    normalise(into)
    putConcepts(tokens, hits, put)
    for (let at = 0; at < into.count; at++) slots[into.index[at]!] = -1
    return into
  }
}

type Put = (index: number, value: number, token: number) => void

function putWords(tokens: readonly Token[], put: Put): void {
  let before = 0
  for (let at = 0; at < tokens.length; at++) {
    const { kind, word } = tokens[at]!
    if (kind === TOKEN.line) continue
    const own = hash(word)
    put(bucket(own), 1, at)
    put(bucket(mix(before, own)), 1, at)
    before = own
    if (kind === TOKEN.word) putLetters(word, at, put)
  }
}

function putLetters(word: string, token: number, put: Put): void {
  const bounded = `_${word}_`
  for (let from = 0; from < bounded.length - 1; from++) {
    let running = 0x5bd1e995
    const until = Math.min(bounded.length, from + LONGEST)
    for (let at = from; at < until; at++) {
      running = Math.imul(running ^ bounded.charCodeAt(at), 0x01000193)
      if (at - from + 1 >= SHORTEST) put(bucket(running), 1, token)
    }
  }
}

function normalise(features: Features): void {
  let sum = 0
  for (let at = 0; at < features.count; at++) {
    const value = 1 + Math.log(features.value[at]!)
    features.value[at] = value
    sum += value * value
  }
  const scale = sum === 0 ? 0 : 1 / Math.sqrt(sum)
  for (let at = 0; at < features.count; at++) features.value[at]! *= scale
}

function putConcepts(tokens: readonly Token[], hits: readonly ConceptHit[], put: Put): void {
  const seen = new Set<number>()
  const once = (index: number, value: number, token: number) => {
    if (seen.has(index)) return
    seen.add(index)
    put(index, value, token)
  }
  for (const mark of shape(tokens)) once(conceptBucket(hash(mark)), CONCEPT_VALUE, 0)
  for (let a = 0; a < hits.length; a++) {
    const hit = hits[a]!
    const own = hash(hit.concept)
    once(conceptBucket(own), CONCEPT_VALUE, hit.from)
    if (hit.from < NEAR) once(conceptBucket(mix(own, AT_THE_START)), PLACE_VALUE, hit.from)
    if (hit.to > tokens.length - NEAR) once(conceptBucket(mix(own, AT_THE_END)), PLACE_VALUE, hit.from)
    for (let b = 0; b < hits.length; b++) {
      const other = hits[b]!
      if (other.from >= hit.from && other.concept !== hit.concept && other.from - hit.from <= PAIR_REACH)
        once(conceptBucket(mix(own, hash(other.concept))), PAIR_VALUE, hit.from)
    }
  }
}

/** What a text looks like before it is read. */
function shape(tokens: readonly Token[]): string[] {
  const words = tokens.filter(({ kind }) => kind === TOKEN.word)
  const count = (kind: number) => tokens.filter((token) => token.kind === kind).length
  const shouted = words.filter((word) => word.shouted).length
  const marks = tokens.filter(({ kind }) => kind === TOKEN.mark)
  const last = tokens.findLast(({ kind }) => kind === TOKEN.mark || kind === TOKEN.word || kind === TOKEN.number)
  return [
    `length ${Math.min(6, Math.floor(Math.log2(words.length + 1)))}`,
    `lines ${Math.min(3, count(TOKEN.line))}`,
    `numbers ${Math.min(3, count(TOKEN.number))}`,
    `shouted ${shouted === 0 ? 0 : shouted * 2 > words.length ? 3 : shouted > 2 ? 2 : 1}`,
    `asks ${Math.min(2, marks.filter(({ word }) => word.includes('?')).length)}`,
    `calls ${Math.min(2, marks.filter(({ word }) => word.includes('!')).length)}`,
    `ends ${last?.kind === TOKEN.mark ? last.word[0] : 'open'}`,
    `begins ${tokens[0]?.kind ?? 'none'}`,
    `links ${Math.min(1, count(TOKEN.link))}`,
    `handles ${Math.min(3, count(TOKEN.handle))}`,
    `emoji ${Math.min(2, count(TOKEN.emoji))}`,
  ]
}

function hash(word: string): number {
  let running = 0x811c9dc5
  for (let at = 0; at < word.length; at++) running = Math.imul(running ^ word.charCodeAt(at), 0x01000193)
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
