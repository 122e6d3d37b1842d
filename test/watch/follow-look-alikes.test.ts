import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import type { Json } from '../../src/domain/network-name.ts'
import { ingest } from '../../src/pipeline/ingest.ts'
import { readLookAlike } from '../../src/storage/look-alikes.ts'
import { insertMember } from '../../src/storage/members.ts'
import { followLookAlikes } from '../../src/watch/follow-look-alikes.ts'
import { declareAccount } from '../../src/pipeline/declare-account.ts'
import { caughtUp } from '../support/caught-up.ts'
import { openTestDatabase } from '../support/database.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post, type TestWorkspace } from '../support/workspace.ts'

const { db } = await openTestDatabase()
const needs = await ingestNeeds(db)
let workspace: TestWorkspace

beforeEach(async () => {
  workspace = await makeWorkspace(db)
})

async function take(...items: Json[]): Promise<void> {
  await ingest(needs, batchOfLines(workspace, items, workspace.accounts.x))
  await caughtUp(db, ['look-alikes'], () => followLookAlikes(needs))
}
const member = () =>
  insertMember(db, { homeId: workspace.id, userId: `olga-${workspace.id}`, name: 'Olga', email: 'olga@aeroandes.example', locale: 'es', role: 'agent' })
const found = () => db.selectFrom('look_alike').selectAll().where('workspace_id', '=', workspace.id).orderBy('id').execute()
const seenOn = () =>
  db
    .selectFrom('look_alike_sighting as s')
    .innerJoin('look_alike as l', 'l.id', 's.look_alike_id')
    .innerJoin('ticket as t', 't.id', 's.ticket_id')
    .select(['l.handle', 's.how', 't.person_handle'])
    .where('l.workspace_id', '=', workspace.id)
    .orderBy('s.message_id')
    .execute()

test('one that a customer names as if it were ours is found from her post alone, on her ticket', async () => {
  await take(post('1', 'caro', '@aeroandes ¿o le escribo a @aeroandes_reclamos?', 0))
  const [one] = await found()
  assert.deepEqual([one?.handle, one?.account_id, one?.identity_id, one?.deeds], ['aeroandes_reclamos', workspace.accounts.x, null, ['named-as-ours']])
  assert.deepEqual(await seenOn(), [{ handle: 'aeroandes_reclamos', how: 'named', person_handle: 'caro' }])
})

test('one that answers a customer in our name is found with what it does, and its word stands against her ticket', async () => {
  await take(post('1', 'caro', '@aeroandes mi maleta no llegó', 0))
  await take(post('2', 'aeroandes_', '@caro en nombre de la empresa: mándenos su documento a wa.me/15550100', 1, { replyTo: '1' }))
  const [one] = await found()
  assert.deepEqual(one?.deeds.toSorted(), ['answers-complainants', 'asks-for-data', 'sends-away', 'speaks-in-our-name'])
  assert.deepEqual(await seenOn(), [{ handle: 'aeroandes_', how: 'spoke', person_handle: 'caro' }])
  const told = await db.selectFrom('event').select(['kind', 'facts']).where('workspace_id', '=', workspace.id).where('kind', '=', 'look-alike').execute()
  assert.deepEqual(
    told.map(({ facts }) => facts.handle),
    ['aeroandes_'],
  )
})

test('the same events twice find the same, and strangers, customers and our own are nobody', async () => {
  const posts = [
    post('1', 'caro', '@aeroandes hola, y @aeroandes_ayuda, y @mlopez', 0),
    post('2', 'pedro', '@aeroandes igual', 1),
    post('3', 'aer0andes', '@caro hola', 2, { replyTo: '1' }),
  ]
  await take(...posts)
  const before = [await found(), await seenOn()]
  await db.updateTable('follower').set({ place: '0-0' }).where('name', '=', 'look-alikes').execute()
  await take(...posts)
  assert.deepEqual([await found(), await seenOn()], before)
  assert.deepEqual(
    before[0]!.map((one) => 'handle' in one && one.handle),
    ['aer0andes'],
  )
})

