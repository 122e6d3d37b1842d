import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { mastodon } from '../../src/networks/mastodon/index.ts'
import type { Network, PublicReader } from '../../src/networks/network.ts'
import { x } from '../../src/networks/x/index.ts'
import { connectAccount } from '../../src/pipeline/connect-account.ts'
import { ingest } from '../../src/pipeline/ingest.ts'
import { openLines } from '../../src/pipeline/open-line.ts'
import { openLog } from '../../src/platform/log.ts'
import { openSeal } from '../../src/platform/seal.ts'
import { openSimulatedMastodon } from '../../src/rehearsal/mastodon/index.ts'
import { openSimulatedX } from '../../src/rehearsal/x/index.ts'
import { readLookAlike } from '../../src/storage/look-alikes.ts'
import { findLookAlikes } from '../../src/storage/look-alike-sightings.ts'
import { followLookAlikes } from '../../src/watch/follow-look-alikes.ts'
import { lookUpLookAlikes, LOOKS } from '../../src/watch/look-up-look-alikes.ts'
import { caughtUp } from '../support/caught-up.ts'
import { openTestDatabase } from '../support/database.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post, type TestWorkspace } from '../support/workspace.ts'

const { db } = await openTestDatabase()
const worlds = { x: await openSimulatedX({ rateScale: 1_000 }), mastodon: await openSimulatedMastodon() }
after(() => Promise.all(Object.values(worlds).map((world) => world.close())))
const [seal, log] = [await openSeal('ab'.repeat(32), ''), openLog('silent')]
const lines = openLines({ db, seal, log, allowedHosts: Object.values(worlds).flatMap(({ hosts }) => hosts) })
const road = await ingestNeeds(db)
let ahead = Temporal.Duration.from({ seconds: 1 })
const now = () => Temporal.Now.instant().add(ahead)
const pass = (more: Temporal.DurationLike) => void (ahead = ahead.add(more))
let workspace: TestWorkspace

/** Which accounts of others the networks were asked for; whom X no longer knows. */
const asked: string[] = []
const gone = new Set<string>()
/** By which handle an id is known there now. */
const renamed = new Map<string, string>()
function counted(network: Network): Network {
  const reader = network.publicReader as PublicReader
  const find: PublicReader['find'] = (line, handle) => {
    if (!/^aeroandes(_ayuda)?$/.test(handle)) asked.push(handle)
    return gone.has(handle) ? Promise.resolve(null) : reader.find(line, handle)
  }
  const findById: PublicReader['findById'] = async (line, id) => (renamed.has(id) ? reader.find(line, renamed.get(id)!) : null)
  return { ...network, publicReader: { ...reader, find, findById } }
}
const networks = new Map([counted(x), counted(mastodon)].map((network) => [network.name as string, network]))
const needs = { db, log, networks, openLine: lines.open, now }
const connect = (network: 'x' | 'mastodon', handle: string, fields: Record<string, string>) =>
  connectAccount({ db, seal, networks, lines, now }, { workspaceId: workspace.id, memberId: null, network, speaks: 'brand', fields })

beforeEach(async () => {
  // Those of the test before have had their turn.
  await db.updateTable('account').set({ removed_at: now() }).execute()
  workspace = await makeWorkspace(db)
  await sql`delete from look_alike_search`.execute(db)
  await sql`delete from look_alike`.execute(db)
  ahead = Temporal.Duration.from({ seconds: 1 })
  // Nothing is read through an account without credentials.
  await db.updateTable('account').set({ state: 'declared' }).where('workspace_id', '=', workspace.id).execute()
  asked.length = 0
  gone.clear()
  renamed.clear()
})

const found = () => db.selectFrom('look_alike').selectAll().where('workspace_id', '=', workspace.id).orderBy('id').execute()
let posts = 0
async function hear(...handles: string[]): Promise<void> {
  const said = handles.map((handle) => post(`p${posts++}`, handle, '@aeroandes hola', 0, { author: { id: `id-${handle}`, handle, name: 'AeroAndes' } }))
  await ingest(road, batchOfLines(workspace, said, workspace.accounts.x))
  await follow()
}

