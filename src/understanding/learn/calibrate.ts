import type { Calibration } from '../weights.ts'
import { sigmoid } from './logistic.ts'

/** A head's score of a text that it has not learned from, and what was right. */
export interface Scored {
  score: number
  right: boolean
}

/** What a threshold is chosen for. */
export type Aim = { best: 'f1' | 'macro-f1' } | { recallAtPrecision: number } | { beta: number }

const PASSES = 200

/** Turns scores into probabilities (Platt 1999, by Newton's method) and chooses from where on a head says yes. */
export function calibrate(scored: readonly Scored[], aim: Aim): Calibration {
  const { slope, offset } = fitSigmoid(scored)
  const cut = chooseCut(scored, aim)
  return { slope, offset, threshold: sigmoid(slope * cut + offset) }
}

function fitSigmoid(scored: readonly Scored[]): { slope: number; offset: number } {
  const yes = scored.filter(({ right }) => right).length
  const high = (yes + 1) / (yes + 2)
  const low = 1 / (scored.length - yes + 2)
  let slope = 1
  let offset = 0
  for (let pass = 0; pass < PASSES; pass++) {
    let [gs, go, ss, so, oo] = [0, 0, 1e-9, 0, 1e-9]
    for (const { score, right } of scored) {
      const p = sigmoid(slope * score + offset)
      const error = p - (right ? high : low)
      const bend = p * (1 - p)
      gs += error * score
      go += error
      ss += bend * score * score
      so += bend * score
      oo += bend
    }
    const determinant = ss * oo - so * so
    const stepSlope = (oo * gs - so * go) / determinant
    const stepOffset = (ss * go - so * gs) / determinant
    slope -= stepSlope
    offset -= stepOffset
    if (Math.abs(stepSlope) + Math.abs(stepOffset) < 1e-9) break
  }
  return { slope, offset }
}

function chooseCut(scored: readonly Scored[], aim: Aim): number {
  const sorted = scored.toSorted((a, b) => b.score - a.score)
  const all = sorted.filter(({ right }) => right).length
  let hits = 0
  let best = { worth: -1, cut: 0 }
  for (const [at, { score, right }] of sorted.entries()) {
    if (right) hits++
    const next = sorted[at + 1]?.score ?? score - 1
    const worth = worthOf({ hits, said: at + 1, all, of: sorted.length }, aim)
    if (next < score && worth > best.worth) best = { worth, cut: (score + next) / 2 }
  }
  return best.cut
}

interface Tally {
  hits: number
  said: number
  all: number
  of: number
}

function worthOf({ hits, said, all, of }: Tally, aim: Aim): number {
  const f1 = (2 * hits) / (said + all)
  if ('recallAtPrecision' in aim) return hits / said >= aim.recallAtPrecision ? hits / all : 0
  if ('beta' in aim) return ((1 + aim.beta ** 2) * hits) / (aim.beta ** 2 * all + said)
  if (aim.best === 'f1') return f1
  const others = of - said - all + hits
  return (f1 + (2 * others) / (of - said + of - all)) / 2
}
