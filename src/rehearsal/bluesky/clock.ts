import { tidOf } from './ids.ts'

/** The network's clock: real time, but no two moments the same, as an index of arrivals needs. */
export class Clock {
  #last = 0

  /** ISO, milliseconds. */
  now(): string {
    this.#last = Math.max(Date.now(), this.#last + 1)
    return new Date(this.#last).toISOString()
  }

  /** A revision or record key: sorts by time. */
  tid(): string {
    this.now()
    return tidOf(BigInt(this.#last) * 1000n)
  }
}
