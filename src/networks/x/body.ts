import { NetworkFailure } from '../network.ts'

/** The body of an answer that X called good. Throws `NetworkFailure` when it is cut off, or is no JSON: a proxy spoke for X. */
export async function bodyOf<T>(response: Response): Promise<T> {
  try {
    return (await response.json()) as T
  } catch (error) {
    throw new NetworkFailure({ do: 'try-later', code: 'server-error', at: null }, 'an answer that can not be read', error)
  }
}
