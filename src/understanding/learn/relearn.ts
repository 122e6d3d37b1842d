import { MESSAGE_TYPES, TARGETS, TONES, type Verdict } from '../../domain/meaning.ts'
import { compileBrand } from '../compile-brand.ts'
import { createExtractor } from '../features.ts'
import { HEADS, type Head } from '../heads.ts'
import { tokenise } from '../tokens.ts'
import { answersOf } from '../verdicts.ts'
import type { SmallWeights } from '../weights.ts'
import { score, sigmoid, train, type Example, type Weights } from './logistic.ts'

/** What an agent said a message means. */
export interface Correction {
  text: string
  language: string | null
  verdict: Verdict
  value: string | number | boolean
}

/** A text that nobody corrected: what is read out of it now should stay, or a few corrections would colour every word they use. */
export interface Reminder {
  text: string
  language: string | null
}

/** A brand's own weights, as steps from the shipped ones of `version`. Small enough to be stored as JSON. */
export interface Deltas {
  version: string
  cells: number[]
  steps: number[]
}

/** What is learned from. */
export interface Lesson {
  corrections: readonly Correction[]
  reminders: readonly Reminder[]
  /** What is read by now; null where that is the shipped weights. */
  inForce: Deltas | null
}

export interface Relearned {
  /** Whether the deltas answer better on what was held back than what is in force; if not, they are not to be used. */
  promoted: boolean
  reason: 'better' | 'no-better' | 'too-few'
  /** Answers of heads on corrections that were held back: how many were wrong, and the mean log loss. */
  before: Answered
  after: Answered
  deltas: Deltas
}

interface Answered {
  wrong: number
  of: number
  loss: number
}

/** Fewer held-back corrections prove nothing. */
const FEWEST_HELD_BACK = 10
const HELD_BACK_ONE_IN = 5
const HEAVIEST_REMINDER = 10
const LEARNING = { heads: HEADS.length, passes: 6, rate: 0.05, pull: 1, seed: 1 }

/** Learns from corrections upon the shipped weights, drawn back to them, and judges the outcome on the fifth that it has not seen. */
export function relearn(shipped: SmallWeights, { corrections, reminders, inForce }: Lesson): Relearned {
  const make = createMaker()
  const base = grow(shipped)
  const correct = (correction: Correction) => ({ ...make(correction), targets: targetsOf(correction.verdict, correction.value) })
  // Together they weigh as much as the corrections do.
  const weight = Math.min(HEAVIEST_REMINDER, Math.max(1, corrections.length / reminders.length))
  const held = corrections.filter(({ text }) => heldBack(text)).map(correct)
  const learned = [
    ...corrections.filter(({ text }) => !heldBack(text)).map(correct),
    ...reminders.map((reminder) => {
      const seen = make(reminder)
      return { ...seen, targets: saidOf(base, seen), weight }
    }),
  ]
  const before = answer(inForce ? withDeltas(shipped, inForce) : shipped, held)
  const nothing: Deltas = { version: shipped.version, cells: [], steps: [] }
  if (held.length < FEWEST_HELD_BACK) return { promoted: false, reason: 'too-few', before, after: before, deltas: nothing }
  const trained = train(learned, { ...LEARNING, space: shipped.bytes.length / HEADS.length, base })
  const deltas = deltasOf(shipped, trained)
  const after = answer(withDeltas(shipped, deltas), held)
  const promoted = after.wrong <= before.wrong && after.loss < before.loss
  return { promoted, reason: promoted ? 'better' : 'no-better', before, after, deltas }
}

/** The shipped weights with a brand's deltas. Deltas of another version mean nothing here, and are left out. */
export function withDeltas(shipped: SmallWeights, { version, cells, steps }: Deltas): SmallWeights {
  if (version !== shipped.version) return shipped
  const bytes = shipped.bytes.slice()
  for (const [at, cell] of cells.entries()) if (cell < bytes.length) bytes[cell] = clamp(bytes[cell]! + steps[at]!)
  return { ...shipped, bytes }
}

