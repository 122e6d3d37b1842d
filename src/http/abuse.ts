import type { z } from 'zod'
import { handOn } from '../pipeline/hand-on.ts'
import { countAbuse } from '../storage/abuse.ts'
import { readListed } from '../storage/tickets.ts'
import type { AbuseReceived, HandOnBody } from './contract/abuse.ts'
import type { ById } from './contract/common.ts'
import type { TicketRow } from './contract/tickets.ts'
import type { HttpNeeds } from './needs.ts'
import { presentTicketRow } from './present-ticket.ts'
import type { Ask } from './route.ts'

export async function handTicketOn(
  { caller, params, body }: Ask<{ params: typeof ById; body: typeof HandOnBody }>,
  { db, manuals }: HttpNeeds,
): Promise<TicketRow> {
  await handOn({ db, manuals }, { workspaceId: caller.workspace.id, ticketId: params.id, memberId: caller.member.id, ...body })
  return presentTicketRow(await readListed(db, caller.workspace.id, params.id))
}

/** Enough to see whether it gets better; whoever bears it now should not wait for a longer look. */
const WEEKS = 8

export async function readAbuse({ caller }: Ask, { db, clock }: HttpNeeds): Promise<z.infer<typeof AbuseReceived>> {
  const counted = await countAbuse(db, caller.workspace.id, clock().subtract({ hours: WEEKS * 7 * 24 }))
  return { items: counted.map(({ member, week, messages }) => ({ member, week, messages })) }
}
