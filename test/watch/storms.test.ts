import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Json } from '../../src/domain/network-name.ts'
import { ingest } from '../../src/pipeline/ingest.ts'
import { openManuals } from '../../src/pipeline/manual-in-force.ts'
import { openLog } from '../../src/platform/log.ts'
import { upsertAccount } from '../../src/storage/account-writes.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { listAlarms, listStorms, readHeard } from '../../src/storage/storms.ts'
import { pruneVolume } from '../../src/storage/volume.ts'
import type { AlarmFacts } from '../../src/watch/storm/decide-alarm.ts'
import { replayStorms } from '../../src/watch/storm/replay-storms.ts'
import { watchStorms } from '../../src/watch/watch-storms.ts'
import { openTestDatabase } from '../support/database.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post } from '../support/workspace.ts'

const { db } = await openTestDatabase()
const needs = await ingestNeeds(db)
const manuals = openManuals(db, openLog('silent'))

const MANUAL = `
manual: aeroandes
title: Manual de Aeroandes
language: es
brand: { name: Aeroandes, timeZone: America/Bogota, languages: [es], voice: { is: [claro] } }
accounts: { aeroandes: { network: x, handle: aeroandes } }
crisis:
  amber: { looks: Tres veces lo normal., begins: { timesNormal: 3, complaints: 20+, within: 1h }, stopScheduled: yes }
  red: { looks: Diez veces lo normal., begins: { timesNormal: 10, within: 1h }, stopScheduled: yes }
`

const START = Temporal.Instant.from('2026-03-02T00:00:00Z')
const NETWORKS = ['x', 'bluesky', 'mastodon'] as const
const ORDINARY = [
  '¿A qué hora abre el mostrador de Cali?',
  'Gracias por la ayuda de ayer',
  '¿Puedo llevar una bicicleta?',
  'Buen vuelo hoy desde Pasto',
  '¿Hay wifi a bordo?',
]
const ANGRY = [
  'Perdieron mi equipaje y nadie contesta',
  'Llevo tres horas sin equipaje en la cinta',
  'Otra vez mi equipaje no llegó, qué vergüenza',
  'Mi equipaje quedó en Lima y nadie responde',
]

async function openWorkspace() {
  const workspace = await makeWorkspace(db)
  for (const network of ['bluesky', 'mastodon'] as const)
    await upsertAccount(db, {
      workspaceId: workspace.id,
      network,
      nativeId: '900',
      handle: 'aeroandes',
      name: 'Aeroandes',
      speaks: 'brand',
      state: 'connected',
    })
  await insertManualVersion(db, { workspaceId: workspace.id, memberId: null, text: MANUAL, note: null })
  const hear = async (items: Json[]) => {
    for (const [network, lines] of Map.groupBy(items, (item) => (item as { network: (typeof NETWORKS)[number] }).network))
      for (let n = 0; n < lines.length; n += 200) await ingest(needs, { ...batchOfLines(workspace, lines.slice(n, n + 200)), network })
  }
  return { ...workspace, hear, watchAt: (minute: number) => watchStorms({ db, manuals, now: () => START.add({ minutes: minute }) }) }
}

let said = 0

function word(minute: number, who: string, text: string): Json {
  said += 1
  return post(`s${said}`, who, text.startsWith('RT ') ? text : `@aeroandes ${text}`, 0, {
    network: NETWORKS[said % 3]!,
    at: START.add({ seconds: Math.round(minute * 60) }).toString(),
  })
}

/** A word every five minutes, as on any day. */
const ordinary = (from: number, to: number) =>
  Array.from({ length: Math.floor((to - from) / 5) }, (_, n) => word(from + n * 5 + 1, `vecino${n}`, `${ORDINARY[n % ORDINARY.length]} ${n}`))

/** Twenty times as much; every other word repeats somebody's post. */
const stormy = (from: number, to: number) =>
  Array.from({ length: (to - from) * 4 }, (_, n) =>
    word(
      from + n / 4,
      `enojado${n}`,
      n % 2 === 0 ? `${ANGRY[(n / 2) % ANGRY.length]}, vuelo ${n}` : 'RT @voz: @aeroandes pierde el equipaje de todos #AeroPierde',
    ),
  )

const DAY = 24 * 60

test('a storm of two hours over three networks is found within two windows, by one room that explains itself; every alarm comes again from what was kept', async () => {
  const workspace = await openWorkspace()
  const begins = 2 * DAY
  await workspace.hear(ordinary(0, begins))
  await workspace.watchAt(begins)
  assert.deepEqual(await listStorms(db, workspace.id), [], 'nothing on ordinary days')

  await workspace.hear(stormy(begins, begins + 10))
  await workspace.watchAt(begins + 10)
  const [storm, ...others] = await listStorms(db, workspace.id)
  assert.ok(storm, 'found within two windows')
  assert.deepEqual(others, [], 'one storm, one room')
  assert.equal(storm.level, 'red', 'the severest level that its figures reach')

  for (let minute = begins + 10; minute < begins + 120; minute += 10) {
    await workspace.hear([...stormy(minute, minute + 10), ...ordinary(minute, minute + 10)])
    await workspace.watchAt(minute + 10)
  }
  assert.equal((await listStorms(db, workspace.id)).length, 1)

  const all = { from: START, to: START.add({ minutes: begins + 120 }) }
  const alarms = await listAlarms<AlarmFacts>(db, workspace.id, all)
  const first = alarms.find(({ series }) => series.startsWith('network:'))!
  assert.ok(first.facts.messages >= 5 * first.facts.expected && first.facts.authors >= first.facts.ownAuthors, JSON.stringify(first.facts))
  const told = alarms.find(({ series }) => series.startsWith('phrase:equipaje'))!.facts
  assert.ok(told.words.some(({ word: said, messages }) => said === 'equipaje' && messages >= 20))
  assert.ok(told.reposts >= told.messages / 3 && told.newComplaints <= told.messages - told.reposts, 'repeaters are told apart')

  const again = await replayStorms(db, { workspaceId: workspace.id, ...all, inForce: await manuals.inForce(workspace.id) })
  assert.deepEqual(
    again.map(({ series, at, same }) => ({ series, at: at.toString(), same })),
    alarms.map(({ series, at }) => ({ series, at: at.toString(), same: true })),
  )

  const { rows } = { rows: await db.selectFrom('message').select(['id']).where('workspace_id', '=', workspace.id).execute() }
  assert.equal(rows.length, (begins + 110) / 5 + 480, 'nothing is lost')

  const [open] = await listStorms(db, workspace.id)
  const heard = () => readHeard(db, workspace.id, { series: open!.series, from: open!.begunAt, to: all.to })
  const before = await heard()
  await pruneVolume(db, START.add({ hours: 24 * 40 }))
  assert.deepEqual(await heard(), before, 'the room of a storm keeps what it heard')
  const counted = await sql<{ at: Temporal.Instant }>`select min(window_at) as at from counted_message`.execute(db)
  assert.ok(Temporal.Instant.compare(counted.rows[0]!.at, open!.begunAt.subtract({ hours: 6 })) >= 0, 'ordinary days are forgotten')
})
