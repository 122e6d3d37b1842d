import { sql } from 'kysely'
import type { Author } from '../domain/incoming.ts'
import type { Json, NetworkName, Visibility } from '../domain/network-name.ts'
import type { Db } from './database.ts'

export interface AnsweredMessage {
  nativeId: string | null
  visibility: Visibility
  threadId: string | null
  threadNativeId: string | null
  ref: Json
  author: Author
  subject: string | null
  language: string | null
  network: NetworkName
}

/**
 * What a reply on this ticket answers: the message named, or the customer's latest on that thread or account's network.
 * Only a customer's own message of this very ticket can be answered.
 */
export async function readReplyTarget(
  db: Db,
  reply: { workspaceId: string; ticketId: string; accountId: string; threadId: string | null; answers: string | null },
): Promise<AnsweredMessage | null> {
  const { rows } = await sql<AnsweredMessage>`
    select m.native_id as "nativeId", m.visibility, m.thread_id::text as "threadId", h.native_id as "threadNativeId", coalesce(m.ref, 'null'::jsonb) as ref,
      jsonb_build_object('nativeId', i.native_id, 'handle', i.handle, 'name', i.name) as author, coalesce(m.subject, h.subject) as subject, m.language, m.network
    from message m
    join identity i on i.id = m.identity_id
    join account a on a.id = ${reply.accountId}::bigint and a.network = m.network
    left join thread h on h.id = m.thread_id
    where m.workspace_id = ${reply.workspaceId}::bigint and m.ticket_id = ${reply.ticketId}::bigint and m.direction = 'in'
      and (${reply.answers}::bigint is null or m.id = ${reply.answers}::bigint)
      and (${reply.threadId}::bigint is null or m.thread_id = ${reply.threadId}::bigint)
    order by m.deleted_at is not null, m.at desc, m.id desc limit 1`.execute(db)
  return rows[0] ?? null
}
