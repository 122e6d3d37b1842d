import type { z } from 'zod'
import { findApprovals } from '../storage/approvals.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import { note } from '../pipeline/note.ts'
import { recordCall } from '../pipeline/record-call.ts'
import { findMessages, readMessage } from '../storage/messages.ts'
import { findNotes } from '../storage/notes.ts'
import { readListed } from '../storage/tickets.ts'
import { refuseOverriding } from './approvals.ts'
import type { Caller } from './caller.ts'
import type { ById, Done } from './contract/common.ts'
import type { CallBody, MessageItem, NoteBody, NoteItem, PresenceBody, ReplyBody, ReplyQueued, SettleBody } from './contract/tickets.ts'
import { readInstant } from './desk.ts'
import type { Actor, HttpNeeds } from './needs.ts'
import { presentApproval } from './present-asking.ts'
import { presentMessage, presentNote } from './present-timeline.ts'
import type { Ask } from './route.ts'

type OnMessage = Ask<{ params: typeof ById }>

export async function replyToTicket(
  { caller, params, body }: Ask<{ params: typeof ById; body: typeof ReplyBody }>,
  { db, replies }: HttpNeeds,
): Promise<z.infer<typeof ReplyQueued>> {
  refuseResolving(caller, body)
  refuseOverriding(caller, body.override)
  await readListed(db, caller.workspace.id, params.id)
  const { messages: ids, approval } = await replies.submit(actorOf({ caller }), params.id, body)
  const messages = new Map((await findMessages(db, caller.workspace.id, ids)).map((message) => [message.id, presentMessage(message)]))
  const [asked] = await findApprovals(db, caller.workspace.id, approval === null ? [] : [approval])
  return { messages: ids.flatMap((id) => messages.get(id) ?? []), approval: asked ? presentApproval(asked) : null }
}

/** To resolve with a reply is still to resolve. */
function refuseResolving({ abilities }: Caller, { resolve }: z.infer<typeof ReplyBody>): void {
  if (resolve && !abilities.has('ticket.work'))
    throw new PlazaError('not-allowed', 'not-allowed', 'Sending and resolving needs “ticket.work”; send without resolving.')
}

export async function undoMessage(ask: OnMessage, needs: HttpNeeds): Promise<MessageItem> {
  await needs.replies.undo(actorOf(ask), await own(ask, needs))
  return messageOf(ask, needs)
}

export async function retryMessage(ask: OnMessage, needs: HttpNeeds): Promise<MessageItem> {
  await needs.replies.retry(actorOf(ask), await own(ask, needs))
  return messageOf(ask, needs)
}

export async function settleMessage(ask: Ask<{ params: typeof ById; body: typeof SettleBody }>, needs: HttpNeeds): Promise<MessageItem> {
  await needs.replies.settle(actorOf(ask), await own(ask, needs), ask.body.sent)
  return messageOf(ask, needs)
}

export async function removeMessage(ask: OnMessage, needs: HttpNeeds): Promise<MessageItem> {
  await needs.replies.remove(actorOf(ask), await own(ask, needs))
  return messageOf(ask, needs)
}

export async function writeNote(
  { caller, params, body }: Ask<{ params: typeof ById; body: typeof NoteBody }>,
  { db }: HttpNeeds,
): Promise<z.infer<typeof NoteItem>> {
  const id = await note(db, { workspaceId: caller.workspace.id, homeId: caller.homeId, ticketId: params.id, memberId: caller.member.id, ...body })
  const [written] = await findNotes(db, caller.workspace.id, [id])
  return presentNote(written!)
}

export async function writeCall({ caller, params, body }: Ask<{ params: typeof ById; body: typeof CallBody }>, { db, clock }: HttpNeeds): Promise<MessageItem> {
  const call = { ...body, at: readInstant(body.at), number: body.number ?? null }
  const id = await recordCall({ db, now: clock }, { ...call, ...actorOf({ caller }), ticketId: params.id })
  return presentMessage(await readMessage(db, caller.workspace.id, id))
}

export async function tellPresence(
  { caller, params, body }: Ask<{ params: typeof ById; body: typeof PresenceBody }>,
  { db, presence }: HttpNeeds,
): Promise<z.infer<typeof Done>> {
  const ticket = await readListed(db, caller.workspace.id, params.id)
  await presence.tell(caller.workspace.id, ticket.id, { member: { id: caller.member.id, name: caller.member.name }, doing: body.doing })
  return { ok: true }
}

function actorOf({ caller }: Pick<Ask, 'caller'>): Actor {
  return { workspaceId: caller.workspace.id, memberId: caller.member.id }
}

/** The id of a message of this workspace; another one's is not there, whatever it is asked to do. */
async function own({ caller, params }: OnMessage, { db }: HttpNeeds): Promise<string> {
  return (await readMessage(db, caller.workspace.id, params.id)).id
}

async function messageOf({ caller, params }: OnMessage, { db }: HttpNeeds): Promise<MessageItem> {
  return presentMessage(await readMessage(db, caller.workspace.id, params.id))
}
