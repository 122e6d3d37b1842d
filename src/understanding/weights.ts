import { readFile } from 'node:fs/promises'
import type { Features } from './features.ts'
import type { Head } from './heads.ts'
import type { SecondLook } from './second-look.ts'

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
  look: SecondLook
  /** That of complaints is of what the look says. */
  calibration: Record<Head, Calibration>
}

/** The weights of all heads: a byte each, by feature, then by head. */
export interface SmallWeights extends ModelCard {
  bytes: Int8Array
}

const FOLDER = new URL('./model/', import.meta.url)

/** Reads the committed weights (3.1 MB). */
export async function loadWeights(): Promise<SmallWeights> {
  const [card, bytes] = await Promise.all([readFile(new URL('model.json', FOLDER), 'utf8'), readFile(new URL('weights.bin', FOLDER))])
  return { ...(JSON.parse(card) as ModelCard), bytes: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) }
}

/** Values as whole numbers: adding those up is twice as fast, and finer than the weights are. */
const FINE = 4096
const sums = new Int32Array(64)

/** Scores of all heads (log-odds), into `out`. Two features at a time: sums are fetched and laid back half as often. */
export function scoreSmall({ bytes, steps, bias }: SmallWeights, { count, index, value }: Features, out: Float32Array): void {
  const heads = out.length
  sums.fill(0)
  for (let at = 0; at < count; at += 2) {
    const odd = at + 1 === count
    const [a, b] = [index[at]! * heads, odd ? 0 : index[at + 1]! * heads]
    const [x, y] = [(value[at]! * FINE) | 0, odd ? 0 : (value[at + 1]! * FINE) | 0]
    for (let head = 0; head < heads; head++) sums[head] = (sums[head]! + Math.imul(x, bytes[a + head]!) + Math.imul(y, bytes[b + head]!)) | 0
  }
  for (let head = 0; head < heads; head++) out[head] = (sums[head]! / FINE) * steps[head]! + bias[head]!
}
