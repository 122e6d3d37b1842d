import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import type { Json } from '../../src/domain/network-name.ts'
import { bluesky } from '../../src/networks/bluesky/index.ts'
import type { Network, PublicReader } from '../../src/networks/network.ts'
import { x } from '../../src/networks/x/index.ts'
import { connectAccount } from '../../src/pipeline/connect-account.ts'
import { ingest } from '../../src/pipeline/ingest.ts'
import { openLines } from '../../src/pipeline/open-line.ts'
import { openLog } from '../../src/platform/log.ts'
import { openSeal } from '../../src/platform/seal.ts'
import { openSimulatedBluesky } from '../../src/rehearsal/bluesky/index.ts'
import type { SimulatedNetwork } from '../../src/rehearsal/simulated-network.ts'
import { openSimulatedX } from '../../src/rehearsal/x/index.ts'
import { openReader } from '../../src/understanding/open-reader.ts'
import { keepComparison, readComparison, type Compared } from '../../src/watch/comparison/compare.ts'
import { declarePeer, forgetPeer } from '../../src/watch/comparison/declare-peer.ts'
import { PACE, type PeerNeeds } from '../../src/watch/comparison/read-peers.ts'
import { caughtUp } from '../support/caught-up.ts'
import { openTestDatabase } from '../support/database.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post, type TestWorkspace } from '../support/workspace.ts'

const { db } = await openTestDatabase()
const worlds = { x: await openSimulatedX({ rateScale: 1_000 }), bluesky: await openSimulatedBluesky() }
after(() => Promise.all(Object.values(worlds).map((world) => world.close())))

const seal = await openSeal('ab'.repeat(32), '')
const log = openLog('silent')
const lines = openLines({ db, seal, log, allowedHosts: Object.values(worlds).flatMap(({ hosts }) => hosts) })
const NOW = Temporal.Now.instant()
let clock = NOW
let workspace: TestWorkspace
let memberId: string

/** Counts what a reader is asked, and can be told to break off. */
const asked: string[] = []
let breakAfter = Number.POSITIVE_INFINITY
function counted(network: Network): Network {
  const reader = network.publicReader as PublicReader
  const read: PublicReader['read'] = (line, question) => {
    asked.push(question.list)
    if (asked.length > breakAfter) throw new Error('the process fell')
    return reader.read(line, question)
  }
  return { ...network, publicReader: { ...reader, read } }
}
const networks = new Map([counted(x), counted(bluesky)].map((network) => [network.name as string, network]))
const needs: PeerNeeds = { db, log, seal, reader: openReader(), networks, openLine: lines.open, now: () => clock }

beforeEach(async () => {
  workspace = await makeWorkspace(db)
  const member = { workspace_id: workspace.id, user_id: crypto.randomUUID(), name: 'Diana', email: 'diana@staff.example', locale: 'es', role: 'owner' } as const
  memberId = (await db.insertInto('member').values(member).returning('id').executeTakeFirstOrThrow()).id
  await sql`delete from peer`.execute(db)
  clock = NOW
  asked.length = 0
  breakAfter = Number.POSITIVE_INFINITY
})

const connect = async (name: keyof typeof worlds) =>
  connectAccount(
    { db, seal, networks, lines, now: () => clock },
    {
      workspaceId: workspace.id,
      memberId: null,
      network: name,
      speaks: 'brand',
      fields: await worlds[name].openAccount({ handle: 'nubeair', name: 'NubeAir' }),
    },
  )
const declare = (network: 'x' | 'bluesky', handle: string) => declarePeer(needs, { workspaceId: workspace.id, memberId, network, handle })
const compared = async (handle: string): Promise<Compared> => (await readComparison(db, workspace.id)).find(({ account }) => account.handle === handle)!
const turns = async () => (await sql<{ asks: boolean }>`select asks from peer_turn`.execute(db)).rows
const again = () => sql`update peer set next_at = ${NOW.toString()}::timestamptz`.execute(db)

let people = 0
/** So many people ask an account of a network, some days ago, each so many minutes after the other; so many are answered half an hour later. */
async function ask(
  world: SimulatedNetwork,
  who: string,
  { questions, answered, days, gap = 60 }: { questions: number; answered: number; days: number; gap?: number },
): Promise<void> {
  for (let n = 0; n < questions; n++) {
    const person = `p${people++}`
    await world.openPerson({ handle: person, name: person })
    const at = NOW.subtract({ minutes: Math.round(days * 24 * 60) - n * gap })
    const replyTo = await world.say({ who: person, visibility: 'public', text: `@${who} ¿dónde está mi maleta, la ${n}?`, at })
    if (n < answered) await world.say({ who, visibility: 'public', text: 'ya la buscamos', replyTo, at: at.add({ minutes: 30 }) })
  }
}

async function openPeer(world: SimulatedNetwork, handle: string): Promise<string> {
  await world.openPerson({ handle, name: handle })
  return handle
}

