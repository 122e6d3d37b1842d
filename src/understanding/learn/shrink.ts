import type { Weights } from './logistic.ts'

/** A byte a weight. `steps` is what one stands for, by head. */
export interface Shrunk {
  bytes: Int8Array
  steps: number[]
  bias: number[]
}

const LARGEST = 127

/** The few weights beyond the range of a byte are cut to it. */
export function shrink({ heads, values, bias }: Weights): Shrunk {
  const steps = Array.from({ length: heads }, (_, head) => largest(values, heads, head) / LARGEST || 1)
  const bytes = Int8Array.from(values, (value, at) => Math.max(-LARGEST, Math.min(LARGEST, Math.round(value / steps[at % heads]!))))
  return { bytes, steps, bias: [...bias] }
}

/** Of the weights of a head, the largest but for one in ten thousand. */
function largest(values: Float32Array, heads: number, head: number): number {
  const own = new Float32Array(values.length / heads)
  for (let at = 0; at < own.length; at++) own[at] = Math.abs(values[at * heads + head]!)
  own.sort()
  return own[Math.floor(own.length * 0.9999)]!
}
