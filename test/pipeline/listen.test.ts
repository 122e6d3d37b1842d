import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { after, test } from 'node:test'
import { startListening } from '../../src/jobs/listening.ts'
import { NETWORKS } from '../../src/networks/all.ts'
import { connectAccount } from '../../src/pipeline/connect-account.ts'
import { listenToAccount } from '../../src/pipeline/listen.ts'
import { openLines } from '../../src/pipeline/open-line.ts'
import { openLog } from '../../src/platform/log.ts'
import { openSeal } from '../../src/platform/seal.ts'
import { openHub } from '../../src/realtime/hub.ts'
import { openSimulatedX } from '../../src/rehearsal/x/index.ts'
import { openTestDatabase } from '../support/database.ts'
import { ingestNeeds } from '../support/workspace.ts'

const database = await openTestDatabase()
const { db, url } = database
const log = openLog('silent')
const seal = await openSeal('5'.repeat(64), '')
const networks = new Map(NETWORKS.map((network) => [network.name as string, network]))
const lines = openLines({ db, seal, log, allowedHosts: [] })
const needs = { ...(await ingestNeeds(db)), log, seal, networks, lines, openLine: lines.open, now: () => Temporal.Now.instant() }

const hub = await openHub(db, url, log)
database.onClose(() => hub.stop())
const x = await openSimulatedX({ rateScale: 1_000 })
lines.rehearsalHosts.push(...x.hosts)
after(() => x.close())

const { workspaceId, accountId } = await connected()
const told = new EventEmitter()
hub.subscribe(workspaceId, (events) => events.forEach((event) => told.emit(event.kind)))

async function connected() {
  const home = await db
    .insertInto('workspace')
    .values({ name: 'Aeroandes', time_zone: 'America/Bogota', locale: 'es' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const twin = await db
    .insertInto('workspace')
    .values({ name: 'Aeroandes', time_zone: 'America/Bogota', locale: 'es', rehearsal_of: home.id })
    .returning('id')
    .executeTakeFirstOrThrow()
  await x.openPerson({ handle: 'caro', name: 'Carolina M.' })
  return { workspaceId: twin.id, accountId: await connect(twin.id) }
}

async function connect(to: string): Promise<string> {
  const fields = await x.openAccount({ handle: 'aeroandes', name: 'Aeroandes' })
  return connectAccount(needs, { workspaceId: to, memberId: null, network: 'x', brand: 'Aeroandes', speaks: 'brand', fields, settings: { pollSeconds: 0.2 } })
}

const account = () => db.selectFrom('account').selectAll().where('id', '=', accountId).executeTakeFirstOrThrow()
const texts = async () =>
  (await db.selectFrom('message').select('text').where('workspace_id', '=', workspaceId).orderBy('at').orderBy('id').execute()).map((message) => message.text)
const say = (text: string) => x.say({ who: 'caro', visibility: 'public', text: `@aeroandes ${text}`, to: ['aeroandes'] })

async function until(holds: () => Promise<boolean>, kind: string): Promise<void> {
  for (;;) {
    const next = once(told, kind, { signal: AbortSignal.timeout(60_000) })
    if (await holds()) {
      next.catch(() => {})
      return
    }
    await next
  }
}

async function listening<T>(during: () => Promise<T>): Promise<T> {
  const stop = new AbortController()
  const done = listenToAccount(needs, accountId, stop.signal)
  try {
    return await during()
  } finally {
    stop.abort()
    await done
  }
}

test('while the network is away the account says so, and afterwards nothing that was said is missing', { timeout: 120_000 }, async () => {
  await listening(async () => {
    await say('antes')
    await until(async () => (await texts()).length === 1, 'messages')
    await x.fail('down')
    await until(async () => (await account()).state === 'failing', 'account')
    assert.equal((await account()).failure_code, 'network-down')
    assert.ok((await account()).retry_at)
    for (let n = 0; n < 120; n++) await say(`durante el corte ${n}`)
    await x.heal()
    await until(async () => (await texts()).length === 121, 'messages')
  })
  assert.deepEqual(
    (await texts()).slice(1),
    Array.from({ length: 120 }, (_, n) => `@aeroandes durante el corte ${n}`),
    'in the network’s order',
  )
  const { state, failure_code, retry_at } = await account()
  assert.deepEqual([state, failure_code, retry_at], ['connected', null, null])
})

test('what the network no longer gives is a gap that the account shows, and the rest is in', { timeout: 120_000 }, async () => {
  const before = (await texts()).length
  // X gives back the last 800 mentions only.
  for (let n = 0; n < 900; n++) await say(`tras una larga ausencia ${n}`)
  await listening(() => until(async () => (await texts()).length === before + 800, 'messages'))
  assert.equal((await texts()).at(-1), '@aeroandes tras una larga ausencia 899')
  assert.ok((await account()).gap_since, 'the gap is on the account')
})

test('a person has to act: the line is not tried again and again', { timeout: 60_000 }, async () => {
  await x.fail('access-revoked')
  await listenToAccount(needs, accountId, AbortSignal.timeout(50_000))
  const { state, failure_code, retry_at } = await account()
  assert.deepEqual([state, failure_code, retry_at], ['reconnect', 'access-revoked', null])
})

test('credentials that come in while a line is heard are heard by: it begins anew with them', { timeout: 60_000 }, async () => {
  await x.heal()
  await connect(workspaceId)
  const opened = new EventEmitter()
  const openLine: typeof needs.openLine = (line, signal) => {
    opened.emit('line', line.credentials)
    return needs.openLine(line, signal)
  }
  const [listeners, [first]] = await Promise.all([startListening({ ...needs, openLine }, url), once(opened, 'line')])
  try {
    const anew = once(opened, 'line')
    await connect(workspaceId)
    const [second] = await anew
    assert.notDeepEqual(second, first)
    assert.deepEqual(second, (await account()).credentials)
  } finally {
    await listeners.stop()
  }
})
