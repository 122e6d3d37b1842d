import type { Matter } from '../../domain/matter.ts'
import { openFinder } from './causes.ts'
import { openFrequencies } from './frequencies.ts'
import { openGroups, type Belonging, type Group, type Member, type Seen } from './groups.ts'
import { bandsOf } from './signature.ts'
import { traitsOf, type KnownNames, type TraitKind } from './traits.ts'
import { areOne, weigh } from './weigh.ts'

export interface Link extends Belonging {
  group: Group
  /** Who came over from groups that turned out to be the same. */
  brought: Member[]
}

/** Sees messages as they come and puts together what has one cause. Its memory doesn't grow with what it has seen. */
export interface Grouping {
  /** The group that a message joins, and why; null where it stands alone or tells of no trouble. */
  see(matter: Matter): Link | null
  /** A message whose group is settled already, as after a restart or by a person's word. */
  place(matter: Matter, group: string): void
  /** From now on a group goes by this name. */
  call(group: Group, name: string): void
  /** What a ticket said is gone, or is said otherwise. */
  leave(ticketId: string): void
}

/** Met everywhere: what goes wrong leads to a group only with what it went wrong with. */
const EVERYWHERE = new Set<TraitKind>(['cause', 'subject'])
/** In nats: what one message in twenty carries leads nowhere. */
const TELLING = 2
/** Minutes after which nothing joins a group that nobody has joined since. */
const LONGEST_GAP = 36 * 60
const MOST_NAMES = 50_000

/** `products`: the brand's own, as its manual names them. */
export function openGrouping(products: readonly string[]): Grouping {
  const findConcepts = openFinder(products)
  const frequencies = openFrequencies()
  const groups = openGroups(LONGEST_GAP)
  const names = openNames()
  const read = (matter: Matter) => {
    const traits = traitsOf(matter, names, findConcepts)
    frequencies.count(traits.list.map(({ key }) => key))
    const keys = traits.list.flatMap(({ key, kind }) => (EVERYWHERE.has(kind) || frequencies.surprise(key, 1) < TELLING ? [] : [key]))
    return { matter, traits, keys, bands: traits.signature === null ? [] : bandsOf(traits.signature) }
  }
  const fitting = (seen: Seen) =>
    groups
      .near(seen)
      .flatMap(({ group, alike }) => {
        const verdict = weigh(seen, { group, alike }, frequencies)
        return verdict ? [{ group, ...verdict }] : []
      })
      .sort((a, b) => Number(b.group.name !== null) - Number(a.group.name !== null) || b.weight - a.weight)
  return {
    see(matter) {
      const seen = read(matter)
      if (!tellsOfTrouble(seen)) return null
      const known = groups.ofTicket(matter.ticketId, matter.minute)
      if (known) {
        // Heard again, it stands as it stood: a message may come twice.
        const { sure, why } = known.members.get(matter.ticketId)!
        groups.join(known, seen, { sure, why })
        return { group: known, brought: [], sure, why: why.length > 0 ? why : [{ by: 'ticket', what: '' }] }
      }
      const [best, ...others] = fitting(seen)
      if (!best) {
        groups.begin(seen)
        return null
      }
      const same = others.filter(({ group }) => areOne(best.group, group))
      for (const { group } of same) groups.merge(best.group, group)
      groups.join(best.group, seen, best)
      return { ...best, brought: same.flatMap(({ group }) => [...group.members.values()]) }
    },
    place(matter, name) {
      const seen = read(matter)
      const group = groups.named(name)
      if (group) groups.join(group, seen, { sure: false, why: [] })
      else groups.begin(seen, name)
    },
    call: groups.call,
    leave: groups.leave,
  }
}

/** Thanks and praise tell of no trouble, spam of somebody else's; what is taken for chatter does where it says what is wrong, or with which. */
function tellsOfTrouble({ matter, traits }: Seen): boolean {
  return TROUBLE.has(matter.type) || (matter.type === 'chatter' && traits.list.some(({ kind }) => SAYS.has(kind)))
}

const TROUBLE = new Set<Matter['type']>(['complaint', 'question', 'request', 'info'])
const SAYS = new Set<TraitKind>(['cause', 'run', 'number', 'tag'])

/** Of each word, how much more often it was written large; when there are too many, the ones hardly met are forgotten. */
function openNames(): KnownNames {
  const known = new Map<string, number>()
  return {
    has: (word) => (known.get(word) ?? 0) > 0,
    meet(word, large) {
      known.set(word, Math.max(-MOST_SURE, Math.min(MOST_SURE, (known.get(word) ?? 0) + (large ? 1 : SMALL))))
      if (known.size <= MOST_NAMES) return
      for (const [one, score] of known) if (Math.abs(score) <= 1) known.delete(one)
      if (known.size > MOST_NAMES / 2) known.clear()
    },
  }
}

/** Places are written small too by people in a hurry, but not as a rule. */
const SMALL = -0.5
const MOST_SURE = 20
