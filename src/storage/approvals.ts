import { sql } from 'kysely'
import type { ApprovalState } from '../domain/approval.ts'
import type { NetworkName, Visibility } from '../domain/network-name.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import type { WrittenReply } from '../domain/written-reply.ts'
import type { Db } from './database.ts'
import { toJson } from './json.ts'

export interface NewApproval {
  workspaceId: string
  ticketId: string
  reply: WrittenReply
  network: NetworkName
  handle: string
  callee: string
  members: readonly string[]
  memberId: string
  askedAt: Temporal.Instant
}

export async function insertApproval(db: Db, approval: NewApproval): Promise<string> {
  const { workspaceId, ticketId, reply, network, handle, callee, members, memberId, askedAt } = approval
  const { id } = await db
    .insertInto('approval')
    .values({
      workspace_id: workspaceId,
      ticket_id: ticketId,
      draft: reply.draft,
      reply: toJson(reply),
      network,
      handle,
      callee,
      members: [...members],
      asked_by: memberId,
      asked_at: askedAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The approval that a draft asked for, whatever became of it. */
export async function approvalOfDraft(db: Db, workspaceId: string, draft: string): Promise<string | null> {
  const row = await db.selectFrom('approval').select('id').where('workspace_id', '=', workspaceId).where('draft', '=', draft).executeTakeFirst()
  return row?.id ?? null
}

export interface Approval {
  id: string
  ticketId: string
  reply: WrittenReply
  members: string[]
  askedBy: string
  state: ApprovalState
}

/** Holds an approval still until the transaction ends. Throws `not-found` for one of another workspace. */
export async function lockApproval(db: Db, workspaceId: string, id: string): Promise<Approval> {
  const { rows } = await sql<Approval>`
    select id::text, ticket_id::text as "ticketId", reply, members::text[], asked_by::text as "askedBy", state
    from approval where id = ${id}::bigint and workspace_id = ${workspaceId}::bigint for update`.execute(db)
  if (!rows[0]) throw new PlazaError('not-found', 'not-found', 'There is no such approval.')
  return rows[0]
}

export async function endApproval(
  db: Db,
  id: string,
  end: { state: Exclude<ApprovalState, 'waiting'>; words: string | null; memberId: string; at: Temporal.Instant },
): Promise<void> {
  await db.updateTable('approval').set({ state: end.state, words: end.words, ended_by: end.memberId, ended_at: end.at }).where('id', '=', id).execute()
}

/**
 * What people said on the ticket since an approval was asked for, here or on the network itself: an answer of ours, or a call in which both spoke, before a word of theirs. Ids are given in
 * the order of writing under the workspace's lock.
 */
export async function saidSince(db: Db, { id, ticketId }: Pick<Approval, 'id' | 'ticketId'>): Promise<'out' | 'in' | null> {
  const { rows } = await sql<{ direction: 'out' | 'in' }>`
    select case when m.origin = 'phone' then 'out' else m.direction end as direction from message m left join delivery d on d.message_id = m.id
    where m.ticket_id = ${ticketId}::bigint and m.id > ${id}::bigint and m.automatic is null and m.deleted_at is null
      and (m.origin <> 'phone' or m.ref ->> 'outcome' = 'spoke') and coalesce(d.state, 'sent') not in ('undone', 'refused')
    order by 1 desc limit 1`.execute(db)
  return rows[0]?.direction ?? null
}

type Ref = { id: string; name: string }

export interface ShownApproval {
  id: string
  callee: string
  members: Ref[]
  visibility: Visibility
  network: NetworkName
  handle: string
  accountId: string
  threadId: string | null
  parts: string[]
  subject: string | null
  contentWarning: string | null
  media: { id: string; name: string; mime: string; bytes: number; description: string | null }[]
  resolve: boolean
  askedBy: Ref
  askedAt: Temporal.Instant
  state: ApprovalState
  words: string | null
  endedBy: Ref | null
  endedAt: Temporal.Instant | null
}

export async function findApprovals(db: Db, workspaceId: string, ids: readonly string[]): Promise<ShownApproval[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<ShownApproval>`
    select p.id::text, p.callee, p.network, p.handle, p.asked_at as "askedAt", p.state, p.words, p.ended_at as "endedAt",
      p.reply ->> 'visibility' as visibility, p.reply ->> 'accountId' as "accountId", p.reply ->> 'threadId' as "threadId", p.reply -> 'parts' as parts,
      p.reply ->> 'subject' as subject, p.reply ->> 'contentWarning' as "contentWarning", (p.reply -> 'resolve')::boolean as resolve,
      (select coalesce(json_agg(json_build_object('id', u.id::text, 'name', u.name, 'mime', u.mime, 'bytes', length(u.bytes), 'description', k.value ->> 'description')), '[]')
        from jsonb_array_elements(p.reply -> 'media') as k(value) join upload u on u.id = (k.value ->> 'id')::bigint) as media,
      json_build_object('id', a.id::text, 'name', a.name) as "askedBy", case when e.id is not null then json_build_object('id', e.id::text, 'name', e.name) end as "endedBy",
      (select coalesce(json_agg(json_build_object('id', m.id::text, 'name', m.name) order by m.name), '[]') from member m where m.id = any(p.members)) as members
    from approval p join member a on a.id = p.asked_by left join member e on e.id = p.ended_by
    where p.workspace_id = ${workspaceId}::bigint and p.id = any(${ids}::bigint[])`.execute(db)
  return rows
}
