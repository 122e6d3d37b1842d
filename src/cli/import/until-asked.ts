import { PlazaError } from '../../domain/plaza-error.ts'

/** Passes on what comes until Ctrl+C or a service manager's word; what was read by then is still taken in. Throws `stopped`. */
export async function* untilAsked<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  let asked = false
  const ask = () => {
    asked = true
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, ask)
  try {
    for await (const item of items) {
      if (asked) throw new PlazaError('unavailable', 'stopped', 'Stopped. The same command goes on from here.')
      yield item
    }
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, ask)
  }
}
