import type { z } from 'zod'
import { takePage as take } from '../pipeline/take-pages.ts'
import { listPagesOf, listWaitingPages } from '../storage/page-lists.ts'
import { readListed } from '../storage/tickets.ts'
import type { ById, Done } from './contract/common.ts'
import type { PageHealth, Pages, WaitingPages, WebhookBody, WebhookMade, WebhookState } from './contract/pages.ts'
import type { HttpNeeds } from './needs.ts'
import type { Ask } from './route.ts'

export async function listPages({ caller }: Ask, { db }: HttpNeeds): Promise<z.infer<typeof WaitingPages>> {
  const pages = await listWaitingPages(db, caller.workspace.id, caller.member.id)
  return {
    items: pages.map(({ id, ticketId, number, person, callee, beganAt, nextAt, exhausted, mine }) => ({
      id,
      ticketId,
      number,
      person,
      callee,
      beganAt: beganAt.toString(),
      nextAt: nextAt?.toString() ?? null,
      exhausted,
      mine,
    })),
  }
}

export async function listTicketPages({ caller, params }: Ask<{ params: typeof ById }>, { db }: HttpNeeds): Promise<z.infer<typeof Pages>> {
  const { id } = await readListed(db, caller.workspace.id, params.id)
  const pages = await listPagesOf(db, caller.workspace.id, id)
  return {
    items: pages.map(({ id, callee, beganAt, nextAt, exhausted, endedAt, takenBy, calls }) => ({
      id,
      callee,
      beganAt: beganAt.toString(),
      nextAt: nextAt?.toString() ?? null,
      exhausted,
      endedAt: endedAt?.toString() ?? null,
      takenBy,
      calls: calls.map((call) => ({ ...call, at: Temporal.Instant.from(call.at).toString() })),
    })),
  }
}

export async function takePage({ caller, params }: Ask<{ params: typeof ById }>, { db }: HttpNeeds): Promise<z.infer<typeof Done>> {
  await take(db, { workspaceId: caller.workspace.id, pageId: params.id, memberId: caller.member.id })
  return { ok: true }
}

export async function readPageHealth({ caller }: Ask, { pages }: HttpNeeds): Promise<z.infer<typeof PageHealth>> {
  return pages.health({ workspaceId: caller.workspace.id, homeId: caller.homeId })
}

export async function readPageWebhook({ caller }: Ask, { pages }: HttpNeeds): Promise<z.infer<typeof WebhookState>> {
  return { url: await pages.webhook(caller.workspace.id) }
}

export async function setPageWebhook({ caller, body }: Ask<{ body: typeof WebhookBody }>, { pages }: HttpNeeds): Promise<z.infer<typeof WebhookMade>> {
  return { url: body.url, secret: await pages.setWebhook(caller.workspace.id, body.url) }
}

export async function dropPageWebhook({ caller }: Ask, { pages }: HttpNeeds): Promise<z.infer<typeof Done>> {
  await pages.setWebhook(caller.workspace.id, null)
  return { ok: true }
}
