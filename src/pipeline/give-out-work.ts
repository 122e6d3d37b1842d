import { chooseAgent } from '../domain/assignment.ts'
import { readAssignmentWays, type AssignmentWays } from '../storage/assignment-ways.ts'
import { giveTickets, lastAnswers, takeBackFromOff, type Given } from '../storage/assignments.ts'
import { holdDuty, listAvailability, noteGiven, type Availability } from '../storage/availability.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents, type NewEvent } from '../storage/events.ts'
import { lanes } from '../storage/storm-queue.ts'
import { listPushed, type UntakenTicket } from '../storage/untaken.ts'
import { candidateOf, idleSince, reachOf, skillsOf } from './agents.ts'

/**
 * The job that follows whatever can change who works on what: takes back what waits for us from those off duty, and gives what is pushed, in
 * the order of work, to whoever fits. Those on duty are held still meanwhile, so that two of these, somebody who takes the next ticket and
 * somebody who goes off duty come one after the other. No ticket is waited for: whoever holds one tells of it when they let go, and so
 * calls this again.
 */
export async function giveOutWork(db: Db, workspaceId: string, now: Temporal.Instant): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await holdDuty(transaction, workspaceId)
    await returnFromOff(transaction, workspaceId)
    const ways = await readAssignmentWays(transaction, workspaceId)
    if (ways.others === 'push' || [...ways.departments.values()].includes('push')) await push(transaction, workspaceId, { ways, now })
  })
}

/** Back to the queue of their department, each with its event. */
export async function returnFromOff(db: Db, workspaceId: string): Promise<number> {
  const back = await takeBackFromOff(db, workspaceId)
  const events = back.map(({ ticketId, memberId }) => ({ ticketId, kind: 'returned', facts: { from: memberId, trace: [{ rule: 'returned', facts: {} }] } }))
  await recordEvents(db, workspaceId, events)
  return back.length
}

async function push(db: Db, workspaceId: string, { ways, now }: { ways: AssignmentWays; now: Temporal.Instant }): Promise<void> {
  const colleagues = await listAvailability(db, workspaceId)
  const skills = skillsOf(colleagues)
  const agents = colleagues.filter(({ duty }) => duty === 'on')
  const withRoom = () => agents.filter(({ open, capacity }) => open < capacity)
  for (const lane of await lanes(db, workspaceId, now))
    for (let after: UntakenTicket | null = null, free = withRoom(); free.length > 0; free = withRoom()) {
      const tickets: UntakenTicket[] = await listPushed(db, workspaceId, { ways, reach: reachOf(free, colleagues), lane, after })
      if (tickets.length === 0) break
      await give(db, workspaceId, await choose(db, tickets, { agents, skills }))
      after = tickets.at(-1)!
    }
}

interface Choice extends Given {
  facts: NewEvent['facts']
}

/** Who gets which of a page of tickets. What somebody is given counts at once: the next ticket finds them fuller and less idle. */
async function choose(db: Db, tickets: readonly UntakenTicket[], { agents, skills }: { agents: Availability[]; skills: string[] }): Promise<Choice[]> {
  const personIds = tickets.map(({ personId }) => personId)
  const memberIds = agents.map(({ memberId }) => memberId)
  const answers = new Map((await lastAnswers(db, personIds, memberIds)).map(({ personId, memberId, at }) => [`${personId} ${memberId}`, at]))
  let latest = agents.map(idleSince).toSorted(Temporal.Instant.compare).at(-1)!
  return tickets.flatMap((ticket) => {
    const task = { departmentId: ticket.department, language: ticket.language, skills: ticket.labels.filter((label) => skills.includes(label)) }
    const candidates = agents.map((agent) => candidateOf(agent, ticket, answers.get(`${ticket.personId} ${agent.memberId}`) ?? null))
    const chosen = chooseAgent(task, candidates)
    if (chosen.agentId === null) return []
    const agent = agents.find(({ memberId }) => memberId === chosen.agentId)!
    agent.open += 1
    agent.givenAt = latest = latest.add({ milliseconds: 1 })
    const because = [...chosen.because, ...(chosen.speaks ? [] : ['by-translation'])]
    return [{ ticketId: ticket.id, memberId: chosen.agentId, facts: { to: chosen.agentId, trace: [{ rule: 'given', facts: { because } }] } }]
  })
}

async function give(db: Db, workspaceId: string, choices: readonly Choice[]): Promise<void> {
  if (choices.length === 0) return
  const given = await giveTickets(db, choices)
  const told = choices.filter(({ ticketId }) => given.has(ticketId))
  await noteGiven(
    db,
    workspaceId,
    told.map(({ memberId }) => memberId),
  )
  await recordEvents(
    db,
    workspaceId,
    told.map(({ ticketId, facts }) => ({ ticketId, kind: 'given', facts })),
  )
}