test('a peer on Bluesky is measured by what names it and what it answers, and no word or name of anybody is kept', async () => {
  await connect('bluesky')
  const handle = await openPeer(worlds.bluesky, 'mareair.test')
  await ask(worlds.bluesky, handle, { questions: 24, answered: 18, days: 12 })
  await worlds.bluesky.openPerson({ handle: 'fan', name: 'Fan' })
  await worlds.bluesky.say({ who: 'fan', visibility: 'public', text: `@${handle} gracias, qué buen vuelo`, at: NOW.subtract({ hours: 240 }) })
  await declare('bluesky', '@MareAir.test')
  assert.equal((await compared(handle)).measured, null)

  await keepComparison(needs)
  const { measured, peer } = await compared(handle)
  assert.deepEqual([measured?.questions, measured?.people, measured?.answered, measured?.median], [24, 24, 18, 1_800])
  assert.deepEqual([measured?.p90, measured?.enough, peer?.code], [null, true, null])
  const { rows } = await sql<{ kept: string }>`select row_to_json(t)::text as kept from peer_turn t`.execute(db)
  assert.equal(rows.length, 24 + 18, 'who thanks asks nothing and is not kept')
  for (const { kept } of rows) assert.doesNotMatch(kept, /did:|maleta|test|p\d/)
})

test('read twice is the same; what is forgotten is gone', async () => {
  await connect('bluesky')
  const handle = await openPeer(worlds.bluesky, 'olasair.test')
  await ask(worlds.bluesky, handle, { questions: 21, answered: 5, days: 10 })
  const id = await declare('bluesky', handle)
  await keepComparison(needs)
  const before = await compared(handle)
  await again()
  await keepComparison(needs)
  const { measured } = await compared(handle)
  assert.deepEqual({ ...measured, through: 0 }, { ...before.measured, through: 0 })
  await forgetPeer(needs, { workspaceId: workspace.id, memberId, id })
  assert.deepEqual([await turns(), await compared(handle)], [[], undefined])
  await assert.rejects(forgetPeer(needs, { workspaceId: workspace.id, memberId, id }), { code: 'not-found' })
})

test('a walk down many pages goes on in the next look, and after a fall from the page behind the last that was kept', async () => {
  await connect('x')
  const handle = await openPeer(worlds.x, 'rioair')
  await ask(worlds.x, handle, { questions: 150, answered: 10, days: 6.5, gap: 1 })
  await declare('x', handle)
  breakAfter = 1
  await keepComparison(needs)
  assert.equal((await compared(handle)).peer?.code, 'server-error')
  assert.equal((await turns()).length, 100, 'the first page is kept with its place')
  breakAfter = Number.POSITIVE_INFINITY
  clock = NOW.add({ minutes: PACE.minutesAfterFailure })
  await keepComparison(needs)
  assert.equal((await turns()).length, 160)
  assert.equal((await compared(handle)).measured?.questions, 0, 'none of them has had its seven days')
  assert.equal((await compared(handle)).measured?.young, 150)
})

test('where posts are billed, a day’s share is never passed, and the look goes on the day after', async () => {
  await connect('x')
  const handle = await openPeer(worlds.x, 'caroair')
  await ask(worlds.x, handle, { questions: 160, answered: 120, days: 6.7, gap: 1 })
  await declare('x', handle)
  await keepComparison(needs)
  const { peer } = await compared(handle)
  assert.deepEqual([peer?.code, peer?.postsRead], ['budget-spent', PACE.pricedPostsADay])
  const midnight = NOW.toZonedDateTimeISO('UTC').add({ days: 1 }).startOfDay().toInstant()
  const { rows } = await sql<{ at: Temporal.Instant }>`select next_at as at from peer`.execute(db)
  assert.ok(rows[0]!.at.equals(midnight))
  const calls = asked.length
  await keepComparison(needs)
  assert.equal(asked.length, calls, 'nothing is asked before')
})

test('a network that does not answer, a handle that is gone, an account of ours that is: each is told, and what was measured stays', async () => {
  const accountId = await connect('bluesky')
  const handle = await openPeer(worlds.bluesky, 'lagoair.test')
  await ask(worlds.bluesky, handle, { questions: 3, answered: 3, days: 9 })
  await declare('bluesky', handle)
  await keepComparison(needs)
  await worlds.bluesky.fail('down')
  await again()
  await keepComparison(needs)
  assert.deepEqual([(await compared(handle)).peer?.code, (await compared(handle)).measured?.questions], ['network-down', 3])
  await worlds.bluesky.heal()
  await sql`update peer set handle = 'nobody-there.test', next_at = ${NOW.toString()}::timestamptz`.execute(db)
  await keepComparison(needs)
  assert.equal((await compared('nobody-there.test')).peer?.code, 'gone')
  await db.updateTable('account').set({ state: 'paused' }).where('id', '=', accountId).execute()
  await again()
  await keepComparison(needs)
  assert.equal((await compared('nobody-there.test')).peer?.code, 'no-account')
})

