import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import { readComplaintCode } from '../domain/legal/complaint-code.ts'
import { legalStanding } from '../domain/legal/legal-pack.ts'
import { LEGAL_PACKS } from '../domain/legal/packs.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import { regionsOf } from '../platform/holidays.ts'
import { complaintsOfTicket, listComplaints as readPage, readComplaint } from '../storage/complaints.ts'
import { readListed } from '../storage/tickets.ts'
import type { ById } from './contract/common.ts'
import type * as C from './contract/complaints.ts'
import type { HttpNeeds } from './needs.ts'
import { presentComplaint } from './present-complaint.ts'
import type { Ask } from './route.ts'

export async function listLaws({ caller }: Ask, { clock }: HttpNeeds): Promise<z.infer<typeof C.Laws>> {
  const today = clock().toZonedDateTimeISO('UTC').toPlainDate()
  const items = [...LEGAL_PACKS.values()].map(async (pack) => ({
    id: pack.id,
    country: pack.country,
    title: pack.title,
    standing: legalStanding(pack, today),
    workingDays: pack.workingDays,
    owes: [...pack.owes],
    appliesTo: pack.appliesTo,
    sources: [...pack.sources],
    open: [...pack.open],
    regions: await regionsOf(pack.country, caller.member.locale),
  }))
  return { items: await Promise.all(items) }
}

export async function listTicketComplaints({ caller, params }: Ask<{ params: typeof ById }>, needs: HttpNeeds): Promise<z.infer<typeof C.TicketComplaints>> {
  const { id: workspaceId } = caller.workspace
  const ticket = await readListed(needs.db, workspaceId, params.id)
  const [complaints, suggested] = await Promise.all([complaintsOfTicket(needs.db, workspaceId, ticket.id), needs.complaints.suggest(workspaceId, ticket.id)])
  return { items: complaints.map((complaint) => presentComplaint(complaint, needs.clock())), suggested }
}

export async function openTicketComplaint(
  { caller, params, body }: Ask<{ params: typeof ById; body: typeof C.ComplaintBody }>,
  needs: HttpNeeds,
): Promise<C.Complaint> {
  const ticket = await readListed(needs.db, caller.workspace.id, params.id)
  const id = await needs.complaints.open(actorOf(caller), { ...body, ticketId: ticket.id, messageId: body.messageId ?? null })
  return show(needs, caller.workspace.id, id)
}

export async function listComplaints(
  { caller, query }: Ask<{ query: typeof C.ComplaintsQuery }>,
  { db, clock }: HttpNeeds,
): Promise<z.infer<typeof C.ComplaintPage>> {
  const { state, code: written, ...ask } = query
  const now = clock()
  const page = await readPage(db, caller.workspace.id, { state, code: written === undefined ? null : readCode(written), now }, ask)
  return { items: page.items.map((complaint) => presentComplaint(complaint, now)), next: page.next }
}

export async function changeComplaint(
  { caller, params, body }: Ask<{ params: typeof ById; body: typeof C.ComplaintPatch }>,
  needs: HttpNeeds,
): Promise<C.Complaint> {
  await needs.complaints.noteHuman(actorOf(caller), params.id, body.humanAsked)
  return show(needs, caller.workspace.id, params.id)
}

export async function readReceiptWords({ caller, params }: Ask<{ params: typeof ById }>, needs: HttpNeeds): Promise<z.infer<typeof C.ReceiptWords>> {
  const words = await needs.complaints.receiptWords(await readComplaint(needs.db, caller.workspace.id, params.id))
  return { public: words.public, private: words.private }
}

export async function sendComplaintReceipt(
  { caller, params, body }: Ask<{ params: typeof ById; body: typeof C.ReceiptBody }>,
  needs: HttpNeeds,
): Promise<C.Complaint> {
  await needs.complaints.sendReceipt(actorOf(caller), params.id, body)
  return show(needs, caller.workspace.id, params.id)
}

const KINDS = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' }

/** As it is read from the database: nothing piles up, however many there are. */
export async function exportComplaints({ caller, query, reply }: Ask<{ query: typeof C.ComplaintExport }>, needs: HttpNeeds): Promise<FastifyReply> {
  const lines = needs.complaints.prove(caller.workspace.id, query.format)
  return reply.type(KINDS[query.format]).header('content-disposition', `attachment; filename="complaints.${query.format}"`).send(Readable.from(lines))
}

function readCode(written: string): string {
  const code = readComplaintCode(written)
  if (code === null) throw new PlazaError('invalid', 'complaint-code', `«${written}» is no code of a complaint; one of its letters or digits may be mistaken.`)
  return code
}

async function show({ db, clock }: HttpNeeds, workspaceId: string, id: string): Promise<C.Complaint> {
  return presentComplaint(await readComplaint(db, workspaceId, id), clock())
}

function actorOf({ workspace, member }: Ask['caller']) {
  return { workspaceId: workspace.id, memberId: member.id }
}
