import type { Evidence } from '../domain/meaning.ts'
import type { ConceptHit } from './concepts.ts'
import type { Features } from './features.ts'
import { HEADS, type Head } from './heads.ts'
import { TOKEN, type Token } from './tokens.ts'
import type { SmallWeights } from './weights.ts'

/** A text as the heads saw it. */
export interface Seen {
  text: string
  tokens: readonly Token[]
  hits: readonly ConceptHit[]
  features: Features
}

const MOST = 3
/** A word must carry this share of what the strongest one does. */
const SHARE = 0.4

/** The words that spoke most for a head's yes, in the order of the text; a phrase of the lexicon whole, under its name. */
export function evidenceOf({ text, tokens, hits, features }: Seen, weights: SmallWeights, head: Head): Evidence[] {
  const spoke = votes(features, weights, HEADS.indexOf(head), tokens.length)
  const strongest = Math.max(...spoke)
  if (!(strongest > 0)) return []
  const best = [...spoke.keys()]
    .filter((at) => spoke[at]! >= strongest * SHARE && (tokens[at]!.kind === TOKEN.word || tokens[at]!.kind === TOKEN.emoji || tokens[at]!.kind === TOKEN.mark))
    .sort((a, b) => spoke[b]! - spoke[a]!)
    .slice(0, MOST)
    .sort((a, b) => a - b)
  const found = best.map((at) => {
    const hit = hits.find(({ from, to }) => from <= at && at < to)
    return hit ? { words: wordsOf(text, tokens, hit), by: hit.concept } : { words: text.slice(tokens[at]!.start, tokens[at]!.end), by: 'model' }
  })
  return found.filter(({ words }, at) => found.findIndex((other) => other.words === words) === at)
}

export function wordsOf(text: string, tokens: readonly Token[], { from, to }: ConceptHit): string {
  return text.slice(tokens[from]!.start, tokens[to - 1]!.end)
}

/** What each token's features added to the score. */
function votes({ count, index, value, token }: Features, { bytes, heads }: SmallWeights, head: number, tokens: number): Float32Array {
  const sums = new Float32Array(tokens)
  for (let at = 0; at < count; at++) sums[token[at]!]! += value[at]! * bytes[index[at]! * heads.length + head]!
  return sums
}
