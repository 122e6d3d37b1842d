import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { removeMessage } from '../../src/pipeline/remove-message.ts'
import { queueReply, type Reply } from '../../src/pipeline/queue-reply.ts'
import { reconnectAccount } from '../../src/pipeline/connect-account.ts'
import { deliverReply } from '../../src/pipeline/deliver-reply.ts'
import { retryReply } from '../../src/pipeline/retry-reply.ts'
import { undoReply } from '../../src/pipeline/undo-reply.ts'
import { openSimulatedX } from '../../src/rehearsal/x/index.ts'
import { openClockedRoad } from '../support/road-clock.ts'
import { openDesk } from '../support/road-desk.ts'

const world = await openSimulatedX({ rateScale: 1000 })
const road = await openClockedRoad(world.hosts)
const accountId = await road.connect(world)
const { us, ask, states, ticket, ours } = openDesk(road, world, accountId)
after(() => world.close())

async function reconnect(): Promise<void> {
  await world.heal()
  await reconnectAccount(road.context, { ...us, accountId, fields: await world.openAccount({ handle: 'aeroandes', name: 'Aeroandes' }) })
}

describe('taking back', { concurrency: false }, () => {
  test('within its seconds a reply is undone, and what was asked is unanswered again', async () => {
    const to = await ask()
    const [id] = await queueReply({ ...road.context, undoSeconds: 5 }, full({ ...to, parts: ['mejor no'] }))
    assert.equal((await ticket(to.ticketId)).unanswered, 0)
    await road.pass({ seconds: 4 })
    await undoReply(road.context, { ...us, messageId: id! })
    await undoReply(road.context, { ...us, messageId: id! })
    await road.pass({ minutes: 1 })
    assert.deepEqual(await states([id!]), ['undone'])
    assert.deepEqual(await ours('mejor no'), [])
    assert.deepEqual(await ticket(to.ticketId), { unanswered: 1, state: 'open', sending: null })
  })

  test('once it is out it is too late', async () => {
    const [id] = await queueReply({ ...road.context, undoSeconds: 5 }, full({ ...(await ask()), parts: ['ya salió'] }))
    await road.pass({ seconds: 6 })
    await assert.rejects(undoReply(road.context, { ...us, messageId: id! }), { code: 'too-late' })
    assert.deepEqual(await states([id!]), ['sent'])
  })

  test('what waits, or was refused, can be taken back at any time, and never leaves', async () => {
    const [waiting] = await road.queue({ ...(await ask()), parts: ['espera en vano'] })
    const [refused] = await road.queue({ ...(await ask()), parts: ['x'.repeat(400)] })
    await world.fail('down')
    await road.pass({ seconds: 1 })
    assert.deepEqual(await states([waiting!, refused!]), ['try-later network-down', 'try-later network-down'])
    await world.heal()
    await undoReply(road.context, { ...us, messageId: waiting! })
    await road.pass({ minutes: 20 })
    assert.deepEqual(await states([waiting!, refused!]), ['undone', 'refused too-long'])
    await undoReply(road.context, { ...us, messageId: refused! })
    await assert.rejects(retryReply(road.context, { ...us, messageId: refused! }), { code: 'not-waiting' })
    assert.deepEqual(await ours('espera en vano'), [])
  })

  test('a reply that is out is taken back from the network; one that is not, is not', async () => {
    const [id] = await road.queue({ ...(await ask()), parts: ['perdón, era otro vuelo'] })
    await assert.rejects(removeMessage(road.context, { ...us, messageId: id! }), { code: 'not-ours' })
    await road.pass({ seconds: 1 })
    await removeMessage(road.context, { ...us, messageId: id! })
    await removeMessage(road.context, { ...us, messageId: id! })
    assert.deepEqual(await ours('era otro vuelo'), [])
  })
})

