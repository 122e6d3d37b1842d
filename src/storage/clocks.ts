import { sql } from 'kysely'
import type { PromisedTime } from '../domain/promise.ts'
import type { NetworkName } from '../domain/network-name.ts'
import type { Db } from './database.ts'
import { toJson } from './json.ts'

export interface ClockRecord {
  ticketId: string
  /** Its place among the ticket's clocks, oldest first. */
  n: number
  accountId: string
  kind: PromisedTime
  /** Open minutes. */
  promised: number
  startedAt: Temporal.Instant
  /** Null while it is paused. */
  dueAt: Temporal.Instant | null
  /** Open minutes until its last pause or its end. */
  counted: number
  /** Null while it is paused, and when it has ended. */
  runningSince: Temporal.Instant | null
  endedAt: Temporal.Instant | null
  endedBy: string | null
}

/** Puts these clocks in the place of all that were kept of the tickets. */
export async function replaceClocks(db: Db, workspaceId: string, ticketIds: readonly string[], clocks: readonly ClockRecord[]): Promise<void> {
  await sql`delete from clock where ticket_id = any(${ticketIds}::bigint[])`.execute(db)
  if (clocks.length === 0) return
  await sql`
    insert into clock (workspace_id, ticket_id, n, account_id, kind, promised, started_at, due_at, counted, running_since, ended_at, ended_by)
    select ${workspaceId}::bigint, t.id, r.n, r."accountId", r.kind, r.promised, r."startedAt", r."dueAt", r.counted, r."runningSince", r."endedAt", r."endedBy"
    from json_to_recordset(${toJson(clocks)}::json) as r("ticketId" bigint, n smallint, "accountId" bigint, kind text, promised integer, "startedAt" timestamptz,
      "dueAt" timestamptz, counted double precision, "runningSince" timestamptz, "endedAt" timestamptz, "endedBy" text)
    join ticket t on t.id = r."ticketId"`.execute(db)
}

export interface PromisingAccount {
  id: string
  network: NetworkName
  handle: string
}

/** Every account that a workspace has or had: a word goes to one that may be gone by now. */
export async function listPromising(db: Db, workspaceId: string): Promise<PromisingAccount[]> {
  return db.selectFrom('account').select(['id', 'network', 'handle']).where('workspace_id', '=', workspaceId).orderBy('id').execute()
}
