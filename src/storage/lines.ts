import { sql } from 'kysely'
import type { Json, NetworkName } from '../domain/network-name.ts'
import type { Db } from './database.ts'
import { toJson } from './json.ts'

/** An account as the roads need it. Credentials stay sealed here. */
export interface AccountLine {
  id: string
  workspaceId: string
  brandId: string
  network: NetworkName
  nativeId: string
  handle: string
  name: string
  state: 'connected' | 'declared' | 'paused' | 'reconnect' | 'failing'
  settings: Record<string, Json>
  credentials: Buffer | null
  cursor: Json | null
  failures: number
  retryAt: Temporal.Instant | null
  sendAfter: Temporal.Instant | null
  sendAfterCode: string | null
  /** Why it must be connected anew, or is failing. */
  failureCode: string | null
  /** When its credentials last came in. */
  connectedAt: Temporal.Instant | null
  rehearsal: boolean
}

const columns =
  sql.raw(`a.id::text, a.workspace_id::text as "workspaceId", a.brand_id::text as "brandId", a.network, a.native_id as "nativeId", a.handle, a.name,
  a.state, a.settings, a.credentials, a.cursor, a.failures, a.retry_at as "retryAt", a.send_after as "sendAfter",
  a.send_after_code as "sendAfterCode", a.failure_code as "failureCode", a.connected_at as "connectedAt", w.rehearsal_of is not null as rehearsal`)

export async function readLine(db: Db, accountId: string): Promise<AccountLine | null> {
  const { rows } =
    await sql<AccountLine>`select ${columns} from account a join workspace w on w.id = a.workspace_id where a.id = ${accountId}::bigint and a.removed_at is null`.execute(
      db,
    )
  return rows[0] ?? null
}

/** The account with this id on its network, if we have it. */
export async function findLine(db: Db, of: { workspaceId: string; network: NetworkName; nativeId: string }): Promise<AccountLine | null> {
  const { rows } = await sql<AccountLine>`
    select ${columns} from account a join workspace w on w.id = a.workspace_id
    where a.workspace_id = ${of.workspaceId}::bigint and a.network = ${of.network} and a.native_id = ${of.nativeId} and a.removed_at is null`.execute(db)
  return rows[0] ?? null
}

/** The mailbox of a workspace that Plaza may speak through, the first connected one; null where there is none. */
export async function findMailLine(db: Db, workspaceId: string): Promise<AccountLine | null> {
  const { rows } = await sql<AccountLine>`
    select ${columns} from account a join workspace w on w.id = a.workspace_id
    where a.workspace_id = ${workspaceId}::bigint and a.network = 'email' and a.removed_at is null and a.state in ('connected', 'failing')
    order by a.id limit 1`.execute(db)
  return rows[0] ?? null
}

/** The line through which Plaza may read what is public on a network: of the first account that works there; null where there is none. */
export async function findPublicLine(db: Db, { workspaceId, network }: { workspaceId: string; network: NetworkName }): Promise<AccountLine | null> {
  const { rows } = await sql<AccountLine>`
    select ${columns} from account a join workspace w on w.id = a.workspace_id
    where a.workspace_id = ${workspaceId}::bigint and a.network = ${network} and a.removed_at is null and a.state = 'connected' and a.credentials is not null
    order by a.id limit 1`.execute(db)
  return rows[0] ?? null
}

/** Accounts that should be listening now. */
export async function linesToHear(db: Db): Promise<AccountLine[]> {
  const { rows } = await sql<AccountLine>`
    select ${columns} from account a join workspace w on w.id = a.workspace_id
    where a.removed_at is null and a.state in ('connected', 'failing')`.execute(db)
  return rows
}

export interface OwnAccount {
  id: string
  brandId: string
  network: NetworkName
  nativeId: string
  handle: string
}

/** All our accounts in a workspace, connected or only declared: whoever speaks through them is us. */
export async function ownAccounts(db: Db, workspaceId: string): Promise<OwnAccount[]> {
  const { rows } = await sql<OwnAccount>`
    select id::text, brand_id::text as "brandId", network, native_id as "nativeId", handle from account
    where workspace_id = ${workspaceId}::bigint and removed_at is null`.execute(db)
  return rows
}

/** Not those of an account that was removed meanwhile: its credentials stay forgotten. */
export async function keepCredentials(db: Db, accountId: string, sealed: Buffer): Promise<void> {
  await db.updateTable('account').set({ credentials: sealed }).where('id', '=', accountId).where('removed_at', 'is', null).execute()
}

/** The line works: moves the cursor, forgets failures. `heard` says whether there was anything to hear. */
export async function moveCursor(db: Db, accountId: string, cursor: Json, heard: boolean): Promise<void> {
  await sql`
    update account set cursor = ${toJson(cursor)}::jsonb, last_heard_at = now(), last_event_at = case when ${heard} then now() else last_event_at end,
      state = case when state = 'failing' then 'connected' else state end, failures = 0, retry_at = null,
      failure_code = case when state = 'reconnect' then failure_code end, failure_detail = case when state = 'reconnect' then failure_detail end
    where id = ${accountId}::bigint`.execute(db)
}

export async function noteGap(db: Db, accountId: string, since: Temporal.Instant | null): Promise<void> {
  await sql`update account set gap_since = coalesce(${since?.toString() ?? null}::timestamptz, last_heard_at, now()) where id = ${accountId}::bigint`.execute(
    db,
  )
}

export async function noteFailure(
  db: Db,
  accountId: string,
  failure: { state: 'failing' | 'reconnect'; code: string; detail: string; retryAt: Temporal.Instant | null },
): Promise<void> {
  await sql`
    update account set state = case when state in ('connected', 'failing') then ${failure.state} else state end, failure_code = ${failure.code},
      failure_detail = left(${failure.detail}, 500), retry_at = ${failure.retryAt?.toString() ?? null}::timestamptz, failures = failures + 1
    where id = ${accountId}::bigint`.execute(db)
}

/** Nothing of the account's is sent until then: the network asked for it, or can't be reached. */
export async function holdSending(db: Db, accountId: string, hold: { until: Temporal.Instant; code: string }): Promise<void> {
  const until = hold.until.toString()
  await sql`
    update account set send_after = ${until}::timestamptz, send_after_code = ${hold.code}
    where id = ${accountId}::bigint and (send_after is null or send_after < ${until}::timestamptz)`.execute(db)
}

/** A person has to connect the account anew; answers whether that is news. */
export async function loseAccount(db: Db, accountId: string, lost: { code: string; detail: string | null }): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('account')
    .set({ state: 'reconnect', failure_code: lost.code, failure_detail: lost.detail?.slice(0, 500) ?? null, retry_at: null })
    .where('id', '=', accountId)
    .where('state', 'in', ['connected', 'failing'])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What the network changed about itself since the account was connected: its limits, its address for streams. */
export async function mergeSettings(db: Db, accountId: string, settings: Record<string, Json>): Promise<void> {
  await sql`update account set settings = settings || ${toJson(settings)}::jsonb where id = ${accountId}::bigint`.execute(db)
}