test('only what is there, is not ours, is not known already and can be read is declared', async () => {
  await assert.rejects(declare('bluesky', 'anybody.test'), { code: 'peer-no-account' })
  await connect('bluesky')
  await assert.rejects(declare('bluesky', 'nobody-at-all.test'), { code: 'peer-unknown' })
  await assert.rejects(declare('bluesky', 'nubeair.test'), { code: 'peer-is-ours' })
  await openPeer(worlds.bluesky, 'solair.test')
  await declare('bluesky', 'solair.test')
  await assert.rejects(declare('bluesky', 'SolAir.test'), { code: 'peer-known' })
})

/** Ours, on X: so many hours before NOW, so that all lies within the window. */
const said = (id: string, [who, text]: [who: string, text: string], hoursAgo: number, more: Record<string, Json> = {}): Json =>
  post(id, who, text, 0, { at: NOW.subtract({ minutes: Math.round(hoursAgo * 60) }).toString(), ...more })
const ours = (id: string, replyTo: string, hoursAgo: number): Json =>
  said(id, ['aeroandes', 'ya la buscamos'], hoursAgo, { author: { id: '900', handle: 'aeroandes', name: 'Aeroandes' }, addressed: [], replyTo })

async function hear(...items: Json[]): Promise<void> {
  await db
    .updateTable('account')
    .set({ connected_at: NOW.subtract({ hours: 24 * 60 }).toString() as never })
    .where('id', '=', workspace.accounts.x)
    .execute()
  await ingest(await ingestNeeds(db), batchOfLines(workspace, items, workspace.accounts.x))
  await caughtUp(db, ['comparison'], async () => {
    await sql`delete from own_measured`.execute(db)
    await keepComparison(needs)
  })
}

test('ours are measured by the same rule from our own messages: asked and answered, insistence, thanks, and private words that are nobody’s', async () => {
  const days = 24 * 10
  await hear(
    said('1', ['caro', '@aeroandes ¿dónde está mi maleta?'], days),
    said('2', ['caro', '@aeroandes ¿hola? ¿dónde está mi maleta?'], days - 1),
    ours('3', '2', days - 2),
    said('4', ['tomas', '@aeroandes gracias por todo'], days),
    said('5', ['rosa', '@aeroandes mi vuelo está cancelado y nadie contesta'], days),
    said('6', ['luz', 'mi maleta no llegó, ¿dónde está?'], days, { visibility: 'private' }),
    said('7', ['young', '@aeroandes ¿cuándo sale el vuelo?'], 24),
  )
  const { measured } = await compared('aeroandes')
  assert.deepEqual([measured?.questions, measured?.answered, measured?.people, measured?.young], [2, 1, 2, 1])
  assert.equal(measured?.spread.indexOf(1), 14, 'two hours, since the first word')
})

test('ours: what is taken back, edited or followed twice is counted as it stands', async () => {
  const days = 24 * 10
  const question = said('b1', ['caro', '@aeroandes ¿dónde está mi maleta?'], days)
  await hear(question, question, ours('b2', 'b1', days - 3))
  await db.updateTable('follower').set({ place: '0-0' }).where('name', '=', 'comparison').execute()
  await hear()
  assert.deepEqual([(await compared('aeroandes')).measured?.questions, (await compared('aeroandes')).measured?.answered], [1, 1])
  await hear(said('b1', ['caro', '@aeroandes ¿dónde está mi maleta?'], days, { deletedAt: NOW.toString() }))
  assert.equal((await compared('aeroandes')).measured?.questions, 0)
})

test('one rule, two ways to read: the same talk measured from our own messages and as a stranger’s account comes to the same', async () => {
  await connect('bluesky')
  const handle = await openPeer(worlds.bluesky, 'espejo.test')
  await ask(worlds.bluesky, handle, { questions: 22, answered: 15, days: 11 })
  await declare('bluesky', handle)
  const items = (await worlds.bluesky.said()).filter(({ text, who }) => text.includes(`@${handle}`) || who === handle)
  const told = items.map(({ nativeId, who, text, at, replyTo }) =>
    said(nativeId, [who, text.replace(handle, 'aeroandes')], NOW.since(at).total('hours'), {
      at: at.toString(),
      ...(who === handle ? { author: { id: '900', handle: 'aeroandes', name: 'Aeroandes' }, addressed: [] } : {}),
      ...(replyTo === undefined ? {} : { replyTo }),
    }),
  )
  await hear(...told)
  const [{ measured: own }, { measured: peer, answers }] = [await compared('aeroandes'), await compared(handle)]
  const figures = (of: typeof own) => of && [of.questions, of.people, of.answered, of.median, of.p90, of.share, of.spread]
  assert.deepEqual(figures(own), figures(peer))
  assert.equal(peer?.questions, 22)
  assert.equal(answers, null, 'ours stand on another network: they are not set against each other')
})
