import { HEADS } from '../heads.ts'
import { COMPLAINT, TERMS, termsOf, type SecondLook } from '../second-look.ts'
import { score, train, type Example, type Weights } from './logistic.ts'

/** A post by a hand that the heads had not learned from: what they said of it, and what they should have. */
export interface Heard {
  scores: Float32Array
  targets: Float32Array
}

const LEARNING = { space: TERMS, heads: 1, passes: 10, rate: 0.05, pull: 1000, seed: 20_260 }
/** In spreads of what is learned, how much a spread of the head itself counts beside it. */
const OF_THE_HEAD = 0.5

/** Learns to tell complaints by all heads' scores. The same scores give the same look. */
export function learnSecondLook(heard: readonly Heard[]): SecondLook {
  const scored = HEADS.map((_, head) => spreadOf(heard.map(({ scores }) => scores[head]!)))
  const scale = { means: scored.map(({ mean }) => mean), spreads: scored.map(({ spread }) => spread) }
  const index = Uint32Array.from({ length: TERMS }, (_, term) => term)
  const examples = heard.map(({ scores, targets }) => ({ index, value: termsOf(scale, scores), targets: targets.slice(COMPLAINT, COMPLAINT + 1), weight: 1 }))
  const learned = train(examples, LEARNING)
  const { spread } = spreadOf(examples.map((example) => scoreOf(learned, example)))
  return { ...scale, weights: Array.from(learned.values, (value, term) => (term === COMPLAINT ? value + OF_THE_HEAD * spread : value)) }
}

function scoreOf(weights: Weights, example: Example): number {
  const out = new Float32Array(1)
  score(weights, example, out)
  return out[0]!
}

function spreadOf(values: readonly number[]): { mean: number; spread: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { mean, spread: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) }
}
