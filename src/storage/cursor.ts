import { PlazaError } from '../domain/plaza-error.ts'

/** Where a keyset page ended: an instant (or null, which sorts last) and the id that breaks ties. */
export interface Place {
  at: string | null
  id: string
}

/** Opaque to whoever carries it: base64url of a JSON pair. */
export function encodePlace(place: { at: Temporal.Instant | null; id: string }): string {
  return Buffer.from(JSON.stringify([place.at?.toString() ?? null, place.id])).toString('base64url')
}

/** Throws `bad-cursor` for anything that `encodePlace` did not make. */
export function decodePlace(cursor: string): Place {
  try {
    const [at, id, ...rest] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[]
    if (typeof id !== 'string' || !/^\d{1,19}$/.test(id) || rest.length > 0) throw new TypeError('not a place')
    if (at === null) return { at, id }
    if (typeof at !== 'string') throw new TypeError('not a place')
    return { at: Temporal.Instant.from(at).toString(), id }
  } catch (cause) {
    throw new PlazaError('invalid', 'bad-cursor', 'This is not a cursor that Plaza gave.', cause)
  }
}

export interface PageAsk {
  after?: string | undefined
  limit: number
}

export interface Page<T> {
  items: T[]
  next: string | null
}

/** Cuts what was read with one row more than asked to a page. */
export function cutPage<T>(rows: readonly T[], limit: number, placeOf: (row: T) => { at: Temporal.Instant | null; id: string }): Page<T> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? encodePlace(placeOf(last)) : null }
}
