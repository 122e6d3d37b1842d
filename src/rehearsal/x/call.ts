import type { Media } from './media.ts'
import type { Faults } from './faults.ts'
import type { Direct, Person, Post, World } from './world.ts'

/** One authorized call, as a route sees it. */
export interface Call {
  origin: string
  me: Person
  params: Record<string, string>
  query: URLSearchParams
  body: unknown
}

/** What the routes stand on. */
export interface Stage {
  world: World
  media: Media
  faults: Faults
  /** Tells whoever watches that one of our accounts has spoken. */
  spoke(said: Post | Direct): void
}

export interface Route {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  /** As X counts calls. */
  endpoint: string
  /** Says something that others see: what `lose-answer` takes and does not confirm. */
  speaks?: true
  status?: number
  answer(call: Call, stage: Stage): unknown
}
