import { isOpenAt } from '../domain/calendar.ts'
import { accountKey } from '../manual/facts.ts'
import type { NetworkName } from '../domain/network-name.ts'
import type { TicketState } from '../domain/ticket.ts'
import type { Db } from '../storage/database.ts'
import { addJob } from '../storage/jobs.ts'
import type { InForce } from './manual-in-force.ts'

/** What a batch came to, as far as it matters here. */
interface TakenIn {
  workspaceId: string
  own: readonly { id: string; network: NetworkName; handle: string }[]
  placed: readonly {
    message: { id: string; own: object | null; accountIds: readonly string[]; post: { automatic?: string | null } }
    ticket: { state: TicketState } | null
  }[]
}

/**
 * Asks for the job that tells people we are closed, within the batch that brought their words: one for all of it, and none while every
 * account is open. Only for what is heard now; an import tells nobody anything.
 */
export async function askToTell(db: Db, { workspaceId, own, placed }: TakenIn, inForce: InForce | null, now: Temporal.Instant): Promise<void> {
  if (!inForce) return
  const closed = new Set(own.filter(({ network, handle }) => isClosed(inForce, accountKey(network, handle), now)).map(({ id }) => id))
  if (closed.size === 0) return
  const messageIds = placed
    .filter(({ message, ticket }) => ticket?.state === 'open' && !message.own && !message.post.automatic && message.accountIds.some((id) => closed.has(id)))
    .map(({ message }) => message.id)
  if (messageIds.length === 0) return
  await addJob(db, 'tell-closed', { workspaceId, messageIds }, { key: `tell-closed:${messageIds[0]!}` })
}

function isClosed({ promises }: InForce, account: string, now: Temporal.Instant): boolean {
  const promise = promises.get(account)
  return promise !== undefined && promise.role !== 'friend' && !isOpenAt(promise.calendar, now)
}
