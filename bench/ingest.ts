import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import { prepareJobs } from '../src/jobs/worker.ts'
import { passBy } from '../src/platform/checkpoint.ts'
import { openLog } from '../src/platform/log.ts'
import { ingest, type IngestNeeds } from '../src/pipeline/ingest.ts'
import { readImported } from '../src/pipeline/read-imported.ts'
import { upsertAccount } from '../src/storage/account-writes.ts'
import { openDatabase, type Db } from '../src/storage/database.ts'
import { migrate } from '../src/storage/migrate.ts'
import { openManuals } from '../src/pipeline/manual-in-force.ts'
import { openReader } from '../src/understanding/open-reader.ts'
import { compileManual } from '../src/manual/compile-manual.ts'
import { insertManualVersion } from '../src/storage/manuals.ts'
import { factsOf, manualOfRules, readManual } from '../test/support/manual.ts'
import { percentile } from './support/figures.ts'
import { report } from './support/report.ts'
import { busyDay } from './support/square.ts'
import { progress, withDatabase } from './support/temporary.ts'

const MESSAGES = 30_000
const WARM_UP = 3_000
const BATCH = 500
const RULES = 80

/** The tables that taking messages in fills, in the order in which rows depend on each other. */
const FILLED = ['person', 'identity', 'thread', 'ticket', 'ticket_thread', 'receipt', 'message', 'event']

/** What others refer to goes in a little ahead, so that every reference holds. */
const LEAD: Record<string, number> = { person: 8 * BATCH, identity: 4 * BATCH, thread: 4 * BATCH, ticket: 2 * BATCH }

await withDatabase(async (url) => {
  const whole = await wholeRoad(url, null)
  const floor = await plainInserts(url)
  const ruled = await wholeRoad(await createDatabase(url, 'ruled'), manualOfRules(RULES))
  report(
    'ingest',
    `The whole road in (six stages, one transaction a batch of ${BATCH}, every message understood) over ${MESSAGES} messages, against the same rows by plain batched INSERT into the same tables and indexes; then again with a manual of ${RULES} rules that decides each.`,
    [
      { what: 'road in', value: whole, unit: 'messages/s', goal: { atLeast: 3_000 } },
      { what: 'plain insert', value: floor, unit: 'messages/s' },
      { what: 'ratio', value: whole / floor, unit: '', goal: { atLeast: 0.25 } },
      { what: `road in, ${RULES} rules`, value: ruled, unit: 'messages/s', goal: { atLeast: 2_500 } },
      { what: `ratio, ${RULES} rules`, value: ruled / floor, unit: '', goal: { atLeast: 0.2 } },
      { what: `one decision by ${RULES} rules, p99`, value: decisionP99(), unit: 'ms', goal: { atMost: 5 } },
    ],
  )
})

async function wholeRoad(url: string, manual: string | null): Promise<number> {
  const { db, pool } = openDatabase(url, 2)
  await migrate(db, progress)
  await prepareJobs(pool, openLog('silent'))
  const workspaceId = await makeWorkspace(db)
  if (manual) await insertManualVersion(db, { workspaceId, memberId: null, text: manual, note: null })
  const needs: IngestNeeds = {
    db,
    log: openLog('silent'),
    checkpoint: passBy,
    now: () => Temporal.Now.instant(),
    reader: openReader(),
    manuals: openManuals(db, openLog('silent')),
  }
  const take = (items: ReturnType<typeof busyDay>) => ingest(needs, { workspaceId, account: null, network: 'x', items, translate: readImported })
  const warm = busyDay(WARM_UP, 'w')
  for (let i = 0; i < warm.length; i += BATCH) await take(warm.slice(i, i + BATCH))
  const items = busyDay(MESSAGES, 'm')
  await sql`checkpoint`.execute(db)
  const started = performance.now()
  let next = 0
  const lane = async () => {
    while (next < MESSAGES) {
      const from = next
      next += BATCH
      if (from % 5_000 === 0) progress(`road in: ${from} of ${MESSAGES}`)
      await take(items.slice(from, from + BATCH))
    }
  }
  // Two lanes, as with two busy accounts: one reads words while the other's rows are written.
  await Promise.all([lane(), lane()])
  const seconds = (performance.now() - started) / 1000
  await db.destroy()
  return MESSAGES / seconds
}