const follow = () => caughtUp(db, ['look-alikes'], () => followLookAlikes(road))

test('what a network shows of a look-alike is part of its evidence, and stays when it speaks again', async () => {
  await worlds.x.openPerson({ handle: 'aeroandes_1', name: 'AeroAndes Oficial', bio: 'Reembolsos de Aeroandes: wa.me/15550100' })
  await connect('x', 'aeroandes', await worlds.x.openAccount({ handle: 'aeroandes', name: 'Aeroandes' }))
  await hear('aeroandes_1')
  const [before] = await found()
  await lookUpLookAlikes(needs)
  const [shown] = await found()
  assert.deepEqual([shown?.name, shown?.bio], ['AeroAndes Oficial', 'Reembolsos de Aeroandes: wa.me/15550100'])
  const [known] = await findLookAlikes(db, workspace.id, [{ network: 'x', handleKey: 'aeroandes_1', identityId: null }])
  assert.equal(known?.createdOn, '2024-01-01')
  assert.ok(shown!.score > before!.score)
  assert.ok(shown!.evidence.some(({ code }) => code === 'bio-sends-away'))
  await hear('aeroandes_1')
  assert.ok((await found())[0]!.evidence.some(({ code }) => code === 'bio-sends-away'))
  await lookUpLookAlikes(needs)
  assert.deepEqual(asked, ['aeroandes_1'], 'not again before its time')
})

test('one that its network knows no more, twice in a row, is gone; it may come back', async () => {
  await worlds.x.openPerson({ handle: 'aeroandes_2', name: 'AeroAndes' })
  await connect('x', 'aeroandes', await worlds.x.openAccount({ handle: 'aeroandes', name: 'Aeroandes' }))
  await hear('aeroandes_2')
  const look = async (hours: number) => {
    pass({ hours })
    await lookUpLookAlikes(needs)
    return (await found())[0]!.gone_at !== null
  }
  assert.equal(await look(0), false)
  gone.add('aeroandes_2')
  assert.equal(await look(LOOKS.pricedHoursBetween), false, 'a server may have a bad hour')
  assert.equal(await look(LOOKS.hoursUntilSure), true)
  gone.clear()
  assert.equal(await look(LOOKS.settledDaysBetween * 24), false)
})

test('where reading is billed a day has its end; who was never found there is not called gone', async () => {
  await connect('x', 'aeroandes', await worlds.x.openAccount({ handle: 'aeroandes', name: 'Aeroandes' }))
  await hear(...Array.from({ length: LOOKS.pricedADay + 3 }, (_, n) => `aeroandes__${n}`))
  for (let run = 0; run < 4; run++) await lookUpLookAlikes(needs)
  assert.equal(asked.length, LOOKS.pricedADay)
  assert.ok((await found()).every(({ gone_at: goneAt }) => goneAt === null))
  pass({ hours: 25 })
  await lookUpLookAlikes(needs)
  assert.ok(asked.length > LOOKS.pricedADay)
})

test('accounts that bear our name are found before they speak, once; ours, and others, are not', async () => {
  await worlds.mastodon.openPerson({ handle: 'nubeair_ayuda@lejos.example', name: 'NubeAir Ayuda', bio: 'Atención al cliente de NubeAir' })
  await worlds.mastodon.openPerson({ handle: 'nubes', name: 'Nubes' })
  await connect('mastodon', 'nubeair', await worlds.mastodon.openAccount({ handle: 'nubeair', name: 'NubeAir' }))
  await lookUpLookAlikes(needs)
  const [one, ...others] = await found()
  assert.deepEqual([one?.handle, one?.bio, others], ['nubeair_ayuda@lejos.example', 'Atención al cliente de NubeAir', []])
  await db
    .updateTable('look_alike')
    .set({ deeds: ['asks-for-data'] })
    .execute()
  pass({ hours: LOOKS.searchHoursBetween })
  await lookUpLookAlikes(needs)
  assert.deepEqual(
    (await found()).map(({ deeds }) => deeds),
    [['asks-for-data']],
    'what it was seen doing stays',
  )
})

