import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Json } from '../../src/domain/network-name.ts'
import { insertIncident } from '../../src/storage/incidents.ts'
import { listAlarms, listStorms } from '../../src/storage/storms.ts'
import type { AlarmFacts } from '../../src/watch/storm/decide-alarm.ts'
import { replayStorms } from '../../src/watch/storm/replay-storms.ts'
import { seeStorm } from '../../src/watch/storm-room.ts'
import { DAY, openStormWorld, ordinary, START, stormy, word, type StormWorkspace } from '../support/storm.ts'

const { db, manuals, openWorkspace } = await openStormWorld()
const at = (minute: number) => START.add({ minutes: minute })

async function afterOneDay(): Promise<StormWorkspace> {
  const workspace = await openWorkspace()
  await workspace.hear(ordinary(0, DAY))
  await workspace.watchAt(DAY)
  return workspace
}

async function roomOf({ id }: StormWorkspace, minute: number) {
  const [storm] = await listStorms(db, id)
  return seeStorm(db, id, storm!.id, at(minute))
}

test('who repeats, who shares, who copies nearly the same and whose account is new are told apart, and shown', async () => {
  const workspace = await afterOneDay()
  const young = (n: number) => (((BigInt(at(DAY).epochMilliseconds) - 1_288_834_974_657n) << 22n) + BigInt(n)).toString()
  const paint = ['', ' 😡', '!!!', ' ya', ' hoy']
  const copies = Array.from({ length: 10 }, (_, n) =>
    word(DAY + 2 + n / 4, `granja${n}`, `Nadie vuele con ellos: cancelan, no devuelven el dinero y se ríen de los pasajeros${paint[n % 5]}`, {
      network: 'x',
      author: { id: young(n), handle: `granja${n}`, name: `Granja ${n}` },
    }),
  )
  const again = [1, 2, 3].map((n) => word(DAY + 3 + n, 'insistente', `Sigo sin mi equipaje, van ${n} llamadas`, { network: 'x' }))
  const twoFlights = [431, 432].map((flight) =>
    word(DAY + 4, `vuelo${flight}`, `Cancelaron el vuelo AN ${flight} y no dan equipaje ni hotel a nadie en la sala`),
  )
  await workspace.hear([...stormy(DAY, DAY + 10), ...copies, ...again, ...twoFlights])
  await workspace.watchAt(DAY + 10)
  const echoes = await sql<{ handle: string; echo: string | null; young: boolean }>`
    select i.handle, c.echo, c.young from counted_message c join identity i on i.id = c.identity_id
    where c.workspace_id = ${workspace.id}::bigint and (i.handle like 'granja%' or i.handle like 'vuelo%' or i.handle = 'insistente') order by c.window_at, c.seq`.execute(
    db,
  )
  const of = (who: string) => echoes.rows.filter(({ handle }) => handle.startsWith(who)).map(({ echo }) => echo)
  assert.deepEqual(of('granja').toSorted(), [...Array.from({ length: 9 }, () => 'copy'), null].toSorted())
  assert.deepEqual(of('vuelo'), [null, null], 'the same trouble on two flights is two people’s own')
  assert.deepEqual(of('insistente').toSorted(), ['again', 'again', null])
  assert.ok(echoes.rows.filter(({ handle }) => handle.startsWith('granja')).every(({ young }) => young))
  await workspace.hear(stormy(DAY + 10, DAY + 20))
  await workspace.watchAt(DAY + 20)

  await sql`update storm set series = array(select 'network:' || n from unnest(array['x', 'bluesky', 'mastodon']) n) where workspace_id = ${workspace.id}::bigint`.execute(
    db,
  )
  const room = await roomOf(workspace, DAY + 20)
  const [copied] = room.copied
  assert.deepEqual([copied!.authors, copied!.young], [10, 10])
  assert.ok(copied!.text.includes('Nadie vuele con ellos'))
  assert.equal(room.heard.reposts, 40)
  assert.ok(room.heard.again >= 2 && room.heard.copies >= 9)
})

test('words are shown as people write them, and none that people say whatever they speak of', async () => {
  const workspace = await afterOneDay()
  await workspace.hear(stormy(DAY, DAY + 10))
  await workspace.watchAt(DAY + 10)
  const room = await roomOf(workspace, DAY + 10)
  const words = room.said.map(({ word }) => word)
  assert.deepEqual([room.storm.title, room.storm.named], ['phrase:equipaje', 'equipaje'])
  assert.ok(words.includes('#AeroPierde') && words.includes('equipaje'), words.join(' '))
  for (const common of ['contesta', 'responde', 'vergüenza']) assert.ok(!words.includes(common), common)
})