function createMaker(): (said: Reminder) => Omit<Example, 'targets'> {
  const extract = createExtractor()
  const { findConcepts } = compileBrand({})
  return ({ text, language }) => {
    const tokens = tokenise(text)
    const { count, index, value } = extract(tokens, findConcepts(tokens, language))
    return { index: index.slice(0, count), value: value.slice(0, count), weight: 1 }
  }
}

/** What weights answer by themselves: learned as a target, it moves nothing until something else does. */
function saidOf(weights: Weights, seen: Omit<Example, 'targets'>): Float32Array {
  const answers = new Float32Array(HEADS.length)
  score(weights, seen, answers)
  return answers.map(sigmoid)
}

/** By verdict, the heads it is put together from and what each should say; the others are not asked. */
const ASKED: Record<Verdict, (value: Correction['value']) => Partial<Record<Head, boolean>>> = {
  type: (value) => Object.fromEntries(MESSAGE_TYPES.map((type) => [type, value === type])),
  urgency: (value) => ({ urgency1: Number(value) >= 1, urgency2: Number(value) >= 2, urgency3: Number(value) >= 3 }),
  tone: (value) => ({ polite: value === TONES[0], hostile: value === TONES[2] || value === TONES[3], abusive: value === TONES[3] }),
  target: (value) => ({ atService: value === TARGETS[1], atAgent: value === TARGETS[2], atOther: value === TARGETS[3] }),
  churn: (value) => ({ churn: value === true }),
  ultimatum: (value) => ({ ultimatum: value === true }),
  offLimits: (value) => ({ offLimits: value === true }),
  sarcasm: (value) => ({ sarcasm: value === true }),
}

function targetsOf(verdict: Verdict, value: Correction['value']): Float32Array {
  const asked = ASKED[verdict](value)
  return Float32Array.from(HEADS, (head) => (asked[head] === undefined ? Number.NaN : Number(asked[head])))
}

/** By its text, so that the same message always lies on the same side. */
function heldBack(text: string): boolean {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return ((hash ^ (hash >>> 15)) >>> 0) % HELD_BACK_ONE_IN === 0
}

function answer(weights: SmallWeights, held: readonly Example[]): Answered {
  const grown = grow(weights)
  const scores = new Float32Array(HEADS.length)
  const answered = { wrong: 0, of: 0, loss: 0 }
  for (const example of held) {
    score(grown, example, scores)
    const answers = answersOf(weights, scores)
    for (const [at, head] of HEADS.entries())
      if (!Number.isNaN(example.targets[at]!)) count(answered, answers[head], example.targets[at]!, weights.calibration[head].threshold)
  }
  return { ...answered, loss: answered.of === 0 ? 0 : answered.loss / answered.of }
}

function count(answered: Answered, yes: number, target: number, threshold: number): void {
  answered.of++
  if (yes >= threshold !== target > 0.5) answered.wrong++
  answered.loss -= Math.log(Math.max(1e-6, target > 0.5 ? yes : 1 - yes))
}

function grow({ bytes, steps, bias }: SmallWeights): Weights {
  const heads = HEADS.length
  return { heads, values: Float32Array.from(bytes, (byte, at) => byte * steps[at % heads]!), bias: Float32Array.from(bias) }
}

function deltasOf(shipped: SmallWeights, { values, heads }: Weights): Deltas {
  const deltas: Deltas = { version: shipped.version, cells: [], steps: [] }
  for (const [cell, byte] of shipped.bytes.entries()) {
    const step = clamp(Math.round(values[cell]! / shipped.steps[cell % heads]!)) - byte
    if (step === 0) continue
    deltas.cells.push(cell)
    deltas.steps.push(step)
  }
  return deltas
}

function clamp(byte: number): number {
  return Math.max(-127, Math.min(127, byte))
}
