import { byNeed } from './need.ts'

/** What a ticket asks of whoever takes it. */
export interface Task {
  departmentId: string | null
  /** ISO 639-1; null if unknown. */
  language: string | null
  skills: readonly string[]
}

export interface Candidate {
  id: string
  onDuty: boolean
  departmentIds: readonly string[]
  languages: readonly string[]
  skills: readonly string[]
  /** Open tickets that are theirs, and how many they can hold. */
  open: number
  capacity: number
  /** When they last answered this person; null if never. */
  knewPersonAt: Temporal.Instant | null
  idleSince: Temporal.Instant
}

/** What somebody must have. */
export type Hurdle = 'on-duty' | 'department' | 'skills' | 'capacity'
/** What is preferred among those who have it. */
export type Preference = 'language' | 'knows-person' | 'longest-idle'

export type Assignment =
  /** `because`: what told the chosen one from others, in the order it was asked. */
  | { agentId: string; because: Preference[]; speaks: boolean }
  /** `hurdle`: the first that nobody takes; the ticket stays where its department sees it. */
  | { agentId: null; hurdle: Hurdle | 'nobody' }

const HURDLES: readonly { hurdle: Hurdle; passes(candidate: Candidate, task: Task): boolean }[] = [
  { hurdle: 'on-duty', passes: ({ onDuty }) => onDuty },
  { hurdle: 'department', passes: ({ departmentIds }, { departmentId }) => departmentId === null || departmentIds.includes(departmentId) },
  { hurdle: 'skills', passes: (candidate, { skills }) => skills.every((skill) => candidate.skills.includes(skill)) },
  { hurdle: 'capacity', passes: ({ open, capacity }) => open < capacity },
]

/** Higher is better. Someone who speaks the language is preferred, not demanded: an answer by translation beats none. */
const PREFERENCES: readonly { preference: Preference; worth(candidate: Candidate, task: Task): number }[] = [
  { preference: 'language', worth: (candidate, task) => Number(speaks(candidate, task)) },
  { preference: 'knows-person', worth: ({ knewPersonAt }) => knewPersonAt?.epochMilliseconds ?? -Infinity },
  { preference: 'longest-idle', worth: ({ idleSince }) => -idleSince.epochMilliseconds },
]

/** Who gets a ticket: of those on duty, in its department, skilled and not full, who speaks its language, knew the person last, is idle longest. */
export function chooseAgent(task: Task, candidates: readonly Candidate[]): Assignment {
  let able = candidates
  for (const { hurdle, passes } of HURDLES) {
    if (able.length === 0) break
    able = able.filter((candidate) => passes(candidate, task))
    if (able.length === 0) return { agentId: null, hurdle }
  }
  const because: Preference[] = []
  for (const { preference, worth } of PREFERENCES) {
    const best = Math.max(...able.map((candidate) => worth(candidate, task)))
    const preferred = able.filter((candidate) => worth(candidate, task) === best)
    if (preferred.length < able.length) because.push(preference)
    able = preferred
  }
  const chosen = able.toSorted((one, other) => (one.id < other.id ? -1 : 1))[0]
  return chosen ? { agentId: chosen.id, because, speaks: speaks(chosen, task) } : { agentId: null, hurdle: 'nobody' }
}

/** A ticket that nobody has taken, at its place in the order. */
export interface Untaken extends Task {
  id: string
  orderAt: Temporal.Instant
  limitAt: Temporal.Instant
}

export type Taken =
  | { ticketId: string; passedOver: { ticketId: string; for: Hurdle | 'language' }[] }
  | { ticketId: null; why: 'off-duty' | 'full' | 'nothing-fits' }

/**
 * The next ticket for somebody who pulls: the first in the order of need that they can do; what they can't is passed over by name. One
 * whose language they lack is left to others until its limit, or until nothing else is left: then an answer by translation beats none.
 */
export function takeNext(agent: Candidate, untaken: readonly Untaken[], now: Temporal.Instant): Taken {
  if (!agent.onDuty) return { ticketId: null, why: 'off-duty' }
  if (agent.open >= agent.capacity) return { ticketId: null, why: 'full' }
  const judged = untaken.toSorted(byNeed).map((ticket) => ({ ticketId: ticket.id, for: obstacle(agent, ticket, now) }))
  const fits = judged.findIndex((ticket) => ticket.for === null)
  const next = fits >= 0 ? fits : judged.findIndex((ticket) => ticket.for === 'language')
  if (next < 0) return { ticketId: null, why: 'nothing-fits' }
  return { ticketId: judged[next]!.ticketId, passedOver: judged.slice(0, next).flatMap((ticket) => (ticket.for ? [{ ...ticket, for: ticket.for }] : [])) }
}

function obstacle(agent: Candidate, ticket: Untaken, now: Temporal.Instant): Hurdle | 'language' | null {
  const hurdle = HURDLES.find(({ passes }) => !passes(agent, ticket))?.hurdle
  if (hurdle) return hurdle
  return speaks(agent, ticket) || Temporal.Instant.compare(ticket.limitAt, now) <= 0 ? null : 'language'
}

function speaks({ languages }: Candidate, { language }: Task): boolean {
  return language === null || languages.includes(language)
}
