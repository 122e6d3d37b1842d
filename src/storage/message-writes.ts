import { sql } from 'kysely'
import { correctedMeaning } from '../domain/corrected-meaning.ts'
import { fold } from '../domain/fold.ts'
import type { Author, Media } from '../domain/incoming.ts'
import { VERDICTS, type Meaning } from '../domain/meaning.ts'
import type { Json, NetworkName, Visibility } from '../domain/network-name.ts'
import { byKey } from './by-key.ts'
import type { Db } from './database.ts'
import type { NativeKey } from './receipts.ts'
import { toJson } from './json.ts'
import { packMeaning, unpackMeaning } from './packed-meaning.ts'
import { toVector } from './search-vector.ts'

export interface MessageRecord {
  id: string
  ticketId: string | null
  threadId: string | null
  network: NetworkName
  nativeId: string | null
  accountIds: string[]
  identityId?: string | null
  memberId?: string | null
  direction: 'in' | 'out'
  origin: 'customer' | 'plaza' | 'native' | 'phone'
  visibility: Visibility
  text: string
  html?: string | null
  folded?: string | null
  subject?: string | null
  contentWarning?: string | null
  language?: string | null
  automatic?: string | null
  media?: Media[]
  parent?: { author: Author; text: string; at: Temporal.Instant | null } | null
  replyTo?: string | null
  url?: string | null
  ref?: Json
  at: Temporal.Instant
  /** Folded words, handle and name: what search looks at. */
  search: string
  /** As understood; null for ours. */
  meaning?: Meaning | null
}

export async function insertMessages(db: Db, workspaceId: string, messages: readonly MessageRecord[]): Promise<void> {
  if (messages.length === 0) return
  // A meaning goes as a text within the JSON: PostgreSQL reads it once instead of twice, a seventh of the whole statement.
  const rows = messages.map((message) => ({
    ...message,
    search: toVector(message.search),
    meaning: message.meaning ? packMeaning(message.meaning) : undefined,
  }))
  await sql`
    insert into message (id, workspace_id, ticket_id, thread_id, network, native_id, account_ids, identity_id, member_id, direction, origin, visibility, text, html,
      folded, subject, content_warning, language, automatic, media, parent, reply_to, url, ref, at, search, meaning)
    select r.id, ${workspaceId}::bigint, r."ticketId", r."threadId", r.network, r."nativeId", r."accountIds", r."identityId", r."memberId", r.direction, r.origin,
      r.visibility, r.text, r.html, r.folded, r.subject, r."contentWarning", r.language, r.automatic, coalesce(r.media, '[]'), r.parent, r."replyTo", r.url, r.ref, r.at,
      r.search::tsvector, r.meaning::jsonb
    from json_to_recordset(${toJson(rows)}::json) as r(id bigint, "ticketId" bigint, "threadId" bigint, network text, "nativeId" text,
      "accountIds" bigint[], "identityId" bigint, "memberId" bigint, direction text, origin text, visibility text, text text, html text, folded text, subject text,
      "contentWarning" text, language text, automatic text, media jsonb, parent jsonb, "replyTo" text, url text, ref jsonb, at timestamptz, search text, meaning text)`.execute(
    db,
  )
}

/** A message reached us through one more of our accounts; the first stays first: it is who speaks, or was spoken to. */
export async function addAccounts(db: Db, workspaceId: string, reached: readonly (NativeKey & { accountIds: string[] })[]): Promise<void> {
  if (reached.length === 0) return
  await sql`
    update message m set account_ids = m.account_ids || array(select unnest(r."accountIds") except select unnest(m.account_ids))
    from json_to_recordset(${toJson(reached)}::json) as r(network text, "nativeId" text, "accountIds" bigint[])
    ${byKey('k', sql`select message_id from receipt where workspace_id = ${workspaceId}::bigint and network = r.network and native_id = r."nativeId"`)}
    where m.id = k.message_id and not m.account_ids @> r."accountIds"`.execute(db)
}

export interface Change extends NativeKey {
  kind: 'edited' | 'deleted'
  at: Temporal.Instant
  text?: string
  html?: string | null
  contentWarning?: string | null
  media?: Media[]
  search?: string
  /** What the new words mean; kept of a customer's only. */
  meaning?: Meaning
}

export interface Changed {
  messageId: string
  ticketId: string | null
  /** How a customer's words were understood that others stand in the place of now; null where they are the same. */
  reread: Meaning | null
}

/**
 * Applies an edit or a deletion to a known message; the words it replaces are kept as a version. An edit older than the one
 * already applied only adds to the versions. Null when nothing changed, `unknown` when the message has not come yet.
 */
