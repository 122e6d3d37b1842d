import { sql } from 'kysely'
import type { Json, NetworkName, Visibility } from '../domain/network-name.ts'
import { needOfWaiting, NOTHING_HEARD } from '../domain/heard-need.ts'
import type { ReplyTarget } from '../domain/outgoing.ts'
import type { SendingState } from '../domain/ticket.ts'
import type { Db } from './database.ts'
import { countUnanswered } from './late-answers.ts'

export interface NewDelivery {
  messageId: string
  ticketId: string
  accountId: string
  draft: string
  part: number
  parts: number
  key: string
  chosenId: string | null
  target: ReplyTarget
  uploads: { id: string; description?: string }[]
  resolve: boolean
  undoUntil: Temporal.Instant
  giveUpAt: Temporal.Instant
}

/** The messages of a draft that was queued before. */
export async function findDraft(db: Db, workspaceId: string, draft: string): Promise<string[]> {
  const rows = await db.selectFrom('delivery').select('message_id').where('workspace_id', '=', workspaceId).where('draft', '=', draft).orderBy('part').execute()
  return rows.map((row) => row.message_id)
}

export async function insertDeliveries(db: Db, workspaceId: string, deliveries: readonly NewDelivery[]): Promise<void> {
  await db
    .insertInto('delivery')
    .values(
      deliveries.map((delivery) => ({
        message_id: delivery.messageId,
        workspace_id: workspaceId,
        ticket_id: delivery.ticketId,
        account_id: delivery.accountId,
        state: 'queued' as const,
        draft: delivery.draft,
        part: delivery.part,
        parts: delivery.parts,
        key: delivery.key,
        chosen_id: delivery.chosenId,
        target: JSON.stringify(delivery.target),
        uploads: JSON.stringify(delivery.uploads),
        resolve: delivery.resolve,
        undo_until: delivery.undoUntil,
        give_up_at: delivery.giveUpAt,
      })),
    )
    .execute()
}

/** A delivery with what sending it takes. */
export interface Delivery {
  messageId: string
  workspaceId: string
  ticketId: string
  accountId: string
  memberId: string | null
  network: NetworkName
  state: SendingState
  attempts: number
  asked: number
  part: number
  parts: number
  draft: string
  key: string
  chosenId: string | null
  target: ReplyTarget
  uploads: { id: string; description?: string }[]
  resolve: boolean
  undoUntil: Temporal.Instant
  /** When the first attempt began: what the network has of ours from before is another message. */
  startedAt: Temporal.Instant | null
  /** When the last attempt began. */
  attemptedAt: Temporal.Instant | null
  giveUpAt: Temporal.Instant
  text: string
  subject: string | null
  contentWarning: string | null
  language: string | null
  automatic: string | null
  visibility: Visibility
  at: Temporal.Instant
  threadId: string | null
}

export async function readDelivery(db: Db, messageId: string): Promise<Delivery | null> {
  const { rows } = await sql<Delivery>`
    select d.message_id::text as "messageId", d.workspace_id::text as "workspaceId", d.ticket_id::text as "ticketId", d.account_id::text as "accountId",
      m.member_id::text as "memberId", m.network, d.state, d.attempts, d.asked, d.part, d.parts, d.draft, d.key, d.chosen_id as "chosenId", d.target, d.uploads,
      d.resolve, d.undo_until as "undoUntil", d.started_at as "startedAt", d.attempted_at as "attemptedAt", d.give_up_at as "giveUpAt", m.text, m.subject,
      m.content_warning as "contentWarning", m.language, m.automatic, m.visibility, m.at, m.thread_id::text as "threadId"
    from delivery d join message m on m.id = d.message_id where d.message_id = ${messageId}::bigint`.execute(db)
  return rows[0] ?? null
}

/** A part before or after this one. */
export async function readPart(
  db: Db,
  of: Pick<Delivery, 'workspaceId' | 'draft'>,
  part: number,
): Promise<{ messageId: string; state: SendingState; nativeId: string | null; ref: Json; text: string } | null> {
  const { rows } = await sql<{ messageId: string; state: SendingState; nativeId: string | null; ref: Json; text: string }>`
    select d.message_id::text as "messageId", d.state, m.native_id as "nativeId", coalesce(m.ref, 'null'::jsonb) as ref, m.text
    from delivery d join message m on m.id = d.message_id
    where d.workspace_id = ${of.workspaceId}::bigint and d.draft = ${of.draft}::uuid and d.part = ${part}`.execute(db)
  return rows[0] ?? null
}

export interface DeliveryChange {
  state: SendingState
  code?: string | null
  detail?: string | null
  nextAttemptAt?: Temporal.Instant | null
}

/** Moves a delivery on from one of the states named; answers whether it was there. */
export async function moveDelivery(db: Db, messageId: string, from: readonly SendingState[], to: DeliveryChange): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('delivery')
    .set({ state: to.state, code: to.code ?? null, detail: to.detail?.slice(0, 500) ?? null, next_attempt_at: to.nextAttemptAt ?? null })
    .where('message_id', '=', messageId)
    .where('state', 'in', from)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

const AFRESH = { state: 'queued', code: null, detail: null, next_attempt_at: null, asked: 0 } as const

