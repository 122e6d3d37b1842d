import { checkHandles } from './check-handles.ts'
import { checkSayings } from './check-sayings.ts'
import type { Path } from './locate.ts'
import { nearest } from '../../domain/nearest.ts'
import { offsetOf } from './offset.ts'
import type { RawStory } from './raw-story.ts'
import type { NameKind, NameUse } from './story-schema.ts'
import type { Step, Story } from './story.ts'

export interface Finding {
  path: Path
  key?: boolean
  what: string
  instead: string
}

/** What no schema can see: names nobody declared, labels not yet said, offsets that run backwards, words on a network that has none. */
export function crossCheck(raw: RawStory, story: Story, uses: NameUse[]): Finding[] {
  const labels = labelsOf(story)
  return [
    ...backwards(raw),
    ...twiceNamed(raw, uses),
    ...uses.flatMap((use) => unknownName(use, raw, labels) ?? tooEarly(use, raw, labels) ?? unheardTicket(use, labels) ?? []),
    ...checkHandles(raw, story),
    ...checkSayings(raw),
  ]
}

interface Label {
  at: number
  line: number
  /** Whether a ticket can hold it. */
  heard: boolean
}

function labelsOf(story: Story): Map<string, Label> {
  const labels = new Map<string, Label>()
  for (const step of story.timeline) {
    const label = labelOf(step)
    if (label !== null && !labels.has(label)) labels.set(label, { at: step.at, line: step.line, heard: step.do !== 'say' || step.args.heard === true })
  }
  return labels
}

function labelOf(step: Step): string | null {
  return 'label' in step.args ? step.args.label : null
}

function backwards(raw: RawStory): Finding[] {
  return raw.timeline.flatMap((step, i) => {
    const before = raw.timeline[i - 1]
    if (!before || offsetOf(step.at) >= offsetOf(before.at)) return []
    return [{ path: ['timeline', i, 'at'], what: `${step.at} comes after ${before.at}`, instead: 'put the steps in the order in which they happen' }]
  })
}

function twiceNamed(raw: RawStory, uses: NameUse[]): Finding[] {
  const members = raw.timeline.flatMap(({ crowd }) => (crowd ? Array.from({ length: crowd.count }, (_, i) => `${crowd.label}-${i + 1}`) : []))
  const labels = uses.filter((use) => use.kind === 'new-message').map(({ name, path }) => ({ name, path, what: `the label «${name}» is used twice` }))
  const ids = raw.expect.map(({ id }, i) => ({ name: id, path: ['expect', i, 'id'], what: `the expectation «${id}» stands here twice` }))
  return [...repeated(labels, members), ...repeated(ids, [])].map(({ path, what }) => ({ path, what, instead: 'give it a name of its own' }))
}

function repeated<T extends { name: string }>(named: T[], taken: string[]): T[] {
  return named.filter(({ name }, i) => taken.includes(name) || named.findIndex((other) => other.name === name) < i)
}

function unknownName({ kind, name, path }: NameUse, raw: RawStory, labels: ReadonlyMap<string, Label>): Finding | null {
  const { what, known } = declared(kind, raw, labels)
  if (kind === 'new-message' || known.includes(name)) return null
  const meant = nearest(name, known)
  return { path, what: `«${name}» is no ${what}`, instead: meant ? `did you mean «${meant}»?` : `known are ${known.slice(0, 12).join(', ') || 'none'}` }
}

function declared(kind: NameKind, raw: RawStory, labels: ReadonlyMap<string, Label>): { what: string; known: string[] } {
  const [people, accounts] = [Object.keys(raw.people), Object.keys(raw.accounts)]
  if (kind === 'person') return { what: 'person of this story', known: people }
  if (kind === 'account') return { what: 'account of this story', known: accounts }
  if (kind === 'speaker') return { what: 'person or account of this story', known: [...people, ...accounts] }
  if (kind === 'agent') return { what: 'agent of this story', known: Object.keys(raw.agents) }
  return { what: 'label of a message', known: [...labels.keys()] }
}

/** A step can name only what was said before it, an expectation only what was said by its moment. */
function tooEarly({ kind, name, path }: NameUse, raw: RawStory, labels: ReadonlyMap<string, Label>): Finding | null {
  const label = labels.get(name)
  if (!label || (kind !== 'message' && kind !== 'ticket')) return null
  const [part, index] = path
  const here = raw[part === 'timeline' ? 'timeline' : 'expect'][Number(index)]
  if (!here || label.at < offsetOf(here.at) || (label.at === offsetOf(here.at) && (part === 'expect' || saidAbove(name, Number(index), raw)))) return null
  return { path, what: `«${name}» has not been said at ${here.at}`, instead: `name something said before, or move this after line ${label.line}` }
}

function saidAbove(name: string, index: number, raw: RawStory): boolean {
  return raw.timeline
    .slice(0, index)
    .some((step) => [step.say, step.reply, step.note, step.call].some((one) => one?.label === name) || (step.crowd && name.startsWith(`${step.crowd.label}-`)))
}

function unheardTicket({ kind, name, path }: NameUse, labels: ReadonlyMap<string, Label>): Finding | null {
  if (kind !== 'ticket' || labels.get(name)?.heard !== false) return null
  return {
    path,
    what: `«${name}» reaches none of our connected accounts, so no ticket can hold it`,
    instead: 'name an account in its text or in «to», or state «heard: true»',
  }
}
