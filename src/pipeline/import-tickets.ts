import { createHash } from 'node:crypto'
import { isOpen } from '../domain/ticket.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'
import { findNamed, findStandings, membersByEmail, writeDeskWords, type TicketStanding } from '../storage/import-tickets.ts'
import { addJob } from '../storage/jobs.ts'
import { findTicketsById, updateTickets } from '../storage/ticket-writes.ts'
import { homeOf, isFree, isLater, type Claim } from './import-claim.ts'
import type { ImportedTicket } from './import-lines.ts'
import { regroup } from './import-regroup.ts'
import { placeByNeed } from './ingest/place-by-need.ts'

export interface TicketsImported {
  fresh: number
  known: number
  /** People here have worked on these since: their word stands. */
  kept: number
  /** Assignees who are no members here. */
  strangers: string[]
  refused: { n: number; why: string }[]
}

/**
 * Ticket lines: their messages become one ticket each, in the line's state. The same line again changes nothing, and a ticket that
 * people here have worked on stays theirs. Inside the caller's transaction, which holds the workspace.
 */
export async function importTickets(db: Db, workspaceId: string, lines: readonly ImportedTicket[]): Promise<TicketsImported> {
  const done: TicketsImported = { fresh: 0, known: 0, kept: 0, strangers: [], refused: [] }
  if (lines.length === 0) return done
  const claims = (await readClaims(db, workspaceId, lines)).filter((claim) => isSound(claim, done))
  const standings = new Map((await findStandings(db, ticketsOf(claims))).map((standing) => [standing.id, standing]))
  const settled: { claim: Claim; ticketId: string }[] = []
  const taken = new Set<string>()
  for (const claim of claims) {
    const home = standings.get(homeOf(claim) ?? '')
    const stays = home && reasonToStay(claim, home)
    if (stays) done[stays] += 1
    else settled.push({ claim, ticketId: await bring(db, workspaceId, { claim, home, taken }) })
    for (const id of [home?.id, settled.at(-1)?.ticketId]) if (id) taken.add(id)
  }
  done.fresh = settled.length
  done.strangers = await settle(db, workspaceId, settled)
  return done
}

async function readClaims(db: Db, workspaceId: string, lines: readonly ImportedTicket[]): Promise<Claim[]> {
  const names = lines.flatMap((line, n) => line.messages.map(({ network, id }) => ({ n, network, id })))
  const found = Map.groupBy(await findNamed(db, workspaceId, names), (message) => message.n)
  return lines.map((line, n) => {
    const named = found.get(n) ?? []
    return { n, line, named, digest: digestOf(line), closedAt: line.closedAt ?? named.at(-1)?.at ?? Temporal.Instant.fromEpochMilliseconds(0) }
  })
}

function digestOf(line: ImportedTicket): string {
  return createHash('sha256').update(JSON.stringify(line)).digest('hex').slice(0, 16)
}

function isSound({ n, named }: Claim, done: TicketsImported): boolean {
  const why =
    named.length === 0
      ? 'names no message that is here'
      : named.every((message) => message.direction === 'out')
        ? 'names no message of a person, only ours'
        : null
  if (why !== null) done.refused.push({ n, why })
  return why === null
}

function ticketsOf(claims: readonly Claim[]): string[] {
  return [...new Set(claims.flatMap((claim) => claim.named.flatMap((message) => message.ticketId ?? [])))]
}

function reasonToStay({ digest }: Claim, home: TicketStanding): 'known' | 'kept' | null {
  if (home.claim?.line === digest) return 'known'
  return home.worked ? 'kept' : null
}

/** Answers the ticket in which the named messages now are. */
async function bring(
  db: Db,
  workspaceId: string,
  { claim, home, taken }: { claim: Claim; home: TicketStanding | undefined; taken: ReadonlySet<string> },
): Promise<string> {
  if (home && !taken.has(home.id) && standsAlone(claim, home)) return home.id
  // Rare, or another line changed what was read: looked at anew.
  return regroup(db, workspaceId, claim, taken)
}

/** The common case: the road in already brought these messages together, and nothing that came later lies with them. */
function standsAlone(claim: Claim, home: TicketStanding): boolean {
  const together = claim.named.every((message) => message.ticketId === home.id)
  return together && isFree(claim, home) && (isOpen(claim.line.state) || home.messages.every((message) => !isLater(claim, message)))
}

async function settle(db: Db, workspaceId: string, settled: readonly { claim: Claim; ticketId: string }[]): Promise<string[]> {
  const emails = settled.flatMap(({ claim }) => claim.line.assignee ?? [])
  const members = await membersByEmail(db, workspaceId, emails)
  const records = new Map(
    (
      await findTicketsById(
        db,
        workspaceId,
        settled.map(({ ticketId }) => ticketId),
      )
    ).map((ticket) => [ticket.id, ticket]),
  )
  for (const { claim, ticketId } of settled) {
    const { state, snoozedUntil } = claim.line
    const record = records.get(ticketId)!
    Object.assign(record, { state, closedAt: isOpen(state) ? null : claim.closedAt, snoozedUntil: state === 'snoozed' ? snoozedUntil : null })
    placeByNeed(record, [])
    if (record.snoozedUntil) await addJob(db, 'wake-ticket', { ticketId }, { key: `wake:${ticketId}`, runAt: record.snoozedUntil })
  }
  await updateTickets(db, [...records.values()])
  await writeDeskWords(
    db,
    settled.map(({ claim: { line }, ticketId }) => ({
      id: ticketId,
      labels: [...new Set(line.labels)],
      department: line.department ?? null,
      assigneeId: members.get(line.assignee?.toLowerCase() ?? '') ?? null,
      leftReason: line.state === 'left' ? (line.leftReason ?? null) : null,
    })),
  )
  await recordEvents(
    db,
    workspaceId,
    settled.map(({ claim, ticketId }) => ({
      ticketId,
      kind: 'imported',
      facts: { of: claim.named[0]!.id, line: claim.digest, state: claim.line.state, closedAt: isOpen(claim.line.state) ? null : claim.closedAt.toString() },
    })),
  )
  return emails.filter((email) => !members.has(email.toLowerCase()))
}
