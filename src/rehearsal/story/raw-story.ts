import type { NetworkName } from '../../domain/network-name.ts'
import type { CheckArgs } from './check.ts'
import type { Story, StoryAccount, StoryAgent, StoryIdentity, StoryPerson, Verbs } from './story.ts'

/** A story as its file writes it, once the schema has found it sound. */
export interface RawStory extends Pick<Story, 'title' | 'told' | 'language' | 'brand'> {
  story: string
  starts: string
  manual?: string
  accounts: Record<string, Omit<StoryAccount, 'id'>>
  people: Record<string, RawPerson>
  agents: Record<string, Omit<StoryAgent, 'id'>>
  timeline: RawStep[]
  expect: RawExpectation[]
}

export interface RawPerson extends Omit<StoryPerson, 'id' | 'identities'> {
  on: Partial<Record<NetworkName, Omit<StoryIdentity, 'network'>>>
}

/** The schema makes sure of exactly one verb, or a crowd. */
export type RawStep = { at: string; crowd?: RawCrowd } & Partial<Verbs>

/** Many invented people who each say one of a few texts, spread evenly over a span. */
export interface RawCrowd {
  label: string
  count: number
  during: string
  on: NetworkName
  language: string
  texts: string[]
  replyTo?: string
  /** Each is answered in public, so long after. */
  answered?: { by: string; after: string; text: string }
}

export interface RawExpectation {
  id: string
  says: string
  at: string
  check?: Partial<CheckArgs>
  later?: string
}
