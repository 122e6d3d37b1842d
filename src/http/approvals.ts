import { PlazaError } from '../domain/plaza-error.ts'
import { returnReply as sendBack } from '../pipeline/return-reply.ts'
import { withdrawReply as withdraw } from '../pipeline/withdraw-reply.ts'
import { findApprovals } from '../storage/approvals.ts'
import type { Caller } from './caller.ts'
import type { ApprovalItem, ApproveBody, ReturnBody } from './contract/approvals.ts'
import type { ById } from './contract/common.ts'
import type { HttpNeeds } from './needs.ts'
import { presentApproval } from './present-asking.ts'
import type { Ask } from './route.ts'

type OnApproval = Ask<{ params: typeof ById }>

export async function approveReply(ask: Ask<{ params: typeof ById; body: typeof ApproveBody }>, needs: HttpNeeds): Promise<ApprovalItem> {
  const { anyway, override } = ask.body
  refuseOverriding(ask.caller, override)
  await needs.replies.approve({ ...settlingOf(ask), anyway, override: override ?? null })
  return itemOf(ask, needs)
}

export async function returnReply(ask: Ask<{ params: typeof ById; body: typeof ReturnBody }>, needs: HttpNeeds): Promise<ApprovalItem> {
  const overrides = ask.caller.abilities.has('manual.override')
  await sendBack({ db: needs.db, now: needs.clock }, { ...settlingOf(ask), words: ask.body.words, overrides })
  return itemOf(ask, needs)
}

export async function withdrawReply(ask: OnApproval, needs: HttpNeeds): Promise<ApprovalItem> {
  await withdraw({ db: needs.db, now: needs.clock }, settlingOf(ask))
  return itemOf(ask, needs)
}

/** Only some may go past what the manual asks for, and each says why. */
export function refuseOverriding({ abilities }: Caller, override: string | undefined): void {
  if (override !== undefined && !abilities.has('manual.override'))
    throw new PlazaError('not-allowed', 'not-allowed', 'Going past what the manual asks for needs “manual.override”.')
}

function settlingOf({ caller, params }: OnApproval) {
  return { workspaceId: caller.workspace.id, memberId: caller.member.id, approvalId: params.id }
}

async function itemOf({ caller, params }: OnApproval, { db }: HttpNeeds): Promise<ApprovalItem> {
  const [approval] = await findApprovals(db, caller.workspace.id, [params.id])
  return presentApproval(approval!)
}
