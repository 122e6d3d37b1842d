import { Client } from 'pg'

/** Asked so often on a connection, a statement is worth being planned once; and so many at most, each some tens of kilobytes in its server process. */
const OFTEN = 5
const MOST = 100

/**
 * A connection on which what is asked again and again is planned once. PostgreSQL itself goes on planning anew where that pays, and forgets a
 * plan when the figures of a table change.
 */
export class PreparingClient extends Client {
  readonly #asked = new Map<string, number>()
  #prepared = 0

  // The two shapes that Kysely and the pool use; whatever else pg takes goes through as it is.
  override query(...ask: unknown[]): never {
    const [text, values, ...rest] = ask
    if (typeof text !== 'string' || !Array.isArray(values) || rest.length > 0) return this.#pass(ask)
    const name = this.#nameOf(text)
    return this.#pass(name === null ? ask : [{ name, text, values }])
  }

  #pass(ask: unknown[]): never {
    return Reflect.apply(Client.prototype.query, this, ask) as never
  }

  #nameOf(text: string): string | null {
    const known = this.#asked.get(text) ?? 0
    if (known < 0) return `plaza ${-known}`
    if (known < OFTEN || this.#prepared === MOST) {
      if (known > 0 || this.#asked.size < 10 * MOST) this.#asked.set(text, known + 1)
      return null
    }
    this.#prepared += 1
    this.#asked.set(text, -this.#prepared)
    return `plaza ${this.#prepared}`
  }
}
