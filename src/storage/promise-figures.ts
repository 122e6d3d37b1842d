import { sql } from 'kysely'
import type { PromisedTime } from '../domain/promise.ts'
import type { Db } from './database.ts'
import { toJson } from './json.ts'

/** A stretch of time in which an account is open. */
export interface OpenSpan {
  account: string
  start: Temporal.Instant
  end: Temporal.Instant
}

export interface FiguresAsk {
  workspaceId: string
  /** The first Monday that is asked about, and today's first moment, on the brand's wall. */
  since: Temporal.Instant
  today: Temporal.Instant
  now: Temporal.Instant
  zone: string
  /** The hours of each account since then: by them is counted how long somebody waits who waits still. */
  spans: readonly OpenSpan[]
}

/** What became of the promises of a time of day that began in one period. */
export interface PromiseFigures {
  accountId: string
  time: PromisedTime
  /** `today`, or the Monday of a week as an ISO day. */
  period: string
  promised: number
  /** In time; out of time, whether ended or not; the rest waits, and is in time so far. */
  kept: number
  broken: number
  /** Not ended yet, in time or out of it. */
  waiting: number
  /** Open minutes; who still waits counts with the minutes so far. */
  median: number
  p90: number
  /** The shortest of the waits that go on: a figure not below it may still grow. */
  shortestWaiting: number | null
}

/**
 * Promised against real, for the clocks that began since then. Whoever still waits is counted, with the time until now: to leave them out
 * would call an account that answers nobody prompt. What was left on purpose was owed nothing. Reads one stretch of an index.
 */
export async function readPromiseFigures(db: Db, { workspaceId, since, today, now, zone, spans }: FiguresAsk): Promise<PromiseFigures[]> {
  const until = sql`${now.toString()}::timestamptz`
  const { rows } = await sql<PromiseFigures>`
    with open as materialized (
      select r.* from json_to_recordset(${toJson(spans)}::json) as r(account bigint, start timestamptz, "end" timestamptz)
    ), counted as materialized (
      select c.account_id, c.kind, c.started_at, c.ended_at is not null as ended,
        coalesce(date_trunc('minute', c.due_at) + interval '1 minute' <= coalesce(c.ended_at, ${until}), false) as broken,
        c.counted + case when c.running_since is null then 0 else (
          select coalesce(sum(extract(epoch from least(o."end", ${until}) - greatest(o.start, c.running_since))), 0)::float8 / 60 from open o
          where o.account = c.account_id and o."end" > c.running_since and o.start < ${until}) end as minutes
      from clock c
      where c.workspace_id = ${workspaceId}::bigint and c.started_at >= ${since.toString()}::timestamptz and c.started_at <= ${until} and c.ended_by is distinct from 'left'
    ), dated as (
      select *, date_trunc('week', started_at at time zone ${zone}) as monday from counted
      union all select *, null from counted where started_at >= ${today.toString()}::timestamptz
    )
    select account_id::text as "accountId", kind as time, coalesce(to_char(monday, 'YYYY-MM-DD'), 'today') as period, count(*)::int as promised, count(*) filter (where ended and not broken)::int as kept,
      count(*) filter (where broken)::int as broken, count(*) filter (where not ended)::int as waiting,
      percentile_disc(0.5) within group (order by minutes) as median, percentile_disc(0.9) within group (order by minutes) as p90,
      min(minutes) filter (where not ended) as "shortestWaiting"
    from dated group by account_id, kind, monday order by account_id, kind, monday`.execute(db)
  return rows
}
