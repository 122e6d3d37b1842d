import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { NetworkName, Visibility } from '../../src/domain/network-name.ts'
import { reconnectAccount } from '../../src/pipeline/connect-account.ts'
import { retryReply } from '../../src/pipeline/retry-reply.ts'
import { openSimulatedBluesky } from '../../src/rehearsal/bluesky/index.ts'
import { openSimulatedEmail } from '../../src/rehearsal/email/index.ts'
import { openSimulatedMastodon } from '../../src/rehearsal/mastodon/index.ts'
import type { Fault, SimulatedNetwork } from '../../src/rehearsal/simulated-network.ts'
import { openSimulatedX } from '../../src/rehearsal/x/index.ts'
import { openClockedRoad, type ClockedRoad } from '../support/road-clock.ts'
import { saidByUs } from '../support/road-out.ts'

const WORLDS: Partial<Record<NetworkName, () => Promise<SimulatedNetwork>>> = {
  x: () => openSimulatedX({ rateScale: 100 }),
  mastodon: openSimulatedMastodon,
  bluesky: openSimulatedBluesky,
  email: openSimulatedEmail,
}

interface Expected {
  state: string
  codes: readonly string[]
  /** What makes it go out, once the fault is over. */
  next: 'time' | 'reconnect' | 'retry'
}

/** Each a clear state with its next step. */
const EXPECTED: Record<Exclude<Fault, 'stream-cut' | 'lose-answer'>, Expected> = {
  down: { state: 'try-later', codes: ['network-down'], next: 'time' },
  'server-error': { state: 'try-later', codes: ['server-error', 'network-down'], next: 'time' },
  'rate-limited': { state: 'try-later', codes: ['rate-limited'], next: 'time' },
  'token-expired': { state: 'reconnect', codes: ['token-expired', 'access-revoked'], next: 'reconnect' },
  'access-revoked': { state: 'reconnect', codes: ['token-expired', 'access-revoked'], next: 'reconnect' },
  'parent-deleted': { state: 'refused', codes: ['parent-deleted'], next: 'retry' },
  blocked: { state: 'refused', codes: ['blocked', 'recipient-unknown', 'dm-closed'], next: 'retry' },
}

for (const [name, open] of Object.entries(WORLDS))
  describe(`what can go wrong on ${name}`, { concurrency: false }, async () => {
    const world = await open()
    const road = await openClockedRoad(world.hosts)
    const accountId = await road.connect(world)
    await world.openPerson({ handle: 'caro', name: 'Carolina M.' })
    const visibility: Visibility = name === 'email' ? 'private' : 'public'
    let asked = 0

    /** Carolina asks, we answer: the reply's id, with all that was due done. */
    async function reply(text: string): Promise<string> {
      asked += 1
      const mention = visibility === 'private' ? '' : name === 'bluesky' ? '@aeroandes.test ' : '@aeroandes '
      await world.say({ who: 'caro', visibility, to: ['aeroandes'], text: `${mention}pregunta ${asked}`, subject: 'Vuelo' })
      await road.hear(accountId, asked)
      const { id, ticket_id } = await road.db
        .selectFrom('message')
        .select(['id', 'ticket_id'])
        .where('direction', '=', 'in')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow()
      const [message] = await road.queue({ ticketId: ticket_id!, accountId, answers: id, visibility, parts: [text] })
      return message!
    }
    const stateOf = async (id: string) => (await road.deliveries()).find((delivery) => delivery.id === id)!
    const times = async (text: string) => (await saidByUs(world)).filter((said) => said.text.includes(text)).length
    const us = () => ({ workspaceId: road.workspaceId, memberId: road.memberId })

    // First, while our clock is still the network's.
    test('an answer that was lost on the way back is asked for, not sent again', async () => {
      const text = 'respuesta cuyo acuse se pierde'
      const id = await reply(text)
      await world.fail('lose-answer')
      await road.pass({ seconds: 1 })
      await world.heal()
      await road.pass({ minutes: 5 })
      const { state, attempts } = await stateOf(id)
      assert.deepEqual({ state, attempts, times: await times(text) }, { state: 'sent', attempts: 1, times: 1 })
    })

    for (const [fault, expected] of Object.entries(EXPECTED))
      test(`${fault}: ${expected.state}, and out by ${expected.next} once it is over`, async (t) => {
        if (!world.faults.includes(fault as Fault)) return t.diagnostic(`${name} knows no such thing`)
        const text = `respuesta durante ${fault}`
        const id = await reply(text).then(async (queued) => {
          await world.fail(fault as Fault, 'caro')
          await road.pass({ seconds: 1 })
          return queued
        })
        const during = await stateOf(id)
        assert.equal(during.state, expected.state)
        assert.ok(expected.codes.includes(during.code!), `${during.code}`)
        assert.equal(await times(text), 0)
        await world.heal()
        await NEXT[expected.next](road, { world, accountId, id })
        await road.pass({ minutes: 20 })
        assert.equal((await stateOf(id)).state, 'sent')
        assert.equal(await times(text), 1)
      })

    test('too long: refused at once, and so again when it is retried', async () => {
      const id = await reply('ñ'.repeat(200_000))
      await road.pass({ seconds: 1 })
      assert.deepEqual([(await stateOf(id)).state, (await stateOf(id)).code], ['refused', 'too-long'])
      await retryReply(road.context, { ...us(), messageId: id })
      await road.pass({ hours: 1 })
      assert.deepEqual([(await stateOf(id)).state, (await stateOf(id)).attempts], ['refused', 2])
    })

    test('afterwards nothing is under way, and nothing was said twice', async () => {
      const said = (await saidByUs(world)).map(({ text }) => text)
      assert.deepEqual(said.toSorted(), [...new Set(said)].toSorted())
      const states = new Set((await road.deliveries()).map(({ state }) => state))
      assert.deepEqual([...states].toSorted(), ['refused', 'sent'])
      await world.close()
    })
  })

type Step = (road: ClockedRoad, of: { world: SimulatedNetwork; accountId: string; id: string }) => Promise<unknown>

const NEXT: Record<Expected['next'], Step> = {
  time: async () => {},
  retry: ({ context, workspaceId, memberId }, { id }) => retryReply(context, { workspaceId, memberId, messageId: id }),
  reconnect: async ({ context, workspaceId, memberId }, { world, accountId }) => {
    const fields = await world.openAccount({ handle: 'aeroandes', name: 'Aeroandes' })
    await reconnectAccount(context, { workspaceId, memberId, accountId, fields })
  },
}
