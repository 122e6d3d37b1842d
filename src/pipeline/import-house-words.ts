import { z } from 'zod'
import { NETWORK_NAMES, type Json, type NetworkName } from '../domain/network-name.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'
import { takeIds } from '../storage/ids.ts'
import { creditMembers, hasCall, insertNotesOnce, membersEver, type NewNote } from '../storage/import-house-words.ts'
import { findNamed } from '../storage/import-tickets.ts'
import { insertMessages } from '../storage/message-writes.ts'
import { lockTicket, phoneThread } from '../storage/ticket-desk.ts'
import type { ImportedCall, ImportedNote } from './import-lines.ts'
import type { Counted } from './import-people.ts'
import { callMessage } from './record-call.ts'

export interface WordsImported extends Counted {
  /** Addresses of who is no member here. */
  strangers: string[]
  refused: { n: number; why: string }[]
}

const Credited = z.object({ network: z.enum(NETWORK_NAMES), id: z.string(), by: z.string() })

/** Says of answers of ours who wrote them. Answers the addresses that nobody here has. */
export async function importCredits(db: Db, workspaceId: string, messages: readonly Json[]): Promise<string[]> {
  const credited = messages.flatMap((message) => Credited.safeParse(message).data ?? [])
  const members = await membersEver(db, workspaceId, addresses(credited))
  const known = credited.flatMap((answer) => {
    const memberId = members.get(answer.by.toLowerCase())
    return memberId === undefined ? [] : [{ ...answer, memberId }]
  })
  await creditMembers(db, workspaceId, known)
  return strangersAmong(addresses(credited), members)
}

/** Note lines. One by somebody who is no member here waits for them: a note without its author is nobody's word. Nobody is notified. */
export async function importNotes(db: Db, workspaceId: string, lines: readonly ImportedNote[]): Promise<WordsImported> {
  const done: WordsImported = { fresh: 0, known: 0, strangers: [], refused: [] }
  if (lines.length === 0) return done
  const tickets = await ticketsOf(db, workspaceId, lines)
  const members = await membersEver(db, workspaceId, [...addresses(lines), ...lines.flatMap((line) => line.mentions)])
  const notes: NewNote[] = []
  for (const [n, { at, by, text, mentions }] of lines.entries()) {
    const [ticketId, memberId] = [tickets.get(n), members.get(by.toLowerCase())]
    if (!ticketId) done.refused.push({ n, why: NO_TICKET })
    else if (!memberId) done.refused.push({ n, why: `is by ${by}, who is no member here` })
    else notes.push({ ticketId, memberId, at, text, mentions: mentions.flatMap((email) => members.get(email.toLowerCase()) ?? []) })
  }
  const fresh = await insertNotesOnce(db, workspaceId, notes)
  await recordEvents(
    db,
    workspaceId,
    fresh.map(({ id, ticketId }) => ({ ticketId, kind: 'noted', facts: { note: id } })),
  )
  return { ...done, fresh: fresh.length, known: notes.length - fresh.length }
}

/** Call lines. Where the ticket stands is for its own line to say: a call of the past answers nothing today. */
export async function importCalls(db: Db, workspaceId: string, lines: readonly ImportedCall[]): Promise<WordsImported> {
  const done: WordsImported = { fresh: 0, known: 0, strangers: [], refused: [] }
  if (lines.length === 0) return done
  const tickets = await ticketsOf(db, workspaceId, lines)
  const members = await membersEver(db, workspaceId, addresses(lines))
  for (const [n, line] of lines.entries()) {
    const ticketId = tickets.get(n)
    const memberId = members.get(line.by?.toLowerCase() ?? '') ?? null
    if (!ticketId) done.refused.push({ n, why: NO_TICKET })
    else if (await hasCall(db, ticketId, line)) done.known += 1
    else {
      await insertCall(db, workspaceId, ticketId, { ...line, number: line.number ?? null, memberId })
      done.fresh += 1
    }
  }
  return { ...done, strangers: strangersAmong(addresses(lines), members) }
}

async function insertCall(db: Db, workspaceId: string, ticketId: string, call: Parameters<typeof callMessage>[0]): Promise<void> {
  const ticket = await lockTicket(db, workspaceId, ticketId)
  const threadId = await phoneThread(db, workspaceId, ticketId)
  const [id = ''] = await takeIds(db, 1)
  await insertMessages(db, workspaceId, [callMessage(call, ticket, { id, threadId })])
  await recordEvents(db, workspaceId, [{ ticketId, kind: 'messages', facts: { messages: [id] } }])
}

const NO_TICKET = 'names no message that is in a ticket here'

/** The ticket that each line's message is in, by the line's place. */
async function ticketsOf(db: Db, workspaceId: string, lines: readonly { ticket: { network: NetworkName; id: string } }[]): Promise<Map<number, string>> {
  const named = await findNamed(
    db,
    workspaceId,
    lines.map(({ ticket }, n) => ({ n, ...ticket })),
  )
  return new Map(named.flatMap(({ n, ticketId }) => (ticketId === null ? [] : [[n, ticketId] as const])))
}

function addresses(lines: readonly { by?: string | undefined }[]): string[] {
  return lines.flatMap(({ by }) => by ?? [])
}

function strangersAmong(emails: readonly string[], members: ReadonlyMap<string, string>): string[] {
  return emails.filter((email) => !members.has(email.toLowerCase()))
}
