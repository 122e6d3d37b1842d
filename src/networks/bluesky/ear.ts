import { lexToJson } from '@atproto/api'
import { z } from 'zod'
import type { Json } from '../../domain/network-name.ts'
import type { Line } from '../network.ts'
import { failureOf } from './failure.ts'
import type { Place } from './place.ts'
import type { Session } from './session.ts'

/** What the ears of one listening share, for as long as it lasts. */
export interface Ear {
  line: Line
  session: Session
  /** Posts that this listening has yielded: windows overlap on purpose, and need not be read twice. */
  known: Set<string>
  /** Until the server says that this app password has no leave to. */
  mayChat: boolean
  /** Where the search for backdated posts goes on; undefined at the top of the list. */
  sounding: string | undefined
}

/** Items, and what they move in the cursor. */
export interface Step {
  items: Json[]
  moved: Partial<Place>
  gap?: { since: Temporal.Instant | null; why: string }
}

/** How far an ear goes back behind its place, and whether past pages that it knows already. */
export interface LookBack {
  by: Temporal.DurationLike
  thorough: boolean
}

/** Enough for a day of a large account; forgetting only costs a second reading. */
const KNOWN = 50_000

export function isNew(ear: Ear, id: string): boolean {
  return !ear.known.has(id)
}

export function noteKnown(ear: Ear, ids: string[]): void {
  if (ear.known.size + ids.length > KNOWN) ear.known.clear()
  for (const id of ids) ear.known.add(id)
}

/**
 * The plain JSON of an answer. One malformed view in a page must not deafen us: where the client's lexicon objects, the body is
 * taken as it came, and the item alone is refused later, by `translate`. Throws `NetworkFailure`.
 */
export async function readAnswer<Schema extends z.ZodType>(call: Promise<{ data: unknown }>, schema: Schema): Promise<z.infer<Schema>> {
  try {
    return schema.parse(asJson(await call.then(({ data }) => data, objectedBody)))
  } catch (error) {
    throw failureOf(error)
  }
}

export function asJson(value: unknown): Json {
  return z.json().parse(lexToJson(value))
}

function objectedBody(error: unknown): unknown {
  if (error instanceof Error && 'responseBody' in error) return error.responseBody
  throw error
}
