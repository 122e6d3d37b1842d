import { readFile } from 'node:fs/promises'
import type { Features } from './features.ts'
import type { Head } from './heads.ts'

/** What a head's score means: probability = 1 / (1 + e^-(slope · score + offset)), a yes from `threshold` on. */
export interface Calibration {
  slope: number
  offset: number
  threshold: number
}

export interface ModelCard {
  version: string
  heads: Head[]
  /** One step of a head's small weights. */
  steps: number[]
  bias: number[]
  calibration: Record<Head, Calibration>
}

/** The weights of all heads: a byte each, by feature, then by head. */
export interface SmallWeights extends ModelCard {
  bytes: Int8Array
}

const FOLDER = new URL('./model/', import.meta.url)

/** Reads the committed weights (1 MB). */
export async function loadWeights(): Promise<SmallWeights> {
  const [card, bytes] = await Promise.all([readFile(new URL('model.json', FOLDER), 'utf8'), readFile(new URL('weights.bin', FOLDER))])
  return { ...(JSON.parse(card) as ModelCard), bytes: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) }
}

/** Values as whole numbers: adding those up is twice as fast, and finer than the weights are. */
const FINE = 4096
const sums = new Int32Array(64)

/** Scores of all heads (log-odds), into `out`. */
export function scoreSmall({ bytes, steps, bias }: SmallWeights, { count, index, value }: Features, out: Float32Array): void {
  const heads = out.length
  sums.fill(0)
  for (let at = 0; at < count; at++) {
    const from = index[at]! * heads
    const x = (value[at]! * FINE) | 0
    for (let head = 0; head < heads; head++) sums[head] = (sums[head]! + Math.imul(x, bytes[from + head]!)) | 0
  }
  for (let head = 0; head < heads; head++) out[head] = (sums[head]! / FINE) * steps[head]! + bias[head]!
}
