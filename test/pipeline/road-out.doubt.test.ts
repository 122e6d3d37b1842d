import assert from 'node:assert/strict'
import { after, beforeEach, describe, test } from 'node:test'
import type { Network } from '../../src/networks/network.ts'
import { x } from '../../src/networks/x/index.ts'
import { deliverReply, SETTLE_SECONDS } from '../../src/pipeline/deliver-reply.ts'
import { settleReply } from '../../src/pipeline/settle-reply.ts'
import { openSimulatedX } from '../../src/rehearsal/x/index.ts'
import { openClockedRoad } from '../support/road-clock.ts'
import { openDesk } from '../support/road-desk.ts'

/** What befalls the next send, as nothing in the network's own behaviour can: a crash, a fault of ours, a network that can't tell. */
const mishap: { before?: () => Promise<void>; after?: () => Promise<void>; trace?: 'unknown' } = {}
const unlucky: Network = {
  ...x,
  async send(line, out) {
    await mishap.before?.()
    const outcome = await x.send(line, out)
    await mishap.after?.()
    return outcome
  },
  findSent: async (line, out) => (mishap.trace ? { kind: 'unknown' } : x.findSent(line, out)),
}

const world = await openSimulatedX({ rateScale: 1000 })
const road = await openClockedRoad(world.hosts, { networks: [unlucky] })
const accountId = await road.connect(world)
const { us, ask, states, ticket, ours } = openDesk(road, world, accountId)
after(() => world.close())
beforeEach(road.backToNow)

const ownMessages = (text: string) =>
  road.db.selectFrom('message').select(['origin', 'native_id']).where('direction', '=', 'out').where('text', 'like', `%${text}%`).execute()

/** Hears until nothing of ours on the network is unknown. */
async function hearOurselves(): Promise<void> {
  await ask({ who: 'testigo' })
}

function crash(): Promise<never> {
  return Promise.reject(new Error('the worker dies'))
}

describe('in doubt', { concurrency: false }, () => {
  test('a connector that throws before it sent: asked for, and sent only once the attempt must be over', async () => {
    const [id] = await road.queue({ ...(await ask()), parts: ['tras un fallo nuestro'] })
    mishap.before = crash
    await road.pass({ seconds: 1 })
    delete mishap.before
    assert.deepEqual(await states([id!]), ['sending'])
    await road.pass({ seconds: SETTLE_SECONDS - 3 })
    assert.deepEqual(await ours('tras un fallo'), [], 'not there yet is no proof')
    await road.pass({ seconds: 3 })
    assert.deepEqual(await states([id!]), ['sent'])
    assert.equal((await ours('tras un fallo')).length, 1)
  })

  test('a connector that throws after it sent: found, and not sent again', async () => {
    const [id] = await road.queue({ ...(await ask()), parts: ['salió y luego falló'] })
    mishap.after = crash
    await road.pass({ seconds: 10 })
    delete mishap.after
    assert.deepEqual(await states([id!]), ['sent'])
    assert.equal((await ours('salió y luego')).length, 1)
  })

  test('heard before the record: it is that reply, on one line of the timeline, and the next part goes on', async () => {
    const ids = await road.queue({ ...(await ask()), parts: ['nos oímos (1/2)', 'a nosotros (2/2)'] })
    mishap.after = async () => {
      delete mishap.after
      await hearOurselves()
      assert.deepEqual(await states(ids), ['sent', 'queued'])
      await crash()
    }
    await road.pass({ minutes: 2 })
    assert.deepEqual(await states(ids), ['sent', 'sent'])
    await hearOurselves()
    for (const text of ['nos oímos', 'a nosotros']) {
      const [said, ...more] = await ours(text)
      assert.equal(more.length, 0)
      assert.deepEqual(await ownMessages(text), [{ origin: 'plaza', native_id: said!.nativeId }])
    }
  })

  test('the network can’t tell: a person is asked, says it is there, and what was to follow follows', async () => {
    const to = await ask()
    const ids = await road.queue({ ...to, parts: ['¿llegó? (1/2)', 'sí (2/2)'], resolve: true })
    Object.assign(mishap, { after: crash, trace: 'unknown' })
    await road.pass({ minutes: 10 })
    assert.deepEqual(await states(ids), ['unsure', 'queued'])
    assert.equal((await ticket(to.ticketId)).sending, 'unsure')
    for (const name of ['after', 'trace'] as const) delete mishap[name]
    await settleReply(road.context, { ...us, messageId: ids[0]!, sent: true })
    await assert.rejects(settleReply(road.context, { ...us, messageId: ids[0]!, sent: false }), { code: 'not-unsure' })
    await road.pass({ seconds: 1 })
    assert.deepEqual(await states(ids), ['sent', 'sent'])
    assert.deepEqual(await ticket(to.ticketId), { state: 'resolved', unanswered: 0, sending: null })
    assert.equal((await ours('¿llegó?')).length, 1)
    await hearOurselves()
    assert.deepEqual(await ownMessages('¿llegó?'), [{ origin: 'plaza', native_id: (await ours('¿llegó?'))[0]!.nativeId }], 'its id is learnt when it is heard')
  })

  test('the network can’t tell: a person says it is not there, and it is sent', async () => {
    const [id] = await road.queue({ ...(await ask()), parts: ['no llegó'] })
    Object.assign(mishap, { before: crash, trace: 'unknown' })
    await road.pass({ minutes: 10 })
    assert.deepEqual(await states([id!]), ['unsure'])
    for (const name of ['before', 'trace'] as const) delete mishap[name]
    await settleReply(road.context, { ...us, messageId: id!, sent: false })
    await road.pass({ seconds: 1 })
    assert.deepEqual(await states([id!]), ['sent'])
    assert.equal((await ours('no llegó')).length, 1)
  })

  test('unsure until we hear it: then it is sent', async () => {
    const to = await ask()
    const [id] = await road.queue({ ...to, parts: ['se supo más tarde'] })
    Object.assign(mishap, { after: crash, trace: 'unknown' })
    await road.pass({ minutes: 10 })
    assert.deepEqual(await states([id!]), ['unsure'])
    for (const name of ['after', 'trace'] as const) delete mishap[name]
    await hearOurselves()
    assert.deepEqual(await states([id!]), ['sent'])
    assert.equal((await ticket(to.ticketId)).sending, null)
  })

  // Last, since it leaves the account held for minutes that the next test would have to wait for.
  test('while it may be out, neither a hold nor a second worker makes us forget that', async () => {
    const [id] = await road.queue({ ...(await ask()), parts: ['quizá ya está'] })
    mishap.after = async () => {
      await deliverReply(road.context, id!)
      await crash()
    }
    mishap.trace = 'unknown'
    await road.pass({ seconds: 1 })
    await road.db
      .updateTable('account')
      .set({ send_after: road.context.now().add({ minutes: 5 }), send_after_code: 'rate-limited' })
      .where('id', '=', accountId)
      .execute()
    await road.pass({ minutes: 4 })
    assert.deepEqual(await states([id!]), ['sending'])
    delete mishap.after
    delete mishap.trace
    await road.pass({ minutes: 10 })
    assert.deepEqual(await states([id!]), ['sent'])
    assert.equal((await ours('quizá ya está')).length, 1)
  })
})
