import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { listAlarms, listStorms, readHeard } from '../../src/storage/storms.ts'
import { pruneVolume } from '../../src/storage/volume.ts'
import type { AlarmFacts } from '../../src/watch/storm/decide-alarm.ts'
import { replayStorms } from '../../src/watch/storm/replay-storms.ts'
import { DAY, openStormWorld, ordinary, START, stormy } from '../support/storm.ts'

const { db, manuals, openWorkspace } = await openStormWorld()

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

  const again = await replayStorms(db, { workspaceId: workspace.id, ...all, manuals })
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
