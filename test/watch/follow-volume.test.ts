import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { ingest } from '../../src/pipeline/ingest.ts'
import type { Json } from '../../src/domain/network-name.ts'
import { holdSeriesToJudge, keepJudged, pruneVolume } from '../../src/storage/volume.ts'
import { windowOf } from '../../src/watch/storm/count-message.ts'
import { followVolume } from '../../src/watch/storm/follow-volume.ts'
import { caughtUp } from '../support/caught-up.ts'
import { openTestDatabase } from '../support/database.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post, type TestWorkspace } from '../support/workspace.ts'

const { db } = await openTestDatabase()
const needs = await ingestNeeds(db)
let workspace: TestWorkspace

beforeEach(async () => {
  workspace = await makeWorkspace(db)
})

async function hear(...posts: Json[]): Promise<void> {
  await ingest(needs, batchOfLines(workspace, posts, workspace.accounts.x))
  await caughtUp(db, ['volume'], () => followVolume(db))
}

async function followAnew(): Promise<void> {
  await db.updateTable('follower').set({ place: '0-0' }).where('name', '=', 'volume').execute()
  await caughtUp(db, ['volume'], () => followVolume(db))
}

async function volumes(): Promise<Record<string, number>> {
  const { rows } = await sql<{ series: string; messages: number }>`
    select series, sum(messages)::int as messages from volume where workspace_id = ${workspace.id}::bigint group by 1 order by 1`.execute(db)
  return Object.fromEntries(rows.map(({ series, messages }) => [series, messages]))
}

const later = Temporal.Instant.from('2026-11-21T00:00:00Z')
const seriesToJudge = async () => (await holdSeriesToJudge(db, workspace.id, later)).map(({ series }) => series).sort()

test('a window is counted as its words come, page by page, and the same words again change nothing', async () => {
  await hear(post('1', 'caro', 'mi equipaje', 0), post('2', 'luis', 'otro equipaje perdido', 1))
  const account = `account:${workspace.accounts.x}`
  assert.deepEqual(await volumes(), { [account]: 2, 'network:x': 2, 'phrase:equipaje': 2, 'phrase:perdido': 1 })
  assert.deepEqual(await seriesToJudge(), [account, 'network:x'], 'what two say is no phrase yet')
  await hear(post('3', 'ana', 'sin equipaje', 2))
  const counted = await volumes()
  assert.deepEqual([counted['network:x'], counted['phrase:equipaje']], [3, 3])
  assert.deepEqual(await seriesToJudge(), [account, 'network:x', 'phrase:equipaje'])
  await followAnew()
  assert.deepEqual(await volumes(), counted)
})

test('what is forgotten of long ago is not counted again', async () => {
  await hear(post('1', 'caro', '#maletas', 0), post('2', 'luis', '#maletas otra', 1))
  const series = await holdSeriesToJudge(db, workspace.id, later)
  await keepJudged(
    db,
    workspace.id,
    series.map((one) => ({ ...one, state: {}, nextAt: later })),
  )
  const counted = await volumes()
  const longAgo = windowOf(Temporal.Now.instant().subtract({ hours: 40 * 24 })).toString()
  await sql`update volume set window_at = ${longAgo}::timestamptz where workspace_id = ${workspace.id}::bigint`.execute(db)
  await sql`update message set at = ${longAgo}::timestamptz where workspace_id = ${workspace.id}::bigint`.execute(db)
  await sql`delete from counted_message where workspace_id = ${workspace.id}::bigint`.execute(db)
  await followAnew()
  assert.deepEqual(await volumes(), counted)
})

test('a word that too few said is forgotten with its day; a phrase stays', async () => {
  await hear(post('1', 'caro', 'mi equipaje perdido', 0), post('2', 'luis', 'otro equipaje', 1), post('3', 'ana', 'sin equipaje', 2))
  await pruneVolume(db, later.add({ hours: 48 }))
  assert.deepEqual(
    Object.keys(await volumes()).filter((series) => series.startsWith('phrase:')),
    ['phrase:equipaje'],
  )
})

test('of a letter that hundreds sign, each with words of their own, few are kept to find copies by', async () => {
  const own = ['mar', 'sol', 'luz', 'pan', 'rey', 'voz', 'fin', 'paz', 'red', 'sur']
  const words = (n: number) => [n, n * 7 + 3, n * 13 + 5, n * 31 + 7].map((k) => own[k % 10]! + own[Math.floor(k / 10) % 10]! + own[Math.floor(k / 100) % 10]!)
  await hear(...Array.from({ length: 300 }, (_, n) => post(`l${n}`, `firma${n}`, `Devuelvan el dinero del equipaje perdido: ${words(n).join(' ')}`, n / 100)))
  const { rows } = await sql<{ kept: number; all: number }>`
    select count(bands)::int as kept, count(*)::int as all from counted_message where workspace_id = ${workspace.id}::bigint`.execute(db)
  assert.equal(rows[0]!.all, 300)
  assert.ok(rows[0]!.kept < 100, `${rows[0]!.kept} are kept`)
})
