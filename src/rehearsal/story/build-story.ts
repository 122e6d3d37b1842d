import { NETWORK_NAMES } from '../../domain/network-name.ts'
import { CHECK_NAMES, type CheckArgs, type CheckName, type CheckOf } from './check.ts'
import { tellCrowd } from './crowd.ts'
import { hearing } from './heard.ts'
import type { Path } from './locate.ts'
import { offsetOf } from './offset.ts'
import type { RawExpectation, RawPerson, RawStep, RawStory } from './raw-story.ts'
import { VERBS, type Expectation, type Step, type StepOf, type Story, type StoryPerson, type Verb, type Verbs } from './story.ts'

type LineOf = (path: Path) => number

/** A sound file → the story as the player takes it. Pure. */
export function buildStory(raw: RawStory, lineOf: LineOf, file: string): Story {
  const told = raw.timeline.map((step, i) => tellStep(step, lineOf(['timeline', i])))
  const story: Story = {
    id: raw.story,
    title: raw.title,
    told: raw.told,
    language: raw.language,
    starts: Temporal.Instant.from(raw.starts),
    brand: raw.brand,
    manual: raw.manual ?? null,
    accounts: Object.entries(raw.accounts).map(([id, account]) => ({ id, ...account })),
    people: [...Object.entries(raw.people).map(buildPerson), ...told.flatMap((one) => one.people)],
    agents: Object.entries(raw.agents).map(([id, agent]) => ({ id, ...agent })),
    timeline: told.flatMap((one) => one.steps).toSorted((a, b) => a.at - b.at),
    expectations: raw.expect.map((one, i) => buildExpectation(one, lineOf(['expect', i]))).toSorted((a, b) => a.at - b.at),
    file,
  }
  return { ...story, timeline: hearing(story) }
}

function buildPerson([id, { on, ...person }]: [string, RawPerson]): StoryPerson {
  return { id, ...person, identities: NETWORK_NAMES.flatMap((network) => (on[network] ? [{ network, ...on[network] }] : [])) }
}

function tellStep(raw: RawStep, line: number): { steps: Step[]; people: StoryPerson[] } {
  if (raw.crowd) return tellCrowd(raw.crowd, offsetOf(raw.at), line)
  const when = { at: offsetOf(raw.at), line }
  const steps = VERBS.flatMap((verb) => pick(raw, verb, when) ?? [])
  return { steps, people: [] }
}

function pick<V extends Verb>(raw: Partial<Verbs>, verb: V, when: { at: number; line: number }): StepOf<V> | null {
  const args = raw[verb]
  return args === undefined ? null : { do: verb, args, ...when }
}

function buildExpectation({ id, says, at, check, later }: RawExpectation, line: number): Expectation {
  const [written] = CHECK_NAMES.flatMap((name) => pickCheck(check ?? {}, name) ?? [])
  return { id, says, at: offsetOf(at), line, proof: written ? { kind: 'check', check: written } : { kind: 'later', capability: later ?? '' } }
}

function pickCheck<N extends CheckName>(raw: Partial<CheckArgs>, name: N): CheckOf<N> | null {
  const args = raw[name]
  return args === undefined ? null : { name, args }
}
