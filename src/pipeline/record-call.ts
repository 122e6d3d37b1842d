import { fold } from '../domain/fold.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from '../storage/database.ts'
import { markAnswered } from '../storage/deliveries.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace, takeIds } from '../storage/ids.ts'
import { insertMessages, type MessageRecord } from '../storage/message-writes.ts'
import { lockTicket, phoneThread, type DeskTicket } from '../storage/ticket-desk.ts'

export interface Call {
  workspaceId: string
  ticketId: string
  memberId: string
  at: Temporal.Instant
  minutes: number
  direction: 'in' | 'out'
  number: string | null
  outcome: 'spoke' | 'no-answer' | 'voicemail' | 'call-back'
  text: string
}

/** How far a browser's clock may run ahead of ours. */
const CLOCKS_DIFFER = { minutes: 5 }

/**
 * A phone call is a message too: private, on the ticket's own phone thread. When both spoke, the ticket is answered, unless they have written since.
 * Answers the message's id. Throws `call-in-future`.
 */
export async function recordCall({ db, now }: { db: Db; now(): Temporal.Instant }, call: Call): Promise<string> {
  return db.transaction().execute(async (transaction) => {
    await lockWorkspace(transaction, call.workspaceId)
    const ticket = await lockTicket(transaction, call.workspaceId, call.ticketId)
    refuseFuture(call.at, now())
    const threadId = await phoneThread(transaction, call.workspaceId, ticket.id)
    const [id = ''] = await takeIds(transaction, 1)
    await insertMessages(transaction, call.workspaceId, [callMessage(call, ticket, { id, threadId })])
    if (call.outcome === 'spoke' && !writtenSince(ticket, call.at)) await markAnswered(transaction, { ticketId: ticket.id, at: call.at })
    await recordEvents(transaction, call.workspaceId, [{ ticketId: ticket.id, kind: 'messages', memberId: call.memberId, facts: { messages: [id] } }])
    return id
  })
}

function refuseFuture(at: Temporal.Instant, now: Temporal.Instant): void {
  if (Temporal.Instant.compare(at, now.add(CLOCKS_DIFFER)) > 0) throw new PlazaError('invalid', 'call-in-future', 'A call is recorded after it took place.')
}

function writtenSince({ lastInboundAt }: DeskTicket, at: Temporal.Instant): boolean {
  return lastInboundAt !== null && Temporal.Instant.compare(lastInboundAt, at) > 0
}

/** A call as the message that it is. Who spoke is null where nobody of today's house did. */
export function callMessage(
  call: Omit<Call, 'workspaceId' | 'ticketId' | 'memberId'> & { memberId: string | null },
  ticket: DeskTicket,
  { id, threadId }: { id: string; threadId: string },
): MessageRecord {
  return {
    id,
    ticketId: ticket.id,
    threadId,
    network: 'phone',
    nativeId: null,
    accountIds: [],
    identityId: null,
    memberId: call.memberId,
    direction: call.direction,
    origin: 'phone',
    visibility: 'private',
    text: call.text,
    html: null,
    folded: null,
    subject: null,
    contentWarning: null,
    language: null,
    automatic: null,
    media: [],
    parent: null,
    replyTo: null,
    url: null,
    ref: { minutes: call.minutes, outcome: call.outcome, number: call.number },
    at: call.at,
    search: fold([call.text, call.number ?? '', ticket.personName, ticket.personHandle].join(' ')),
  }
}
