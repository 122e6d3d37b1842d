import { sql } from 'kysely'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from './database.ts'

/** A browser that may be pushed to. `keys` are sealed. */
export interface PushSubscriptionRow {
  id: string
  endpoint: string
  keys: Buffer
  label: string
  createdAt: Temporal.Instant
}

/** Oldest first. */
export async function subscriptionsOf(db: Db, memberId: string): Promise<PushSubscriptionRow[]> {
  return db
    .selectFrom('push_subscription')
    .select(['id', 'endpoint', 'keys', 'label', 'created_at as createdAt'])
    .where('member_id', '=', memberId)
    .orderBy('id')
    .execute()
}

/** Which of these have a browser that may be pushed to. */
export async function pushedMembers(db: Db, memberIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{
    id: string
  }>`select distinct member_id::text as id from push_subscription where member_id = any(${memberIds}::bigint[])`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** How many browsers a member may have: each is called at every page. */
const MOST = 20

/** An endpoint is one browser: whoever signs in there last has it. Throws `too-many-browsers`. */
export async function keepSubscription(db: Db, kept: { memberId: string; endpoint: string; keys: Buffer; label: string }): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into push_subscription (member_id, endpoint, keys, label)
    select ${kept.memberId}::bigint, ${kept.endpoint}, ${kept.keys}, ${kept.label}
    where (select count(*) from push_subscription where member_id = ${kept.memberId}::bigint and endpoint <> ${kept.endpoint}) < ${MOST}
    on conflict (endpoint) do update set member_id = excluded.member_id, keys = excluded.keys, label = excluded.label
    returning id::text`.execute(db)
  if (!rows[0]) throw new PlazaError('conflict', 'too-many-browsers', `A member may be pushed to in ${MOST} browsers at most.`)
  return rows[0].id
}

/** Throws `not-found` for one of somebody else's. */
export async function removeSubscription(db: Db, memberId: string, id: string): Promise<void> {
  const { numDeletedRows } = await db.deleteFrom('push_subscription').where('id', '=', id).where('member_id', '=', memberId).executeTakeFirst()
  if (numDeletedRows === 0n) throw new PlazaError('not-found', 'not-found', `No browser ${id} of yours.`)
}

/** The push service says that it is gone for good. */
export async function forgetSubscriptions(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.deleteFrom('push_subscription').where('id', 'in', ids).execute()
}
