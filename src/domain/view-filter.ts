import type { NetworkName, Visibility } from './network-name.ts'
import type { TicketState } from './ticket.ts'

/** What a saved view asks for. Parts that are absent ask for nothing. */
export interface ViewFilter {
  state?: TicketState[] | undefined
  networks?: NetworkName[] | undefined
  visibility?: Visibility | undefined
  /** `me` is whoever looks, so a shared view is everybody's own. */
  assignee?: string | undefined
  department?: string | undefined
  labels?: string[] | undefined
  languages?: string[] | undefined
  /** In the queue of an open storm, or in none. */
  storm?: 'in' | 'out' | undefined
}

export const BUILT_IN_VIEWS = ['need', 'mine', 'asked', 'departments', 'unassigned', 'waiting', 'storm', 'trouble', 'snoozed', 'resolved', 'all'] as const
export type BuiltInView = (typeof BUILT_IN_VIEWS)[number]
