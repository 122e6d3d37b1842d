import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { Client, type Pool } from 'pg'
import { prepareJobs } from '../../src/jobs/worker.ts'
import { openLog } from '../../src/platform/log.ts'
import { openDatabase, type Db } from '../../src/storage/database.ts'
import { startEmbedded } from '../../src/storage/embedded.ts'
import { migrate } from '../../src/storage/migrate.ts'

export interface TestDatabase {
  url: string
  db: Db
  pool: Pool
  /** What must end before the database does; the last to come goes first. */
  onClose(work: () => void | Promise<unknown>): void
}

/**
 * An empty, migrated database of this test file's own, in one real PostgreSQL that all running test files share: the first to come
 * starts it, the last to leave stops it, and its data folder stays for the next run. Dropped after the file's tests.
 */
export async function openTestDatabase(connections = 8): Promise<TestDatabase> {
  const server = await enter()
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await alone(() => server.query(`create database ${name} template ${TEMPLATE}`))
  const url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).toString()
  const { db, pool } = openDatabase(url, connections)
  const works: (() => void | Promise<unknown>)[] = []
  after(async () => {
    for (const work of works.toReversed()) await work()
    await db.destroy()
    await server.query(`drop database ${name} with (force)`)
    await leave()
  })
  return { url, db, pool, onClose: (work) => void works.push(work) }
}

const HOME = join(
  tmpdir(),
  `plaza-test-${createHash('sha256')
    .update(import.meta.dirname)
    .digest('hex')
    .slice(0, 12)}`,
)
const LOCK = `${HOME}.lock`
const TEMPLATE = `template_jobs_${checksumOfMigrations()}`
const GUEST = 'plaza-test-guest'

let guest: Client | null = null
let guests = 0
let serverUrl = ''
let stopServer = async (): Promise<void> => {}

/** Starts or finds the server, and stays in it as a guest: a connection that others can count. */
async function enter(): Promise<Client> {
  guests += 1
  if (guest) return guest
  return alone(async () => {
    if (guest) return guest
    const server = await startEmbedded(HOME, () => {})
    serverUrl = server.url
    stopServer = server.stop
    const client = new Client({ connectionString: server.url, application_name: GUEST })
    client.on('error', () => {})
    await client.connect()
    await sweep(client)
    await prepareTemplate(client)
    guest = client
    return client
  })
}

/** The last guest of all processes turns off the light. */
async function leave(): Promise<void> {
  guests -= 1
  if (guests > 0 || !guest) return
  const client = guest
  guest = null
  await alone(async () => {
    const others = await countOthers(client)
    await client.end()
    if (others === 0) await stopServer()
  })
}

/** Drops what killed test files and older migrations left, where nobody else is in. */
async function sweep(client: Client): Promise<void> {
  if ((await countOthers(client)) > 0) return
  const { rows } = await client.query<{ name: string }>(
    String.raw`select datname as name from pg_database where datname ~ '^(test|template)_' and datname <> '${TEMPLATE}'`,
  )
  for (const { name } of rows) await client.query(`drop database ${name} with (force)`)
}

async function countOthers(client: Client): Promise<number> {
  const { rows } = await client.query<{ others: number }>(
    'select count(*)::int as others from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()',
    [GUEST],
  )
  return rows[0]?.others ?? 0
}

/** Migrated once for each state of the migrations. What a test writes need not survive a power cut. */
async function prepareTemplate(client: Client): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [TEMPLATE])
  if (rowCount === 1) return
  await client.query('alter system set fsync = off')
  await client.query('alter system set synchronous_commit = off')
  await client.query('select pg_reload_conf()')
  const unfinished = `${TEMPLATE}_unfinished`
  await client.query(`drop database if exists ${unfinished} with (force)`)
  await client.query(`create database ${unfinished}`)
  const { db, pool } = openDatabase(Object.assign(new URL(serverUrl), { pathname: `/${unfinished}` }).toString(), 2)
  await migrate(db, () => {})
  await prepareJobs(pool, openLog('silent'))
  await sql`analyze`.execute(db)
  await db.destroy()
  await client.query(`alter database ${unfinished} rename to ${TEMPLATE}`)
}

/** One process at a time, over all that share the server. The holder's number tells whether it still lives. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  // Another process can't be awaited; it holds the lock for a few seconds at most.
  while (!takeLock()) await wait(40)
  try {
    return await work()
  } finally {
    rmSync(LOCK, { recursive: true, force: true })
  }
}

function takeLock(): boolean {
  try {
    mkdirSync(LOCK)
    writeFileSync(join(LOCK, 'holder'), String(process.pid))
    return true
  } catch {
    breakStaleLock()
    return false
  }
}

function breakStaleLock(): void {
  try {
    process.kill(Number(readFileSync(join(LOCK, 'holder'), 'utf8')), 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') rmSync(LOCK, { recursive: true, force: true })
  }
}

function checksumOfMigrations(): string {
  const folder = new URL('../../migrations/', import.meta.url)
  const hash = createHash('sha256')
  for (const name of readdirSync(folder).sort()) hash.update(readFileSync(new URL(name, folder)))
  return hash.digest('hex').slice(0, 12)
}
