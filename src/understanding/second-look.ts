import { HEADS } from './heads.ts'

/**
 * Whether a message complains, told from what all heads say of it together: who asks rudely for the third time complains, though no word of
 * it does. A logistic regression over their scores, the squares of these and their pairs, with half of what the head itself says.
 */
export interface SecondLook {
  /** Of each head's scores, by hands unseen. */
  means: number[]
  spreads: number[]
  /** By head, then by pair of heads, each with itself and with those after it. */
  weights: number[]
}

export const COMPLAINT = HEADS.indexOf('complaint')
const heads = HEADS.length
/** How many things the look weighs. */
export const TERMS = heads + (heads * (heads + 1)) / 2

/** The score that a message complains, in place of the head's own; what it means, the head's calibration tells. */
export function lookAgain(look: SecondLook, scores: Float32Array): number {
  const terms = termsOf(look, scores)
  let sum = 0
  for (let at = 0; at < TERMS; at++) sum += look.weights[at]! * terms[at]!
  return sum
}

/** How much each head's score moves that of the look, at these scores. */
export function leanings(look: SecondLook, scores: Float32Array): Float32Array {
  const apart = termsOf(look, scores)
  const leaning = new Float32Array(heads)
  let at = heads
  for (let a = 0; a < heads; a++)
    for (let b = a; b < heads; b++) {
      leaning[a]! += look.weights[at]! * apart[b]!
      leaning[b]! += look.weights[at++]! * apart[a]!
    }
  for (let head = 0; head < heads; head++) leaning[head] = (look.weights[head]! + leaning[head]!) / look.spreads[head]!
  return leaning
}

/** What the look weighs: how far each score lies from its mean, in spreads, and the products of these. */
export function termsOf({ means, spreads }: Pick<SecondLook, 'means' | 'spreads'>, scores: Float32Array): Float32Array {
  const terms = new Float32Array(TERMS)
  for (let head = 0; head < heads; head++) terms[head] = (scores[head]! - means[head]!) / spreads[head]!
  let at = heads
  for (let a = 0; a < heads; a++) for (let b = a; b < heads; b++) terms[at++] = terms[a]! * terms[b]!
  return terms
}