test('a network that fails holds up nothing: its accounts are asked for later, in the order of the day', async () => {
  await worlds.x.openPerson({ handle: 'aeroandes_3', name: 'AeroAndes' })
  await connect('x', 'aeroandes', await worlds.x.openAccount({ handle: 'aeroandes', name: 'Aeroandes' }))
  await hear('aeroandes_3')
  await worlds.x.fail('down')
  await lookUpLookAlikes(needs)
  await worlds.x.heal()
  await lookUpLookAlikes(needs)
  assert.equal((await found())[0]!.found_at, null)
  pass({ minutes: LOOKS.minutesAfterFailure })
  await lookUpLookAlikes(needs)
  assert.notEqual((await found())[0]!.found_at, null)
})

test('ours are compared by what they say of themselves too: bio, picture, since when', async () => {
  await worlds.x.openPerson({ handle: 'aeroandes_6', name: 'AeroAndes', bio: 'Cuenta oficial de Aeroandes. Lo ayudamos todos los días de 6 a 22' })
  const bio = 'Cuenta oficial de Aeroandes. Lo ayudamos todos los días de 6 a 22.'
  const id = await connect('x', 'aeroandes', await worlds.x.openAccount({ handle: 'aeroandes', name: 'Aeroandes', bio }))
  await hear('aeroandes_6')
  await lookUpLookAlikes(needs)
  const ours = await db.selectFrom('account').select(['bio', 'avatar_url', 'created_on']).where('id', '=', id).executeTakeFirstOrThrow()
  assert.deepEqual([ours.bio, ours.avatar_url !== null, ours.created_on !== null], [bio, true, true])
  pass({ hours: LOOKS.pricedHoursBetween })
  await lookUpLookAlikes(needs)
  assert.ok((await found())[0]!.evidence.some(({ code }) => code === 'bio-same'))
})

test('a handle of ours that somebody else has by now teaches nothing of us', async () => {
  const id = await connect('x', 'aeroandes', await worlds.x.openAccount({ handle: 'aeroandes', name: 'Aeroandes', bio: 'Somos nosotros' }))
  await db.updateTable('account').set({ native_id: '999' }).where('id', '=', id).execute()
  await lookUpLookAlikes(needs)
  assert.equal((await db.selectFrom('account').select('bio').where('id', '=', id).executeTakeFirstOrThrow()).bio, null)
})

test('one that takes another handle is not gone: it stands there by its new name, to be judged anew', async () => {
  for (const handle of ['aeroandes_7', 'aeroandes_help']) await worlds.x.openPerson({ handle, name: 'AeroAndes' })
  await connect('x', 'aeroandes', await worlds.x.openAccount({ handle: 'aeroandes', name: 'Aeroandes' }))
  await hear('aeroandes_7')
  await lookUpLookAlikes(needs)
  await db.updateTable('look_alike').set({ verdict: 'unrelated', verdict_handle: 'aeroandes_7', verdict_name: 'AeroAndes' }).execute()
  gone.add('aeroandes_7')
  renamed.set('id-aeroandes_7', 'aeroandes_help')
  pass({ hours: LOOKS.settledDaysBetween * 24 })
  await lookUpLookAlikes(needs)
  const [one] = await found()
  assert.deepEqual([one?.handle, one?.handle_key, one?.gone_at, one?.misses], ['aeroandes_help', 'aeroandes_help', null, 0])
  assert.equal((await readLookAlike(db, workspace.id, one!.id)).renamed, true)
})
