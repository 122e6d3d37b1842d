import { correctMeaning } from '../pipeline/correct-meaning.ts'
import { readMessage } from '../storage/messages.ts'
import type { ById } from './contract/common.ts'
import type { CorrectionBody } from './contract/meaning.ts'
import type { MessageItem } from './contract/tickets.ts'
import type { HttpNeeds } from './needs.ts'
import { presentMessage } from './present-timeline.ts'
import type { Ask } from './route.ts'

/** An agent's word on one verdict. */
export async function correctMessage(
  { caller, params, body }: Ask<{ params: typeof ById; body: typeof CorrectionBody }>,
  { db }: HttpNeeds,
): Promise<MessageItem> {
  await correctMeaning(db, { ...body, workspaceId: caller.workspace.id, messageId: params.id, memberId: caller.member.id })
  return presentMessage(await readMessage(db, caller.workspace.id, params.id))
}
