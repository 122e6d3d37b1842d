/** How often traits are met, in bounded memory: when there are too many, every count is halved and what is left of nothing goes. */
export interface Frequencies {
  /** One more message, and what it carries. */
  count(keys: Iterable<string>): void
  /** How surprising a trait is: nats, of the share of messages that carry it without `own` of them. */
  surprise(key: string, own: number): number
  /** Messages counted, halved with the rest. */
  total(): number
}

const MOST_KEYS = 200_000
const MOST_MESSAGES = 50_000

export function openFrequencies(): Frequencies {
  const counts = new Map<string, number>()
  let messages = 0
  const halve = () => {
    messages /= 2
    for (const [key, count] of counts) {
      if (count <= 1) counts.delete(key)
      else counts.set(key, count / 2)
    }
  }
  return {
    count(keys) {
      messages++
      for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
      if (counts.size > MOST_KEYS || messages > MOST_MESSAGES) halve()
    },
    surprise(key, own) {
      return Math.max(0, Math.log((messages + FEW) / (Math.max(0, (counts.get(key) ?? 0) - own) + HALF)))
    },
    total: () => messages,
  }
}

/** Before anything was met, nothing is rare: as if so many ordinary messages had gone before. */
const FEW = 200
const HALF = 0.5