async function makeWorkspace(db: Db): Promise<string> {
  const { id } = await db
    .insertInto('workspace')
    .values({ name: 'Aeroandes', time_zone: 'America/Bogota', locale: 'es' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.insertInto('brand').values({ workspace_id: id, name: 'Aeroandes' }).execute()
  await upsertAccount(db, { workspaceId: id, network: 'x', nativeId: '900', handle: 'aeroandes', name: 'Aeroandes', speaks: 'brand', state: 'connected' })
  return id
}

/** Reads back the rows that the road in made of these messages, and writes them to a second, empty database in batches. */
async function plainInserts(url: string): Promise<number> {
  const from = openDatabase(url, 2).db
  const into = openDatabase(await createDatabase(url, 'floor'), 2).db
  await migrate(into, () => {})
  for (const table of ['workspace', 'brand', 'account']) await copy(from, into, table, 'true')
  let milliseconds = 0
  for (let i = 0; i < WARM_UP + MESSAGES; i += BATCH) {
    const batch = await readBatch(from, i)
    const started = performance.now()
    await into.transaction().execute(async (transaction) => {
      for (const [table, rows] of batch)
        await sql`insert into ${sql.table(table)} select * from json_populate_recordset(null::${sql.table(table)}, ${rows}::json)`.execute(transaction)
    })
    if (i >= WARM_UP) milliseconds += performance.now() - started
    if (i % 5_000 === 0) progress(`plain insert: ${i} of ${MESSAGES}`)
  }
  await from.destroy()
  await into.destroy()
  return MESSAGES / (milliseconds / 1000)
}

async function createDatabase(url: string, name: string): Promise<string> {
  const { db } = openDatabase(url, 1)
  await sql`create database ${sql.id(name)}`.execute(db)
  await db.destroy()
  return Object.assign(new URL(url), { pathname: `/${name}` }).toString()
}

/** Milliseconds; each decision timed by itself. */
function decisionP99(): number {
  const decide = compileManual(readManual(manualOfRules(RULES)), '1')
  const cases = Array.from({ length: 20_000 }, (_, n) => factsOf({ text: `@aeroandes el equipaje ${n} no llegó y nadie contesta` }))
  const took = cases.map((facts) => {
    const began = performance.now()
    decide(facts)
    return performance.now() - began
  })
  return percentile(took, 0.99)
}

async function copy(from: Db, into: Db, table: string, where: string): Promise<void> {
  const { rows } = await sql<{ all: string }>`select coalesce(json_agg(t), '[]')::text as all from ${sql.table(table)} t where ${sql.raw(where)}`.execute(from)
  await sql`insert into ${sql.table(table)} select * from json_populate_recordset(null::${sql.table(table)}, ${rows[0]!.all}::json)`.execute(into)
}

/** The rows of `BATCH` messages, each table's share in proportion, oldest first. */
async function readBatch(from: Db, offset: number): Promise<[string, string][]> {
  const batch: [string, string][] = []
  for (const table of FILLED) {
    const [share, next] = [offset, offset + BATCH].map((at) => Math.min(1, (at === 0 ? 0 : at + (LEAD[table] ?? 0)) / (WARM_UP + MESSAGES)))
    const order = { ticket_thread: 'ticket_id, thread_id', receipt: 'message_id' }[table] ?? 'id'
    const { rows } = await sql<{ all: string }>`
      with n as (select count(*) as all from ${sql.table(table)})
      select coalesce(json_agg(t), '[]')::text as all from (
        select t.* from ${sql.table(table)} t order by ${sql.raw(order)}
        offset floor((select n.all from n) * ${share}::float8)::bigint limit floor((select n.all from n) * ${next}::float8)::bigint - floor((select n.all from n) * ${share}::float8)::bigint
      ) t`.execute(from)
    batch.push([table, rows[0]!.all])
  }
  return batch
}
