import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { replayStorms, type ReplayedAlarm } from '../../src/watch/storm/replay-storms.ts'
import { DAY, MANUAL, openStormWorld, ordinary, START, stormy, type StormWorkspace } from '../support/storm.ts'

const { db, manuals, openWorkspace } = await openStormWorld()

/** A day like any other, then two windows of a storm, of which alarms were raised. */
async function afterAStorm(): Promise<{ workspace: StormWorkspace; replay: () => Promise<ReplayedAlarm[]> }> {
  const workspace = await openWorkspace()
  await workspace.hear([...ordinary(0, DAY), ...stormy(DAY, DAY + 10)])
  await workspace.watchAt(DAY + 10)
  return { workspace, replay: () => replayStorms(db, { workspaceId: workspace.id, from: START, to: START.add({ minutes: DAY + 10 }), manuals }) }
}

test('an alarm comes again by the manual of its day, whatever is published since', async () => {
  const { workspace, replay } = await afterAStorm()
  const before = await replay()
  assert.ok(before.length > 1 && before.some(({ facts }) => facts.level === 'red'))
  const milder = MANUAL.replace('timesNormal: 10,', 'timesNormal: 1000,').replace('timesNormal: 3, complaints: 20+,', 'complaints: 9000+,')
  await insertManualVersion(db, { workspaceId: workspace.id, memberId: null, text: milder, note: null })
  assert.deepEqual(await replay(), before)
  assert.ok(before.every(({ same }) => same === true))
})

test('alarms of an earlier version of the rules are called so, neither the same nor different; what differs under today’s rules is', async () => {
  const { workspace, replay } = await afterAStorm()
  const [first, second, ...others] = await replay()
  const ofSeries = (series: string) => sql`workspace_id = ${workspace.id}::bigint and series = ${series}`
  await sql`update storm_alarm set rules = null, facts = facts - 'gravity' - 'incident' where ${ofSeries(first!.series)}`.execute(db)
  await sql`update storm_alarm set facts = facts || '{"messages": 1}' where ${ofSeries(second!.series)}`.execute(db)
  const again = await replay()
  const of = (series: string) => again.filter((alarm) => alarm.series === series).map(({ same, rules }) => ({ same, isKept: rules !== null }))
  assert.deepEqual(new Set(of(first!.series).map(({ same }) => same)), new Set([null]))
  assert.ok(of(first!.series).every(({ isKept }) => !isKept))
  assert.deepEqual(new Set(of(second!.series).map(({ same }) => same)), new Set([false]))
  for (const { series } of others.filter(({ series: one }) => one !== first!.series && one !== second!.series))
    assert.ok(
      of(series).every(({ same, isKept }) => same === true && isKept),
      series,
    )
})

test('what today’s rules raise and those of then did not says nothing of them; after them it differs', async () => {
  const { workspace, replay } = await afterAStorm()
  const [one] = await replay()
  const key = sql`workspace_id = ${workspace.id}::bigint and series = ${one!.series} and window_at = ${one!.at.toString()}::timestamptz`
  await sql`delete from storm_alarm where ${key}`.execute(db)
  const unraised = async () => (await replay()).find(({ series, at }) => series === one!.series && at.equals(one!.at))!.same
  assert.equal(await unraised(), false)
  await sql`update storm_alarm set rules = '1-earlier' where workspace_id = ${workspace.id}::bigint`.execute(db)
  assert.equal(await unraised(), null)
})
