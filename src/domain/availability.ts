/** Whether somebody works now, by their own word. Paused: they keep what is theirs and get nothing new. Off: what waits for us goes back. */
export const DUTY_STATES = ['off', 'paused', 'on'] as const
export type DutyState = (typeof DUTY_STATES)[number]

/** How tickets come to agents: they take the next one, or Plaza gives it to whoever fits. */
export const ASSIGNMENT_WAYS = ['pull', 'push'] as const
export type AssignmentWay = (typeof ASSIGNMENT_WAYS)[number]

/** What somebody takes on, as it is written down. */
export interface Abilities {
  /** None: of all departments. */
  departments: string[]
  /** ISO 639-1. None: the language they read Plaza in. */
  languages: string[]
  /** Labels that ask for somebody like them. */
  skills: string[]
  /** Open tickets that they can hold. */
  capacity: number
}