test('an incident behind a storm weighs in its alarms, stands in its room, and comes again in a replay, whatever people do to it since', async () => {
  const [alone, caused] = [await afterOneDay(), await afterOneDay()]
  const storm = stormy(DAY, DAY + 10)
  await alone.hear(storm)
  await alone.watchAt(DAY + 10)

  await caused.hear(storm)
  const elsewhere = Array.from({ length: 30 }, (_, n) => word(DAY - 300 + n, `afectada${n}`, 'Mi maleta no llegó'))
  await caused.hear(elsewhere)
  const incidentId = await insertIncident(db, { workspaceId: caused.id, title: 'Cinta de Lima', siteTitle: 'Cinta de Lima', memberId: null, at: at(DAY) })
  await sql`
    insert into incident_ticket (incident_id, ticket_id, workspace_id, message_id, standing, at)
    select ${incidentId}::bigint, t.id, t.workspace_id, t.last_inbound_id, case when t.person_handle like 'afectada%' then 'confirmed' else 'suggested' end, now()
    from ticket t where t.workspace_id = ${caused.id}::bigint and (t.person_handle like 'afectada%' or t.snippet like '%sin equipaje%')`.execute(db)
  await caused.watchAt(DAY + 10)

  const all = { from: START, to: at(DAY + 20) }
  const ofNetwork = async ({ id }: StormWorkspace) =>
    (await listAlarms<AlarmFacts>(db, id, all)).filter(({ series }) => series === 'phrase:equipaje').at(-1)!.facts
  const [plain, weighed] = [await ofNetwork(alone), await ofNetwork(caused)]
  assert.equal(plain.incident, null)
  assert.deepEqual([weighed.incident!.id, weighed.incident!.confirmedElsewhere], [incidentId, 30])
  assert.ok(weighed.incident!.suggestedHere > 0)
  assert.equal(weighed.severity, plain.severity, 'the volume is the same')
  assert.ok(weighed.gravity > plain.gravity, `${weighed.gravity} > ${plain.gravity}`)

  const room = await roomOf(caused, DAY + 10)
  assert.deepEqual(
    room.incidents.map(({ id, title }) => ({ id, title })),
    [{ id: incidentId, title: 'Cinta de Lima' }],
  )

  await sql`delete from incident_ticket where incident_id = ${incidentId}::bigint`.execute(db)
  const again = await replayStorms(db, { workspaceId: caused.id, ...all, manuals })
  assert.ok(again.length > 0 && again.every(({ same }) => same), JSON.stringify(again.filter(({ same }) => !same)))
})

test('a large audience is shown and changes nothing: no alarm, no level, no place in the queue', async () => {
  const loud = (items: readonly Json[]): Json[] => items.map((item, n) => ({ ...(item as object), ref: { reach: n === 0 ? 40_000_000 : 900 } }) as Json)
  const one = Array.from({ length: 40 }, (_, n) => word(DAY + n / 4, 'estrella', `¿Dónde está mi equipaje? Van ${n} veces que pregunto`))
  const alone = await afterOneDay()
  await alone.hear(loud(one))
  await alone.watchAt(DAY + 15)
  assert.deepEqual(await listStorms(db, alone.id), [], 'one person raises nothing, whoever follows them')

  const storm = stormy(DAY, DAY + 10)
  const [quiet, famous] = [await afterOneDay(), await afterOneDay()]
  await quiet.hear(storm)
  await famous.hear(loud(storm))
  for (const workspace of [quiet, famous]) await workspace.watchAt(DAY + 10)
  const all = { from: START, to: at(DAY + 20) }
  const seen = async ({ id }: StormWorkspace) => {
    const alarms = (await listAlarms<AlarmFacts>(db, id, all)).filter(({ series }) => !series.startsWith('account:'))
    const { rows: order } = await sql<{ handle: string }>`
      select t.person_handle as handle from ticket t left join storm_ticket k on k.ticket_id = t.id where t.workspace_id = ${id}::bigint and t.state = 'open'
      order by k.repeats nulls first, t.order_at, t.id`.execute(db)
    return {
      alarms: alarms.map(({ series, at, facts }) => ({ series, at: at.toString(), facts })),
      levels: (await listStorms(db, id)).map(({ level }) => level),
      order,
    }
  }
  assert.deepEqual(await seen(famous), await seen(quiet))
  assert.ok((await roomOf(famous, DAY + 10)).reach.people > 40_000)
  assert.deepEqual((await roomOf(quiet, DAY + 10)).reach, { people: 0, authors: 0 })
})
