import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import type { Json } from '../../src/domain/network-name.ts'
import { presentEvents } from '../../src/http/present-live.ts'
import { declareAccount } from '../../src/pipeline/declare-account.ts'
import { ingest } from '../../src/pipeline/ingest.ts'
import { recordCall, type Call } from '../../src/pipeline/record-call.ts'
import { recountAnswers } from '../../src/storage/deliveries.ts'
import { latestPlace, readEvents } from '../../src/storage/events.ts'
import { nothingHeld } from '../support/caught-up.ts'
import { openTestDatabase } from '../support/database.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post, type TestWorkspace } from '../support/workspace.ts'

const { db } = await openTestDatabase()
const needs = await ingestNeeds(db)
let workspace: TestWorkspace
let memberId: string

beforeEach(async () => {
  workspace = await makeWorkspace(db)
  ;({ id: memberId } = await db
    .insertInto('member')
    .values({ workspace_id: workspace.id, user_id: 'u1', name: 'Ana', email: 'ana@aeroandes.test', locale: 'es', role: 'agent' })
    .returning('id')
    .executeTakeFirstOrThrow())
})

const take = (...items: Json[]) => ingest(needs, batchOfLines(workspace, items, workspace.accounts.x))
const tickets = () => db.selectFrom('ticket').selectAll().where('workspace_id', '=', workspace.id).orderBy('number').execute()
const byUs = (id: string, minute: number, replyTo: string) =>
  post(id, 'aeroandes', 'ya lo vemos', minute, { author: { id: '900', handle: 'aeroandes', name: 'Aeroandes' }, replyTo, addressed: [] })

test('what an account says that is only declared is ours: it answers, and opens no ticket', async () => {
  await declareAccount({ db }, { workspaceId: workspace.id, memberId: null, network: 'x', handle: '@PrensaAndes', name: 'Prensa', speaks: 'brand' })
  await take(post('1', 'prensaandes', 'Las cuentas oficiales son @aeroandes y esta', 0))
  assert.deepEqual(await tickets(), [])
  await take(
    post('2', 'caro', '@aeroandes ¿hay alguien?', 1),
    post('3', 'PrensaAndes', '@caro sí', 2, { replyTo: '2', addressed: [] }),
    post('4', 'prensaandes_', '@aeroandes yo no', 3),
  )
  assert.deepEqual(
    (await tickets()).map(({ person_handle, state }) => [person_handle, state]),
    [
      ['caro', 'waiting'],
      ['prensaandes_', 'open'],
    ],
  )
})

test('a word of the same second as our answer is still to be answered, where the network tells whole seconds', async () => {
  await take(post('1', 'caro', '@aeroandes ¿hay alguien?', 0))
  await take(byUs('2', 5.01, '1'))
  assert.equal((await tickets())[0]?.state, 'waiting')
  const inTheSameSecond = { at: '2026-11-20T14:05:01Z', replyTo: '2' }
  await take(post('3', 'caro', '@aeroandes gracias, pero no', 5, inTheSameSecond))
  assert.deepEqual(
    (await tickets()).map(({ state, unanswered }) => [state, unanswered]),
    [['open', 1]],
  )
  await take(post('4', 'caro', '@aeroandes dije antes', 4.9, { replyTo: '2' }))
  assert.equal((await tickets())[0]?.unanswered, 1, 'what was said before the answer is answered')
})

test('counted anew, a call answers where both spoke, whoever rang, and is never a word to answer', async () => {
  await take(post('1', 'caro', '@aeroandes ¿hay alguien?', 0))
  const [{ id: ticketId } = { id: '' }] = await tickets()
  const counted = async (outcome: Call['outcome'], direction: Call['direction'], minute: number) => {
    const at = Temporal.Instant.from('2026-11-20T14:00:00Z').add({ minutes: minute })
    const call = { workspaceId: workspace.id, ticketId, memberId, at, minutes: 2, direction, number: null, outcome, text: '' }
    await recordCall({ db, now: () => at }, call)
    await recountAnswers(db, ticketId)
    const [ticket] = await tickets()
    return [ticket?.state, ticket?.unanswered]
  }
  assert.deepEqual(await counted('no-answer', 'out', 1), ['open', 1])
  assert.deepEqual(await counted('voicemail', 'in', 2), ['open', 1])
  assert.deepEqual(await counted('spoke', 'in', 3), ['waiting', 0])
})

test('an edited and a deleted message are told to browsers as they are now', async () => {
  await take(post('1', 'caro', '@aeroandes hola', 0))
  await nothingHeld(db)
  const before = await latestPlace(db)
  const again = { editedAt: '2026-11-20T14:09:00Z', versions: [{ at: '2026-11-20T14:00:00Z', text: '@aeroandes hola' }] }
  await take(post('1', 'caro', '@aeroandes buenas', 0, again))
  await take(post('1', 'caro', '@aeroandes buenas', 0, { ...again, deletedAt: '2026-11-20T14:10:00Z' }))
  await nothingHeld(db)
  const told = await presentEvents(db, workspace.id, await readEvents(db, before, 10, workspace.id))
  const items = told.flatMap((event) => (event?.kind === 'ticket' ? event.items : []))
  const shown = items.flatMap((item) => (item.kind === 'message' ? [[item.text, item.deletedAt !== null]] : []))
  assert.deepEqual(shown.at(-1), ['@aeroandes buenas', true])
  assert.deepEqual(
    items.flatMap((item) => (item.kind === 'event' ? [item.event] : [])),
    ['edited', 'deleted'],
  )
})
