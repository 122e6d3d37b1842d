import { fold } from '../../domain/fold.ts'
import type { Group, Member } from './groups.ts'
import type { TraitKind } from './traits.ts'
import type { Reason } from './weigh.ts'

/** What most tell of, in their own words: "AN431 · Cartagena · no ha salido". People rename it. */
export function titleOf(group: Group): string {
  const told = common(group)
  const parts = SAID.flatMap((kinds) => told.find(({ kind }) => kinds.includes(kind))?.written ?? [])
  return [...new Set(parts)].join(' · ') || told[0]?.written || '—'
}

const SAID: readonly (readonly TraitKind[])[] = [['run', 'number'], ['name', 'product', 'tag'], ['topic', 'cause'], ['subject']]

/**
 * The same for a page that needs no sign-in: only what somebody said in public, and nobody's name, neither one that is written large nor one
 * of the people in it. Empty where nothing is left.
 */
export function shownTitleOf(group: Group, people: readonly string[]): string {
  const names = new Set(people.flatMap(wordsOf))
  const told = common(group).flatMap(({ kind, shown }) => (shown === null || wordsOf(shown).some((word) => names.has(word)) ? [] : [{ kind, shown }]))
  const parts = SAID.flatMap((kinds) => told.find(({ kind }) => kinds.includes(kind))?.shown ?? [])
  return [...new Set(parts)].join(' · ')
}

function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]{2,}/gu) ?? []
}

/** What brought the first: nothing did, until the others came. */
export function foundersReasons(group: Group): Pick<Member, 'sure' | 'why'> {
  const told = common(group).filter(({ kind }) => kind !== 'pair' && kind !== 'subject' && kind !== 'word')
  const why: Reason[] = told.slice(0, 3).map(({ kind, written }) => ({ by: kind, what: written }))
  return { sure: told.some(({ kind }) => kind === 'run' || kind === 'number'), why }
}

function common(group: Group) {
  return [...group.traits.values()]
    .filter(({ count }) => count * 2 > group.messages)
    .sort((a, b) => RANK.indexOf(a.kind) - RANK.indexOf(b.kind) || b.count - a.count)
}

const RANK: readonly TraitKind[] = ['run', 'number', 'product', 'name', 'tag', 'topic', 'cause', 'subject', 'pair', 'word']
