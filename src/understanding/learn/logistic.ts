/** A text to learn from. `targets`: per head 0 to 1, NaN where it says nothing. */
export interface Example {
  index: Uint32Array
  value: Float32Array
  targets: Float32Array
  weight: number
}

export interface Weights {
  heads: number
  /** By feature, then by head. */
  values: Float32Array
  bias: Float32Array
}

export interface Training {
  space: number
  heads: number
  passes: number
  rate: number
  /** How hard weights are drawn to where they began, in a pass: at each of the texts that have a feature, as much less as there are more of them. */
  pull: number
  seed: number
  /** What is learned upon: its weights are the origin. */
  base?: Weights
}

/** So that the first steps are not endless. */
const FIRST_SLOPE = 1e-4

/** Logistic regressions over one sparse space, all heads at once, by AdaGrad. The same examples, order and seed give the same weights. */
export function train(examples: readonly Example[], training: Training): Weights {
  const { space, heads, passes, seed, base } = training
  const origin = base ?? { heads, values: new Float32Array(space * heads), bias: new Float32Array(heads) }
  const weights: Weights = { heads, values: origin.values.slice(), bias: origin.bias.slice() }
  const slopes: Weights = { heads, values: new Float32Array(space * heads).fill(FIRST_SLOPE), bias: new Float32Array(heads).fill(FIRST_SLOPE) }
  const order = Uint32Array.from(examples.keys())
  const random = randomOf(seed)
  const errors = new Float32Array(heads)
  const pulls = pullsOf(examples, training)
  for (let pass = 0; pass < passes; pass++) {
    shuffle(order, random)
    for (const at of order) {
      errorsOf(examples[at]!, weights, errors)
      descend(examples[at]!, errors, { weights, slopes, origin, pulls, rate: training.rate })
    }
  }
  return weights
}

interface Descent {
  weights: Weights
  slopes: Weights
  origin: Weights
  /** By feature. */
  pulls: Float32Array
  rate: number
}

/** With the same pull at every touch rare features would be believed most. */
function pullsOf(examples: readonly Example[], { space, pull }: Training): Float32Array {
  const having = new Uint32Array(space)
  for (const { index } of examples) for (const feature of index) having[feature]!++
  return Float32Array.from(having, (texts) => pull / Math.max(1, texts))
}

/** One step against the errors. The inmost loop runs a billion times: plain arrays and no calls. */
function descend({ index, value }: Example, errors: Float32Array, { weights, slopes, origin, pulls, rate }: Descent): void {
  const heads = errors.length
  const [to, slope, from] = [weights.values, slopes.values, origin.values]
  for (let k = 0; k < index.length; k++) {
    const x = value[k]!
    const first = index[k]! * heads
    const pull = pulls[index[k]!]!
    for (let head = 0; head < heads; head++) {
      const cell = first + head
      const gradient = errors[head]! * x + pull * (to[cell]! - from[cell]!)
      slope[cell]! += gradient * gradient
      to[cell]! -= (rate * gradient) / Math.sqrt(slope[cell]!)
    }
  }
  for (let head = 0; head < heads; head++) {
    slopes.bias[head]! += errors[head]! ** 2
    weights.bias[head]! -= (rate * errors[head]!) / Math.sqrt(slopes.bias[head]!)
  }
}

/** Scores of all heads (log-odds) of one text, into `out`. */
export function score({ heads, values, bias }: Weights, { index, value }: Pick<Example, 'index' | 'value'>, out: Float32Array): void {
  out.set(bias)
  for (let k = 0; k < index.length; k++) {
    const from = index[k]! * heads
    const x = value[k]!
    for (let head = 0; head < heads; head++) out[head]! += x * values[from + head]!
  }
}

function errorsOf(example: Example, weights: Weights, out: Float32Array): void {
  score(weights, example, out)
  for (let head = 0; head < out.length; head++) {
    const target = example.targets[head]!
    out[head] = Number.isNaN(target) ? 0 : example.weight * (sigmoid(out[head]!) - target)
  }
}

export function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z))
}

function shuffle(order: Uint32Array, random: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const kept = order[at]!
    order[at] = order[other]!
    order[other] = kept
  }
}

/** mulberry32 (T. Ettinger): small, and the same everywhere. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
