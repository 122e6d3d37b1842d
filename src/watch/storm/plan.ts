import type { ManualDocument } from '../../manual/shape/document.ts'

/** What the manual says of a level, for whoever leads the storm: part of it Plaza does by itself, part people do. */
export interface Plan {
  looks: string
  stopScheduled: boolean
  /** As the manual calls them: a person, a department or a role. */
  spokesperson: string | null
  /** What may be said before anything is known. */
  statements: { language: string; text: string }[]
  /** Who approves answers while it lasts. */
  approve: string | null
}

export type Planned = Pick<ManualDocument, 'brand' | 'crisis' | 'scripts' | 'people' | 'departments'>

/** Null where the storm has no level, or one that the manual does not know (any more). */
export function planOf(document: Planned | undefined, level: string | null): Plan | null {
  const written = level === null ? undefined : document?.crisis[level]
  if (!document || !written) return null
  const { looks, stopScheduled, spokesperson, statement, do: acts } = written
  return {
    looks,
    stopScheduled,
    spokesperson: nameIn(document, spokesperson),
    statements: statementsIn(document, statement),
    approve: nameIn(document, acts?.approve),
  }
}

/** As people know whom the manual means by a name of its own. */
function nameIn({ people, departments }: Planned, callee: string | undefined): string | null {
  return callee === undefined ? null : (people[callee]?.name ?? departments[callee]?.name ?? callee)
}

/** The first of each language. */
function statementsIn({ scripts }: Planned, name: string | undefined): Plan['statements'] {
  const texts = name === undefined ? [] : (scripts[name]?.texts ?? [])
  return [...Map.groupBy(texts, ({ language }) => language)].map(([language, [first]]) => ({ language, text: first!.text }))
}
