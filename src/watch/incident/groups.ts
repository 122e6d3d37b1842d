import type { Signature } from './signature.ts'
import type { Matter } from '../../domain/matter.ts'
import type { Trait, Traits } from './traits.ts'
import type { Reason } from './weigh.ts'

/** Messages that seem to have one cause. */
export interface Group {
  /** Null until somebody names it: an incident's id. */
  name: string | null
  last: number
  messages: number
  /** By key, how many of its messages carry it, and how it was written first. */
  traits: Map<string, Carried>
  /** Of some of its texts: copies of later ones are told by them. */
  signatures: Signature[]
  /** The index entries of its signatures. */
  bands: number[]
  /** Who is in it, with what brought them: oldest first, within bounds. */
  members: Map<string, Member>
}

interface Carried extends Pick<Trait, 'kind' | 'written'> {
  count: number
  /** How it was written in public first; null where nobody has, or it may be somebody's name. */
  shown: string | null
}

/** A ticket in a group, and what brought it there; nothing brought the first. */
export interface Member extends Belonging {
  ticketId: string
  personId: string
  messageId: string
}

export interface Belonging {
  /** Strong enough to stand without a person's word. */
  sure: boolean
  why: Reason[]
}

/** A message as it was read. */
export interface Seen {
  matter: Matter
  traits: Traits
  keys: readonly string[]
  bands: readonly number[]
}

export interface Near {
  group: Group
  /** They share a band: one of its texts may be a copy. */
  alike: boolean
}

export interface Groups {
  /** Those that share something rare enough with a message to be weighed. */
  near(seen: Seen): Near[]
  ofTicket(ticketId: string, minute: number): Group | undefined
  named(name: string): Group | undefined
  begin(seen: Seen, name?: string): Group
  join(group: Group, seen: Seen, belonging: Belonging): void
  /** A group is an incident now. */
  call(group: Group, name: string): void
  /** Its words are gone, or others. */
  leave(ticketId: string): void
  /** All of the second goes over to the first. */
  merge(into: Group, group: Group): void
}

const MOST_GROUPS = 8_000
const MOST_WEIGHED = 8
const MOST_TRAITS = 200
const MOST_SIGNATURES = 8
const MOST_MEMBERS = 500

/** The groups of the last while, with an inverted index from what they carry; the ones longest untouched go first. `gap` in minutes. */
export function openGroups(gap: number): Groups {
  const groups = new Set<Group>()
  const index = openIndex()
  const byTicket = new Map<string, Group>()
  const byName = new Map<string, Group>()
  const drop = (group: Group) => {
    groups.delete(group)
    if (group.name !== null) byName.delete(group.name)
    for (const ticketId of group.members.keys()) if (byTicket.get(ticketId) === group) byTicket.delete(ticketId)
    index.leave(group)
  }
  const join = (group: Group, seen: Seen, belonging: Belonging) => {
    for (const key of take(group, seen)) index.enter(key, group)
    const { ticketId, personId, id } = seen.matter
    if (group.members.size < MOST_MEMBERS && !group.members.has(ticketId)) {
      group.members.set(ticketId, { ticketId, personId, messageId: id, sure: belonging.sure, why: belonging.why })
      byTicket.set(ticketId, group)
    }
    groups.delete(group)
    groups.add(group)
  }
  const prune = (minute: number) => {
    for (const group of groups) {
      if (groups.size <= MOST_GROUPS && minute - group.last <= gap) return
      drop(group)
    }
  }
  const call = (group: Group, name: string) => {
    group.name = name
    byName.set(name, group)
  }
  return {
    near: (seen) => nearest(seen, index, gap),
    ofTicket(ticketId, minute) {
      const group = byTicket.get(ticketId)
      return group && minute - group.last <= gap && group.members.size > 1 ? group : undefined
    },
    named: (name) => byName.get(name),
    begin(seen, name) {
      const group = emptyGroup(seen.matter.minute)
      if (name !== undefined) call(group, name)
      join(group, seen, ALONE)
      prune(seen.matter.minute)
      return group
    },
    join,
    call,
    leave(ticketId) {
      byTicket.get(ticketId)?.members.delete(ticketId)
      byTicket.delete(ticketId)
    },
    merge(into, group) {
      drop(group)
      for (const key of absorb(into, group)) index.enter(key, into)
      for (const ticketId of group.members.keys()) if (into.members.has(ticketId)) byTicket.set(ticketId, into)
    },
  }
}

