import type { NetworkName, Visibility } from '../../src/domain/network-name.ts'
import type { TicketState } from '../../src/domain/ticket.ts'
import type { ViewFilter } from '../contract.ts'

/** What a view asks of a ticket; an empty list, or null, asks for nothing. */
export interface Asked {
  state: readonly TicketState[]
  networks: readonly NetworkName[]
  visibility: Visibility | null
  /** `me`, `nobody`, or the id of a member. */
  assignee: string | null
  department: string | null
  labels: readonly string[]
  languages: readonly string[]
  storm: 'in' | 'out' | null
}

/** The server reads a filter without states as «open», so the panel says so from the start. */
export const NOTHING: Asked = { state: ['open'], networks: [], visibility: null, assignee: null, department: null, labels: [], languages: [], storm: null }

/** The filter as the contract has it: what is not asked is not there. */
export function filterOf(asked: Asked): ViewFilter {
  return {
    state: some(asked.state),
    networks: some(asked.networks),
    visibility: asked.visibility ?? undefined,
    assignee: asked.assignee ?? undefined,
    department: asked.department ?? undefined,
    labels: some(asked.labels),
    languages: some(asked.languages),
    storm: asked.storm ?? undefined,
  }
}

/** The other way round: what a kept filter asks. */
export function askedBy({ state, networks, visibility, assignee, department, labels, languages, storm }: ViewFilter): Asked {
  return {
    state: some(state ?? []) ?? NOTHING.state,
    networks: networks ?? [],
    visibility: visibility ?? null,
    assignee: assignee ?? null,
    department: department ?? null,
    labels: labels ?? [],
    languages: languages ?? [],
    storm: storm ?? null,
  }
}

function some<T>(list: readonly T[]): T[] | undefined {
  return list.length > 0 ? [...list] : undefined
}

export const LONGEST_NAME = 60

/** A name out of what is asked, each part in its words, until somebody writes a better one. Open tickets go without saying. */
export function nameFor(asked: Asked, words: Record<keyof Asked, (code: string) => string>): string {
  const isPlain = asked.state.length === 1 && asked.state[0] === 'open'
  const shown = { ...asked, state: isPlain ? [] : asked.state }
  const parts = ORDER.flatMap((field) => [shown[field] ?? []].flat().map(words[field]))
  return whole(parts, LONGEST_NAME)
}

const ORDER = ['storm', 'networks', 'visibility', 'assignee', 'department', 'labels', 'languages', 'state'] as const

/** As many parts as there is room for; a single one that is too long is cut. */
function whole(parts: readonly string[], room: number): string {
  const fitting = parts.reduce((name, part) => (name.length + part.length + 3 > room && name ? name : [name, part].filter(Boolean).join(' · ')), '')
  return fitting.slice(0, room).trim()
}
