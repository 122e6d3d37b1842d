import type { MemberRef } from '../contract.ts'

/** An at-sign and the letters after it, up to the caret: somebody is being named. */
export interface Naming {
  from: number
  to: number
  letters: string
}

const MOST_SHOWN = 6

/** @returns null when nobody is being named where the caret stands. */
export function namingAt(text: string, caret: number): Naming | null {
  const found = /(?<![\p{L}\p{N}])@(?<letters>\p{L}[^@\n]{0,60})?$/u.exec(text.slice(0, caret))
  return found && { from: found.index, to: caret, letters: found.groups?.['letters'] ?? '' }
}

/** Whose name, or a later word of it, begins with these letters; accents and case aside. */
export function namesakes<Member extends MemberRef>(members: readonly Member[], letters: string): Member[] {
  const wanted = bare(letters)
  return members.filter(({ name }) => ` ${bare(name)}`.includes(` ${wanted}`)).slice(0, MOST_SHOWN)
}

/** The text with the whole name in it, and where the caret then stands. */
export function withName(text: string, { from, to }: Naming, name: string): { text: string; caret: number } {
  const said = `@${name} `
  return { text: text.slice(0, from) + said + text.slice(to).replace(/^ /, ''), caret: from + said.length }
}

/** Who is named in full. The longer name counts: «@Ana María» does not name Ana. Two of one name are both told. */
export function namedIn(members: readonly MemberRef[], text: string): string[] {
  const pieces = new Set(splitAtNames(text, members))
  return members.filter(({ name }) => pieces.has(`@${name}`)).map(({ id }) => id)
}

/** The text in pieces: every second one is a name with its at-sign. */
export function splitAtNames(text: string, members: readonly MemberRef[]): string[] {
  if (members.length === 0) return [text]
  const names = members.map(({ name }) => RegExp.escape(name)).toSorted((one, other) => other.length - one.length)
  return text.split(new RegExp(`(?<![\\p{L}\\p{N}])(@(?:${names.join('|')}))(?![\\p{L}\\p{N}])`, 'u'))
}

const bare = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
