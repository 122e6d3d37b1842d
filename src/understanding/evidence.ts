import type { Evidence } from '../domain/meaning.ts'
import type { ConceptHit } from './concepts.ts'
import type { Features } from './features.ts'
import { HEADS, type Head } from './heads.ts'
import { COMPLAINT, leanings } from './second-look.ts'
import { TOKEN, type Token } from './tokens.ts'
import type { SmallWeights } from './weights.ts'

/** A text as the heads saw it. */
export interface Seen {
  text: string
  tokens: readonly Token[]
  hits: readonly ConceptHit[]
  features: Features
  /** What each head said. */
  scores: Float32Array
}

const MOST = 3
/** A word must carry this share of what the strongest one does. */
const SHARE = 0.4
/** Whole numbers add up faster. */
const FINE = 1 << 16

/** The words that spoke most for a head's yes, in the order of the text; a phrase of the lexicon whole, under its name. */
export function evidenceOf(seen: Seen, weights: SmallWeights, head: Head): Evidence[] {
  const found: Evidence[] = []
  for (const at of strongest(votes(seen, weights, HEADS.indexOf(head)))) {
    const evidence = quoteAt(seen, at)
    if (!found.some(({ words }) => words === evidence.words)) found.push(evidence)
  }
  return found
}

/** Places of the strongest votes, in order; few, and none that is weak beside the first. */
function strongest(sums: Float32Array): number[] {
  const best: number[] = []
  while (best.length < MOST) {
    let at = -1
    for (let other = 0; other < sums.length; other++) if (sums[other]! > (at < 0 ? 0 : sums[at]!) && !best.includes(other)) at = other
    if (at < 0 || sums[at]! < sums[best[0] ?? at]! * SHARE) break
    best.push(at)
  }
  return best.sort((a, b) => a - b)
}

function quoteAt({ text, tokens, hits }: Seen, at: number): Evidence {
  const [hit] = hits.filter(({ from, to }) => from <= at && at < to).sort((a, b) => b.to - b.from - (a.to - a.from))
  return hit ? { words: wordsOf(text, tokens, hit), by: hit.concept } : { words: text.slice(tokens[at]!.start, tokens[at]!.end), by: 'model' }
}

export function wordsOf(text: string, tokens: readonly Token[], { from, to }: ConceptHit): string {
  return text.slice(tokens[from]!.start, tokens[to - 1]!.end)
}

/** What each token's features added to the score, where it may be quoted; what the whole text has speaks for none. */
function votes(seen: Seen, weights: SmallWeights, head: number): Float32Array {
  const { tokens } = seen
  const sums = head === COMPLAINT ? votesOfAll(seen, weights) : votesOf(seen, weights, head)
  for (const [at, token] of tokens.entries()) if (!speaks(token)) sums[at] = 0
  return sums.subarray(0, tokens.length)
}

/** A full stop shows nobody anything; what asks, calls or trails off does. */
function speaks({ kind, word }: Token): boolean {
  return kind === TOKEN.word || kind === TOKEN.emoji || (kind === TOKEN.mark && /[!?…]|\.\./.test(word))
}

function votesOf({ tokens, features: { count, index, value, token } }: Seen, { bytes, heads }: SmallWeights, head: number): Float32Array {
  const sums = new Float32Array(tokens.length + 1)
  for (let at = 0; at < count; at++) sums[token[at]!]! += value[at]! * bytes[index[at]! * heads.length + head]!
  return sums
}

/** A complaint is told by all heads: each counts by how much it moves the second look. */
function votesOfAll({ tokens, features: { count, index, value, token }, scores }: Seen, { bytes, steps, look }: SmallWeights): Float32Array {
  const heads = steps.length
  const moves = new Int32Array(heads)
  const leaning = leanings(look, scores)
  for (let head = 0; head < heads; head++) moves[head] = leaning[head]! * steps[head]! * FINE
  const sums = new Float32Array(tokens.length + 1)
  for (let at = 0; at < count; at++) {
    const from = index[at]! * heads
    let move = 0
    for (let head = 0; head < heads; head++) move = (move + Math.imul(moves[head]!, bytes[from + head]!)) | 0
    sums[token[at]!]! += value[at]! * move
  }
  return sums
}
