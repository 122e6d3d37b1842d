import type { Frequencies } from './frequencies.ts'
import type { Group, Near, Seen } from './groups.ts'
import { likeness, type Signature } from './signature.ts'
import type { Trait, TraitKind } from './traits.ts'

/** Why a message belongs to a group: what they share, in the message's own words. */
export interface Reason {
  by: TraitKind | 'copy' | 'ticket'
  what: string
}

export interface Verdict {
  weight: number
  sure: boolean
  why: Reason[]
}

/** How much of its surprise a shared trait counts: traits of one kind come together, and a cause is met everywhere. */
const WORTH: Record<TraitKind, number> = {
  run: 1.3,
  number: 1.3,
  name: 0.8,
  product: 1,
  topic: 0.6,
  tag: 0.8,
  pair: 0.6,
  cause: 0.35,
  subject: 0.25,
  word: 0.3,
}
const ENOUGH = 3.5
const COPY = 0.5
const MOST_OF_WORDS = 4

/**
 * Whether a message belongs to a group: the surprise of all they share, in nats (Naive Bayes, damped by kind because traits are not
 * independent), less that of finding anybody at all in the time since its last message. Null where it is too little, or where they name
 * different flights or places.
 */
export function weigh(seen: Seen, { group, alike: maybe }: Near, frequencies: Frequencies): Verdict | null {
  const alike = maybe && seen.traits.signature ? likest(seen.traits.signature, group) : 0
  const copy = alike >= COPY
  const shared = seen.traits.list.filter(({ key }) => group.traits.has(key))
  if (!copy && contradicts(seen.traits.list, shared, group)) return null
  const evidence = shared.map((trait) => ({ trait, weight: weightOf(trait, group, frequencies) })).filter(({ weight }) => weight > 0)
  const words = evidence.filter(({ trait }) => trait.kind === 'word')
  const others = evidence.filter(({ trait }) => trait.kind !== 'word')
  const gap = Math.max(0, seen.matter.minute - group.last)
  if (!copy && !holds(others, words, gap)) return null
  const weight = sum(others) + Math.min(MOST_OF_WORDS, sum(words)) + (copy ? COPIED * alike : 0) - crowd(gap, frequencies)
  if (weight < ENOUGH) return null
  return { weight, sure: others.some((one) => isSure(one, seen, group)), why: reasons(copy, others, words) }
}

function likest(signature: Signature, { signatures }: Group): number {
  let most = 0
  for (const one of signatures) most = Math.max(most, likeness(one, signature))
  return most
}

interface Evidence {
  trait: Trait
  weight: number
}

const COPIED = 12

/** What part of the group carries it, by its root: the first who tell of a thing don't tell all of it. */
function weightOf({ key, kind }: Trait, group: Group, frequencies: Frequencies): number {
  const { count } = group.traits.get(key)!
  return WORTH[kind] * frequencies.surprise(key, count + 1) * Math.sqrt(count / group.messages)
}

/** What is enough, the surest first: a rare number; or a cause with where or what; or the same words. `gap`: minutes in which such a thing goes on. */
const ENOUGHS: readonly { fits: (shared: Shared) => boolean; gap: number }[] = [
  { fits: ({ has }) => has('run'), gap: 8 * 60 },
  { fits: ({ has }) => has('number'), gap: 36 * 60 },
  { fits: ({ has, cause, words }) => has('product') && (cause || words >= 2), gap: 12 * 60 },
  { fits: ({ has, cause, words }) => has('name') && (cause || (has('subject') && words >= 2) || words >= 3), gap: 5 * 60 },
  { fits: ({ has, cause, words }) => has('tag') && (cause || words >= 2), gap: 12 * 60 },
  { fits: ({ has }) => has('pair'), gap: 90 },
  { fits: ({ words }) => words >= 3, gap: 4 * 60 },
]

interface Shared {
  has(kind: TraitKind): boolean
  cause: boolean
  words: number
}

/** The first that fits decides how long ago the others may have been. */
function holds(others: readonly Evidence[], words: readonly Evidence[], gap: number): boolean {
  const kinds = new Set(others.flatMap(({ trait, weight }) => (weight > FAINT ? [trait.kind] : [])))
  const has = (kind: TraitKind) => kinds.has(kind)
  const enough = ENOUGHS.find(({ fits }) => fits({ has, cause: has('cause') || has('topic'), words: words.length }))
  return enough !== undefined && gap <= enough.gap
}

const FAINT = 0.5

/** A number that most of the group carries, or a place that most name: who names another and not it speaks of something else. */
function contradicts(list: readonly Trait[], shared: readonly Trait[], group: Group): boolean {
  const numbered = (kind: TraitKind) => kind === 'run' || kind === 'number'
  if (shared.some(({ kind }) => numbered(kind))) return false
  if (list.some(({ kind }) => numbered(kind)) && has(group, numbered)) return true
  const named = (kind: TraitKind) => kind === 'name'
  return list.some(({ kind }) => kind === 'name') && !shared.some(({ kind }) => kind === 'name') && has(group, named)
}

function has(group: Group, fits: (kind: TraitKind) => boolean): boolean {
  for (const { kind, count } of group.traits.values()) if (fits(kind) && count * 2 >= group.messages) return true
  return false
}

/** Two groups that one message fits are one, where they share a number or a name that most of both carry and nobody has named both. */
export function areOne(a: Group, b: Group): boolean {
  if (a.name !== null && b.name !== null) return false
  for (const [key, { kind, count }] of a.traits) {
    const other = b.traits.get(key)
    if (other && IDENTIFY.has(kind) && count * 2 >= a.messages && other.count * 2 >= b.messages) return true
  }
  return false
}

const IDENTIFY = new Set<TraitKind>(['run', 'number', 'name', 'product'])

function crowd(gap: number, frequencies: Frequencies): number {
  return Math.log(1 + (gap / (3 * 24 * 60)) * frequencies.total())
}

/** The same flight, error or batch that most of them name, by somebody who complains, or says what is wrong. */
function isSure({ trait }: Evidence, { matter, traits }: Seen, group: Group): boolean {
  if (trait.kind !== 'run' && trait.kind !== 'number') return false
  const complains = matter.type === 'complaint' || traits.list.some(({ kind }) => kind === 'cause')
  return complains && group.traits.get(trait.key)!.count * 2 >= group.messages
}

function reasons(copy: boolean, others: readonly Evidence[], words: readonly Evidence[]): Reason[] {
  const ranked = others.toSorted((a, b) => b.weight - a.weight).filter(({ trait }) => trait.kind !== 'pair' && trait.kind !== 'subject')
  const top = ranked.slice(0, 3).map(({ trait }) => ({ by: trait.kind, what: trait.written }))
  const kin = words.toSorted((a, b) => b.weight - a.weight).slice(0, 4)
  return [
    ...(copy ? [{ by: 'copy' as const, what: '' }] : []),
    ...top,
    ...(kin.length > 1 ? [{ by: 'word' as const, what: kin.map(({ trait }) => trait.written).join(', ') }] : []),
  ]
}

function sum(evidence: readonly Evidence[]): number {
  return evidence.reduce((total, { weight }) => total + weight, 0)
}
