import type { Candidate } from '../domain/assignment.ts'
import type { Availability } from '../storage/availability.ts'
import type { Reach } from '../storage/untaken.ts'

/** The languages somebody answers in. */
export function spokenBy({ languages, locale }: Availability): string[] {
  return languages.length > 0 ? languages : [locale]
}

/**
 * What any of some agents can do, as far as a ticket shows it: all departments, if one of them is of no department in particular, and no
 * label that asks for a colleague's skill. A label that is nobody's skill asks for none.
 */
export function reachOf(agents: readonly Availability[], colleagues: readonly Availability[]): Reach {
  const own = new Set(skillsOf(agents))
  return {
    departments: agents.some(({ departments }) => departments.length === 0) ? [] : [...new Set(agents.flatMap(({ departments }) => departments))],
    lacking: skillsOf(colleagues).filter((skill) => !own.has(skill)),
  }
}

export function skillsOf(agents: readonly Availability[]): string[] {
  return [...new Set(agents.flatMap(({ skills }) => skills))]
}

/** An agent as the rule of assignment sees them; one of no department in particular is of whichever the ticket has. */
export function candidateOf(agent: Availability, ticket: { department: string | null }, knewPersonAt: Temporal.Instant | null): Candidate {
  return {
    id: agent.memberId,
    onDuty: agent.duty === 'on',
    departmentIds: agent.departments.length > 0 || ticket.department === null ? agent.departments : [ticket.department],
    languages: spokenBy(agent),
    skills: agent.skills,
    open: agent.open,
    capacity: agent.capacity,
    knewPersonAt,
    idleSince: idleSince(agent),
  }
}

/** They came, or had a ticket from the queue. */
export function idleSince({ givenAt, since }: Availability): Temporal.Instant {
  return (
    [givenAt, since]
      .filter((at) => at !== null)
      .toSorted(Temporal.Instant.compare)
      .at(-1) ?? BEFORE_ALL
  )
}

const BEFORE_ALL = Temporal.Instant.fromEpochMilliseconds(0)
