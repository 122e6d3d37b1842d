import assert from 'node:assert/strict'
import { once, EventEmitter } from 'node:events'
import { test } from 'node:test'
import { prepareJobs, startWorker } from '../../src/jobs/worker.ts'
import { openLog } from '../../src/platform/log.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { addJob } from '../../src/storage/jobs.ts'
import { openTestDatabase } from '../support/database.ts'

const { db, url, onClose } = await openTestDatabase()
const log = openLog('silent')

test('who starts while another is at work leaves it its job', { timeout: 60_000 }, async () => {
  const { pool, db: own } = openDatabase(url, 8)
  onClose(() => own.destroy())
  await prepareJobs(pool, log)
  const happens = new EventEmitter()
  let runs = 0
  const work = async () => {
    runs += 1
    happens.emit('begun')
    await once(happens, 'go on')
  }
  const begun = once(happens, 'begun')
  const first = await startWorker({ pool, databaseUrl: url, log, tasks: { 'deliver-reply': work } })
  await addJob(db, 'deliver-reply', {}, { key: 'one' })
  await begun
  const second = await startWorker({ pool, databaseUrl: url, log, tasks: { 'deliver-reply': work } })
  const { rows } = await pool.query<{ locked: boolean }>(`select locked_at is not null as locked from graphile_worker.jobs where key = 'one'`)
  assert.deepEqual(rows, [{ locked: true }], 'the living keep what they have')
  happens.emit('go on')
  await first.stop()
  await second.stop()
  assert.equal(runs, 1)
})