export async function applyChange(db: Db, workspaceId: string, change: Change): Promise<Changed | null | 'unknown'> {
  const message = await db
    .selectFrom('receipt')
    .innerJoin('message', 'message.id', 'receipt.message_id')
    .leftJoin('identity', 'identity.id', 'message.identity_id')
    .select(['message.id', 'message.ticket_id', 'message.text', 'message.meaning', 'message.at', 'message.edited_at', 'message.deleted_at'])
    .select(['message.subject', 'message.content_warning', 'identity.handle', 'identity.name'])
    .where('receipt.workspace_id', '=', workspaceId)
    .where('receipt.network', '=', change.network)
    .where('receipt.native_id', '=', change.nativeId)
    .forUpdate('message')
    .executeTakeFirst()
  if (!message) return 'unknown'
  const changed = change.kind === 'deleted' ? await applyDeletion(db, message, change) : await applyEdit(db, message, change)
  if (!changed) return null
  const before = changed === 'reworded' && message.meaning ? unpackMeaning(message.meaning) : null
  const reread = before && change.meaning ? await withdrawCorrections(db, message.id, { before, after: change.meaning }) : before
  return { messageId: message.id, ticketId: message.ticket_id, reread }
}

/** What people said of words that are read otherwise now was said of other words. Answers what those meant, as it was corrected. */
async function withdrawCorrections(db: Db, messageId: string, { before, after }: { before: Meaning; after: Meaning }): Promise<Meaning> {
  const readOtherwise = VERDICTS.filter((verdict) => before[verdict] !== after[verdict])
  if (readOtherwise.length === 0) return before
  const withdrawn = await db
    .deleteFrom('label_correction')
    .where('message_id', '=', messageId)
    .where('verdict', 'in', readOtherwise)
    // What they took more seriously than the new words are read stands until somebody says otherwise.
    .where(sql<boolean>`not case verdict when 'urgency' then value::int > ${after.urgency} when 'tone' then value = '"abusive"' else false end`)
    .returning(['verdict', 'value'])
    .execute()
  return correctedMeaning(before, withdrawn)
}

interface Before {
  id: string
  text: string
  meaning: Partial<Meaning> | null
  at: Temporal.Instant
  edited_at: Temporal.Instant | null
  deleted_at: Temporal.Instant | null
  subject: string | null
  content_warning: string | null
  /** Its author's. */
  handle: string | null
  name: string | null
}

async function applyDeletion(db: Db, message: Before, change: Change): Promise<boolean> {
  if (message.deleted_at) return false
  await db.updateTable('message').set({ deleted_at: change.at }).where('id', '=', message.id).execute()
  return true
}

async function applyEdit(db: Db, message: Before, change: Change): Promise<boolean | 'reworded'> {
  const words = change.text ?? message.text
  const since = message.edited_at ? Temporal.Instant.compare(change.at, message.edited_at) : 1
  if (since < 0) return words !== message.text && keepVersion(db, message.id, change.at, words)
  if (since === 0 && words === message.text) return false
  if (words !== message.text) await keepVersion(db, message.id, message.edited_at ?? message.at, message.text)
  await rewrite(db, message, words, change)
  return words === message.text && (change.contentWarning ?? null) === message.content_warning ? true : 'reworded'
}

async function rewrite(db: Db, before: Before, text: string, change: Change): Promise<void> {
  const { at, html = null, contentWarning = null, media, search = text, meaning } = change
  await db
    .updateTable('message')
    .set({
      text,
      html,
      content_warning: contentWarning,
      edited_at: at,
      ...(media ? { media: toJson(media) } : {}),
      ...(before.meaning && meaning ? { meaning: packMeaning(meaning) } : {}),
      // An edit tells its words alone: it is found by who said it and by its subject as before.
      search: sql`${toVector(fold([search, before.handle, before.name, before.subject].join(' ')))}::tsvector`,
    })
    .where('id', '=', before.id)
    .execute()
}

async function keepVersion(db: Db, messageId: string, at: Temporal.Instant, text: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('message_version')
    .values({ message_id: messageId, at, text })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Keeps an edit or a deletion that came before its message. */
export async function keepEarlyChanges(db: Db, workspaceId: string, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  await sql`
    insert into early_change (workspace_id, network, native_id, at, change)
    select ${workspaceId}::bigint, c->>'network', c->>'nativeId', (c->>'at')::timestamptz, c
    from json_array_elements(${toJson(changes)}::json) as c
    on conflict do nothing`.execute(db)
}

/** Takes out the changes that were waiting for these messages, oldest first. */
export async function takeEarlyChanges(db: Db, workspaceId: string, keys: readonly NativeKey[]): Promise<Change[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<{ change: Change & { at: string } }>`
    delete from early_change e using json_to_recordset(${toJson(keys)}::json) as r(network text, "nativeId" text)
    where e.workspace_id = ${workspaceId}::bigint and e.network = r.network and e.native_id = r."nativeId"
    returning e.change`.execute(db)
  return rows.map(({ change }) => Object.assign(change, { at: Temporal.Instant.from(change.at) })).sort((a, b) => Temporal.Instant.compare(a.at, b.at))
}

const EARLY_DAYS = 30

/** Forgets changes whose message never came. */
export async function pruneEarlyChanges(db: Db): Promise<void> {
  await sql`delete from early_change where at < now() - make_interval(days => ${EARLY_DAYS})`.execute(db)
}