test('our own, named as Mastodon shows a name, without its server, is ours; on another server it is not', async () => {
  await declareAccount(
    { db },
    { workspaceId: workspace.id, memberId: null, network: 'mastodon', handle: 'aeroandes@plaza.test', name: 'Aeroandes', speaks: 'brand' },
  )
  await take(
    post('1', 'caro@plaza.test', '@aeroandes mi maleta no llegó', 0, { network: 'mastodon' }),
    post('2', 'pepe@plaza.test', '@AeroAndes igual, y @aeroandes@otra.test no contesta', 1, { network: 'mastodon' }),
  )
  assert.deepEqual(
    (await found()).map(({ handle }) => handle),
    ['aeroandes@otra.test'],
  )
})

test('on Bluesky a name without a dot is nobody’s handle', async () => {
  await take(post('1', 'caro.test', '@aeroandes_ayuda no, ¿o @aeroandes-ayuda.test?', 0, { network: 'bluesky' }))
  assert.deepEqual(
    (await found()).map(({ handle }) => handle),
    ['aeroandes-ayuda.test'],
  )
})

test('one that calls itself otherwise is still the one it was, with what was decided', async () => {
  await take(post('1', 'aeroandes_', '@aeroandes hola', 0))
  const [one] = await found()
  await db.updateTable('look_alike').set({ verdict: 'unrelated', verdict_handle: 'aeroandes_', verdict_name: 'aeroandes_' }).where('id', '=', one!.id).execute()
  await take(post('2', 'aeroandes_help', '@aeroandes acá', 1, { author: { id: 'id-aeroandes_', handle: 'aeroandes_help', name: 'AeroAndes' } }))
  const [after, ...others] = await found()
  assert.deepEqual([after?.id, after?.handle, after?.verdict, others.length], [one!.id, 'aeroandes_help', 'unrelated', 0])
})

test('one that speaks again is not gone, whoever said so; one that is only named stays gone', async () => {
  await take(post('1', 'aeroandes_', '@aeroandes hola', 0))
  const isGone = async () => (await found())[0]!.gone_at !== null
  const [one] = await found()
  const { last_seen_at: seen } = one!
  await db
    .updateTable('look_alike')
    .set({ gone_at: seen.add({ minutes: 1 }), gone_by: await member() })
    .where('id', '=', one!.id)
    .execute()
  await take(post('2', 'caro', '@aeroandes ¿y @aeroandes_?', 5))
  assert.equal(await isGone(), true)
  await take(post('3', 'aeroandes_', '@aeroandes acá sigo', 6))
  assert.equal(await isGone(), false)
})

test('of many customers those stand first whom nobody has warned, the latest first', async () => {
  const people = Array.from({ length: 25 }, (_, n) => post(`c${n}`, `caro${n}`, '@aeroandes mi maleta no llegó', n))
  await take(...people, ...people.map((_, n) => post(`f${n}`, 'aeroandes_', `@caro${n} pásenos su tarjeta`, 30 + n, { replyTo: `c${n}` })))
  const [one] = await found()
  const shown = async () => (await readLookAlike(db, workspace.id, one!.id)).seenOn.map(({ personHandle }) => personHandle)
  const first = await shown()
  assert.deepEqual([first.length, first[0], first.at(-1)], [20, 'caro24', 'caro5'])
  const memberId = await member()
  const warned = (await readLookAlike(db, workspace.id, one!.id)).seenOn.map(({ ticketId }) => ({
    look_alike_id: one!.id,
    ticket_id: ticketId,
    member_id: memberId,
    at: Temporal.Now.instant(),
  }))
  await db.insertInto('look_alike_warning').values(warned).execute()
  assert.deepEqual((await shown()).slice(-5), ['caro4', 'caro3', 'caro2', 'caro1', 'caro0'])
})