/** From what a group carries, by its key, or from a band of a text of its. */
interface Index {
  get(key: string | number): readonly Group[]
  enter(key: string | number, group: Group): void
  leave(group: Group): void
}

/** What more groups than this carry tells none of them apart: the latest count. */
const MOST_SHARED = 12

function openIndex(): Index {
  const index = new Map<string | number, Group[]>()
  return {
    get: (key) => index.get(key) ?? NONE,
    enter(key, group) {
      const sharing = index.get(key)
      if (!sharing) index.set(key, [group])
      else if (!sharing.includes(group)) {
        sharing.push(group)
        if (sharing.length > MOST_SHARED) sharing.shift()
      }
    },
    leave(group) {
      for (const key of indexed(group)) {
        const sharing = index.get(key)
        const at = sharing?.indexOf(group) ?? -1
        if (!sharing || at < 0) continue
        if (sharing.length > 1) sharing.splice(at, 1)
        else index.delete(key)
      }
    },
  }
}

const NONE: readonly Group[] = []

function nearest(seen: Seen, index: Index, gap: number): Near[] {
  const found = new Map<Group, number>()
  const copies = new Set<Group>()
  for (const band of seen.bands) for (const group of index.get(band)) copies.add(group)
  for (const group of copies) found.set(group, COPIES)
  for (const key of seen.keys) for (const group of index.get(key)) found.set(group, (found.get(group) ?? 0) + RANK[key[0]!]!)
  const fresh = [...found].filter(([group]) => seen.matter.minute - group.last <= gap)
  const most = fresh.length > MOST_WEIGHED ? fresh.sort((a, b) => b[1] - a[1]).slice(0, MOST_WEIGHED) : fresh
  return most.map(([group]) => ({ group, alike: copies.has(group) }))
}

function emptyGroup(minute: number): Group {
  return { name: null, last: minute, messages: 0, traits: new Map(), signatures: [], bands: [], members: new Map() }
}

/** What a group takes of a message; answers the keys by which it is found from now on. */
function take(group: Group, { matter, traits, keys, bands }: Seen): readonly (string | number)[] {
  group.last = Math.max(group.last, matter.minute)
  group.messages++
  for (const { key, kind, written, isNobody } of traits.list) {
    const met = group.traits.get(key)
    const shown = matter.isPublic && isNobody ? written : null
    if (met) Object.assign(met, { count: met.count + 1, shown: met.shown ?? shown })
    else if (group.traits.size < MOST_TRAITS) group.traits.set(key, { kind, written, count: 1, shown })
  }
  const known = keys.filter((key) => group.traits.has(key))
  if (!traits.signature || group.signatures.length >= MOST_SIGNATURES) return known
  group.signatures.push(traits.signature)
  group.bands.push(...bands)
  return [...known, ...bands]
}

const ALONE: Belonging = { sure: false, why: [] }

/** What one group takes of another, within the same bounds; answers the keys by which it is found from now on. */
function absorb(into: Group, group: Group): (string | number)[] {
  into.last = Math.max(into.last, group.last)
  into.messages += group.messages
  for (const [key, trait] of group.traits) {
    const met = into.traits.get(key)
    if (met) Object.assign(met, { count: met.count + trait.count, shown: met.shown ?? trait.shown })
    else if (into.traits.size < MOST_TRAITS) into.traits.set(key, trait)
  }
  for (const [ticketId, member] of group.members) if (into.members.size < MOST_MEMBERS) into.members.set(ticketId, member)
  const known = [...group.traits.keys()].filter((key) => into.traits.has(key))
  if (into.signatures.length >= MOST_SIGNATURES) return known
  into.signatures.push(...group.signatures)
  into.bands.push(...group.bands)
  return [...known, ...group.bands]
}

function* indexed(group: Group): Iterable<string | number> {
  yield* group.traits.keys()
  yield* group.bands
}

/** By the first letter of a key, what is likely to be worth weighing: number, name, product, topic, pair, tag, word. */
const RANK: Record<string, number> = { n: 6, p: 5, t: 4, w: 2 }
const COPIES = 20
