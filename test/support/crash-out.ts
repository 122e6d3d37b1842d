import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NetworkName, Visibility } from '../../src/domain/network-name.ts'
import type { SimulatedNetwork } from '../../src/rehearsal/simulated-network.ts'
import { killWhileSending } from './crash-road.ts'
import { openRoad, saidByUs, type Road } from './road-out.ts'
import { openSlowRoad, type SlowRoad } from './slow-road.ts'

export interface Crash {
  name: string
  network: NetworkName
  open: () => Promise<SimulatedNetwork>
  /** Replies to send in each visibility. */
  sends: Partial<Record<Visibility, number>>
  deaths: number
  /** Whether the network can always tell what became of a send; otherwise some may end unsure. */
  tells: boolean
}

const PEOPLE = 10

/** Kills the workers at every point of many sends, and looks at the network: nothing twice, nothing lost, nothing undecided. */
export function crashOut(crash: Crash): void {
  test(`${crash.name}: killed at every point, each reply is there once, or unsure and at most once`, { timeout: 800_000 }, async (t) => {
    const seed = Number(process.env['CRASH_SEED'] ?? Date.now() % 1_000_000)
    t.diagnostic(`CRASH_SEED=${seed}`)
    const world = await crash.open()
    t.after(() => world.close())
    const { ways, over } = await slowWays(await world.openAccount({ handle: 'aeroandes', name: 'Aeroandes' }))
    t.after(() => Promise.all(ways.map((way) => way.close())))
    const road = await openRoad([...world.hosts, ...ways.map(({ port }) => `127.0.0.1:${port}`)])
    const accountId = await road.connect(world, { over })
    const expected = await askAndQueue(road, world, { accountId, sends: crash.sends })
    const { by } = await killWhileSending({ road, ways, seed, deaths: crash.deaths, onTaken: (act) => world.onReply(act) })
    t.diagnostic(`deaths: ${JSON.stringify(by)}`)
    await assertOnce(road, world, expected)
    const states = Object.groupBy(await road.deliveries(), (delivery) => delivery.state)
    t.diagnostic(`ended: ${JSON.stringify(Object.fromEntries(Object.entries(states).map(([state, all]) => [state, all?.length])))}`)
    if (crash.tells) assert.deepEqual(Object.keys(states), ['sent'])
    assert.ok((states['sent']?.length ?? 0) > expected.size / 2, 'most are known to be sent')
  })
}

/** The same address by a way on which requests may be late. */
async function slowWays(fields: Record<string, string>): Promise<{ ways: SlowRoad[]; over: Record<string, string> }> {
  const ways: SlowRoad[] = []
  const over: Record<string, string> = {}
  for (const name of ['origin', 'server'].filter((field) => fields[field])) {
    const url = new URL(fields[name]!)
    const way = await openSlowRoad(Number(url.port))
    ways.push(way)
    over[name] = Object.assign(url, { port: String(way.port) }).origin
  }
  if (fields['smtpPort']) {
    const way = await openSlowRoad(Number(fields['smtpPort']))
    ways.push(way)
    over['smtpPort'] = String(way.port)
  }
  return { ways, over }
}

/** People ask, and an answer to each is queued. Answers the texts with their visibility. */
async function askAndQueue(
  road: Road,
  world: SimulatedNetwork,
  { accountId, sends }: { accountId: string; sends: Crash['sends'] },
): Promise<Map<string, Visibility>> {
  const wanted = Object.entries(sends).flatMap(([visibility, count]) => Array.from({ length: count }, () => visibility as Visibility))
  for (let n = 0; n < PEOPLE; n++) await world.openPerson({ handle: `persona${n}`, name: `Persona ${n}` })
  for (const [n, visibility] of wanted.entries())
    await world.say({
      who: `persona${n % PEOPLE}`,
      visibility,
      to: ['aeroandes'],
      subject: `Caso ${n}`,
      text: visibility === 'public' ? `${await named(world)} pregunta ${n}` : `pregunta ${n}`,
    })
  await road.hear(accountId, wanted.length)
  const questions = await road.db.selectFrom('message').select(['id', 'ticket_id', 'visibility']).where('direction', '=', 'in').orderBy('id').execute()
  assert.equal(questions.length, wanted.length)
  const expected = new Map<string, Visibility>()
  for (const [n, { id, ticket_id: ticketId, visibility }] of questions.entries()) {
    const text = `respuesta número ${n} de nosotros`
    expected.set(text, visibility)
    await road.queue({ ticketId: ticketId!, accountId, answers: id, visibility, parts: [text] })
  }
  return expected
}

const named = async (world: SimulatedNetwork) => (world.name === 'bluesky' ? '@aeroandes.test' : '@aeroandes')

async function assertOnce(road: Road, world: SimulatedNetwork, expected: Map<string, Visibility>): Promise<void> {
  const said = await saidByUs(world)
  const deliveries = await road.deliveries()
  assert.equal(deliveries.length, expected.size)
  for (const { text, state, nativeId } of deliveries) {
    const there = said.filter((one) => one.text.includes(text))
    assert.ok(state === 'sent' || state === 'unsure', `${text} ended ${state}`)
    assert.ok(there.length <= 1, `${text} was said ${there.length} times`)
    if (state === 'sent')
      assert.deepEqual(
        there.map((one) => [one.nativeId, one.visibility]),
        [[nativeId, expected.get(text)]],
        text,
      )
  }
  assert.equal(said.length, new Set(said.map((one) => one.nativeId)).size)
  await assertDesk(road, expected.size)
}

/** The timeline has each of our words once, and nobody waits for an answer that was given. */
async function assertDesk({ db, workspaceId }: Road, replies: number): Promise<void> {
  const ours = await db.selectFrom('message').select(['id', 'origin']).where('workspace_id', '=', workspaceId).where('direction', '=', 'out').execute()
  assert.deepEqual(
    Object.entries(Object.groupBy(ours, (message) => message.origin)).map(([origin, all]) => [origin, all?.length]),
    [['plaza', replies]],
  )
  const receipts = await db
    .selectFrom('receipt')
    .innerJoin('delivery', 'delivery.message_id', 'receipt.message_id')
    .select('receipt.message_id')
    .where('delivery.state', '=', 'sent')
    .execute()
  const sent = await db.selectFrom('delivery').select('message_id').where('state', '=', 'sent').execute()
  assert.equal(receipts.length, sent.length, 'one receipt each')
  const tickets = await db.selectFrom('ticket').select(['unanswered', 'sending', 'state']).where('workspace_id', '=', workspaceId).execute()
  for (const ticket of tickets) {
    assert.equal(ticket.unanswered, 0)
    assert.ok(ticket.sending === null || ticket.sending === 'unsure', `a ticket says ${ticket.sending}`)
  }
}