describe('once', { concurrency: false }, () => {
  test('the same draft, again and at the same time, is one reply', async () => {
    const reply = full({ ...(await ask()), parts: ['una sola vez (1/2)', 'una sola vez (2/2)'] })
    const queued = await Promise.all(Array.from({ length: 6 }, () => queueReply(road.context, reply)))
    assert.equal(new Set(queued.map(String)).size, 1)
    await road.pass({ seconds: 1 })
    assert.deepEqual(await queueReply(road.context, reply), queued[0])
    await road.pass({ seconds: 1 })
    assert.equal((await ours('una sola vez')).length, 2)
  })

  test('two workers with the same message send it once', async () => {
    const [id] = await road.queue({ ...(await ask()), parts: ['dos manos, un mensaje'] })
    await Promise.all(Array.from({ length: 5 }, () => deliverReply(road.context, id!)))
    await road.pass({ minutes: 5 })
    assert.deepEqual(await states([id!]), ['sent'])
    assert.equal((await ours('dos manos')).length, 1)
  })

  test('an account connected anew twice at the same time lets go of each waiting reply once', async () => {
    const ids: string[] = []
    for (let n = 0; n < 8; n++) ids.push(...(await road.queue({ ...(await ask()), parts: [`retenida ${n}`] })))
    await world.fail('access-revoked')
    await road.pass({ minutes: 1 })
    assert.deepEqual(new Set(await states(ids)), new Set(['reconnect access-revoked']))
    const account = await road.db.selectFrom('account').select(['state', 'failure_code']).where('id', '=', accountId).executeTakeFirstOrThrow()
    assert.deepEqual(account, { state: 'reconnect', failure_code: 'access-revoked' })
    await Promise.all([reconnect(), reconnect()])
    await road.pass({ minutes: 1 })
    assert.deepEqual(new Set(await states(ids)), new Set(['sent']))
    assert.equal((await ours('retenida')).length, 8)
  })
})

describe('a numbered thread', { concurrency: false }, () => {
  const PARTS = (what: string) => [1, 2, 3, 4].map((n) => `${what} (${n}/4)`)

  test('goes out part after part, each under the one before, and ends what it was to end', async () => {
    const to = await ask()
    const ids = await road.queue({ ...to, parts: PARTS('hilo entero'), resolve: true })
    await road.pass({ seconds: 1 })
    assert.deepEqual(await states(ids), ['sent', 'sent', 'sent', 'sent'])
    const said = await ours('hilo entero')
    assert.deepEqual(
      said.map(({ text }) => text),
      PARTS('hilo entero'),
    )
    assert.deepEqual(
      said.slice(1).map(({ replyTo }) => replyTo),
      said.slice(0, -1).map(({ nativeId }) => nativeId),
    )
    assert.equal((await ticket(to.ticketId)).state, 'resolved')
  })

  test('waits where the account is lost, and goes on where it stood', async () => {
    const ids = await road.queue({ ...(await ask()), parts: PARTS('hilo cortado') })
    const unsubscribe = world.onReply((said) => void (said.text.includes('(2/4)') && world.fail('access-revoked')))
    await road.pass({ minutes: 1 })
    unsubscribe()
    assert.deepEqual(await states(ids), ['sent', 'sent', 'reconnect access-revoked', 'queued'])
    await reconnect()
    await road.pass({ minutes: 1 })
    assert.deepEqual(await states(ids), ['sent', 'sent', 'sent', 'sent'])
    assert.deepEqual(
      (await ours('hilo cortado')).map(({ text }) => text),
      PARTS('hilo cortado'),
    )
  })

  test('a refused part refuses what should follow it, and both are tried again or taken back together', async () => {
    const to = await ask()
    const parts = PARTS('hilo roto').with(2, 'z'.repeat(500))
    const ids = await road.queue({ ...to, parts, resolve: true })
    await road.pass({ minutes: 1 })
    const broken = ['sent', 'sent', 'refused too-long', 'refused part-before']
    assert.deepEqual(await states(ids), broken)
    assert.deepEqual(await ticket(to.ticketId), { state: 'waiting', unanswered: 0, sending: 'refused' })
    await retryReply(road.context, { ...us, messageId: ids[3]! })
    await road.pass({ minutes: 1 })
    assert.deepEqual(await states(ids), broken)
    await undoReply(road.context, { ...us, messageId: ids[3]! })
    assert.deepEqual(await states(ids), ['sent', 'sent', 'undone', 'undone'])
    assert.equal((await ticket(to.ticketId)).sending, null)
  })

  test('does not resolve where the customer wrote meanwhile', async () => {
    const lastToAsk = 'mariana'
    const to = await ask({ who: lastToAsk })
    const ids = await road.queue({ ...to, parts: ['listo', '¿algo más?'], resolve: true })
    await ask({ who: lastToAsk, text: 'sí, una cosa más' })
    await road.pass({ seconds: 1 })
    assert.deepEqual(await states(ids), ['sent', 'sent'])
    assert.deepEqual(await ticket(to.ticketId), { state: 'open', unanswered: 1, sending: null })
  })
})

function full(reply: Partial<Reply> & Pick<Reply, 'ticketId' | 'accountId' | 'parts'>): Reply {
  return { ...us, draft: crypto.randomUUID(), visibility: 'public', threadId: null, answers: null, media: [], resolve: false, ...reply }
}