/** Queues anew, with fresh patience, the parts of a draft that stand in one of these states; answers which. */
export async function requeue(
  db: Db,
  of: Pick<Delivery, 'workspaceId' | 'draft'>,
  from: readonly SendingState[],
  giveUpAt: Temporal.Instant,
): Promise<string[]> {
  const rows = await db
    .updateTable('delivery')
    .set({ ...AFRESH, give_up_at: giveUpAt })
    .where('workspace_id', '=', of.workspaceId)
    .where('draft', '=', of.draft)
    .where('state', 'in', from)
    .returning('message_id')
    .execute()
  return rows.map((row) => row.message_id)
}

/** Moves the parts of a draft that stand in one of these states; answers which. */
export async function moveParts(db: Db, of: Pick<Delivery, 'workspaceId' | 'draft'>, from: readonly SendingState[], to: DeliveryChange): Promise<string[]> {
  const rows = await db
    .updateTable('delivery')
    .set({ state: to.state, code: to.code ?? null, detail: null, next_attempt_at: null })
    .where('workspace_id', '=', of.workspaceId)
    .where('draft', '=', of.draft)
    .where('state', 'in', from)
    .returning('message_id')
    .execute()
  return rows.map((row) => row.message_id)
}

/**
 * Marks the attempt before the network is called: whatever happens next, we know that something may have left. Answers false
 * when another process began one since this delivery was read, so that of several only one sends.
 */
export async function beginAttempt(db: Db, { messageId, attempts }: Pick<Delivery, 'messageId' | 'attempts'>, now: Temporal.Instant): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('delivery')
    .set({
      state: 'sending',
      attempts: sql`attempts + 1`,
      started_at: sql`coalesce(started_at, ${now.toString()}::timestamptz)`,
      attempted_at: now,
      next_attempt_at: null,
      code: null,
      detail: null,
    })
    .where('message_id', '=', messageId)
    .where('attempts', '=', attempts)
    .where('state', 'in', ['queued', 'try-later', 'sending'])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function countAsked(db: Db, messageId: string): Promise<void> {
  await sql`update delivery set asked = asked + 1 where message_id = ${messageId}::bigint`.execute(db)
}

/** The worst state among a ticket's messages that are not safely out, kept on the ticket for the list. */
export async function refreshSending(db: Db, ticketId: string): Promise<void> {
  await sql`
    update ticket set sending = (
      select case when state = 'sending' then 'queued' else state end from delivery where ticket_id = ${ticketId}::bigint and state not in ('sent', 'undone')
      order by array_position(array['unsure', 'refused', 'reconnect', 'try-later', 'sending', 'queued'], state) limit 1)
    where id = ${ticketId}::bigint`.execute(db)
}

/** We answered what was there: the ticket waits for the customer. What they write, or wrote and we hear later, is asked anew. */
export async function markAnswered(db: Db, answer: { ticketId: string; at: Temporal.Instant }): Promise<void> {
  const at = answer.at.toString()
  await sql`
    update ticket set unanswered = 0, unanswered_since = null, due_at = null, order_at = null,
      state = case when state in ('open', 'snoozed') then 'waiting' else state end, snoozed_until = null,
      last_message_at = greatest(last_message_at, ${at}::timestamptz)
    where id = ${answer.ticketId}::bigint`.execute(db)
  await refreshSending(db, answer.ticketId)
}

/** An answer did not go out, or goes after all: what is unanswered is counted anew. */
export async function recountAnswers(db: Db, ticketId: string): Promise<void> {
  const [count] = await countUnanswered(db, [ticketId])
  const ticket = await db.selectFrom('ticket').select(['visibility', 'heard']).where('id', '=', ticketId).executeTakeFirst()
  if (!count || !ticket) return
  const { unanswered, since } = count
  const need = needOfWaiting({ unanswered, unansweredSince: since, visibility: ticket.visibility, heard: { ...NOTHING_HEARD, ...ticket.heard } })
  await sql`
    update ticket set answered_at = ${count.answeredAt?.toString() ?? null}::timestamptz, unanswered = ${unanswered}, unanswered_since = ${since?.toString() ?? null}::timestamptz,
      state = case when state = 'waiting' and ${unanswered}::int > 0 then 'open' when state = 'open' and ${unanswered}::int = 0 then 'waiting' else state end,
      due_at = case when state in ('waiting', 'open') then ${need?.limitAt.toString() ?? null}::timestamptz else due_at end,
      order_at = case when state in ('waiting', 'open') then ${need?.orderAt.toString() ?? null}::timestamptz else order_at end
    where id = ${ticketId}::bigint`.execute(db)
  await refreshSending(db, ticketId)
}

/** Queues anew what waits for an account to be connected; answers which. */
export async function requeueAwaiting(db: Db, accountId: string, giveUpAt: Temporal.Instant): Promise<{ messageId: string; ticketId: string }[]> {
  return db
    .updateTable('delivery')
    .set({ ...AFRESH, give_up_at: giveUpAt })
    .where('account_id', '=', accountId)
    .where('state', '=', 'reconnect')
    .returning(['message_id as messageId', 'ticket_id as ticketId'])
    .execute()
}

/** The next part answers this one, so that it is recognised when it is heard. */
export async function turnPartTo(db: Db, messageId: string, parentNativeId: string): Promise<void> {
  await db.updateTable('message').set({ reply_to: parentNativeId }).where('id', '=', messageId).execute()
}

/** The most attempts that a message of the account which waits to be tried again has behind it. */
export async function countFailures(db: Db, accountId: string): Promise<number> {
  const { most } = await db
    .selectFrom('delivery')
    .select(({ fn }) => fn.max('attempts').as('most'))
    .where('account_id', '=', accountId)
    .where('state', '=', 'try-later')
    .executeTakeFirstOrThrow()
  return most ?? 0
}
