import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { openPaging } from '../support/paging.ts'

const road = await openPaging()
const { db, mail, hooks } = road
const child = join(import.meta.dirname, '../support/crash-page.ts')

/** Where a worker dies, and how often each means may then be heard: once, but where it had left and nobody wrote that down. */
const PLACES = {
  'climb:recorded': 1,
  'climb:committed': 1,
  'call:before-send': 1,
  'call:after-send': 2,
  'call:recorded': 1,
}

async function work(place: string): Promise<NodeJS.Signals | null> {
  const worker = spawn(process.execPath, [child, place], { env: { ...process.env, ...road.settings }, stdio: ['ignore', 'ignore', 'inherit'] })
  const [, signal] = (await once(worker, 'exit')) as [number | null, NodeJS.Signals | null]
  // As the next Plaza to start does, when it finds that who held them is dead.
  await sql`select graphile_worker.force_unlock_workers(array(select distinct locked_by from graphile_worker._private_jobs where locked_by is not null))`.execute(
    db,
  )
  return signal
}

for (const [place, most] of Object.entries(PLACES))
  test(`killed at ${place}: everybody is called, and a repeat is known as one`, async () => {
    await db.deleteFrom('page').execute()
    mail.mails.length = hooks.taken.length = 0
    await road.write('@aeroandes hay humo en el avión')
    assert.equal(await work(place), 'SIGKILL')
    assert.equal(await work('nowhere'), null)
    assert.deepEqual((await road.calls()).toSorted(), ['Diana Rojas e-mail: sent', 'Diana Rojas webhook: sent'])
    const [mails, posts] = [mail.mails.map(({ messageId }) => messageId), hooks.taken.map(({ id }) => id)]
    assert.deepEqual([new Set(mails).size, new Set(posts).size], [1, 1])
    assert.ok(mails.length <= most && posts.length <= most && mails.length + posts.length <= 1 + most, `${mails.length} mails, ${posts.length} posts`)
    assert.deepEqual(await road.pages(), [{ callee: 'operaciones', steps: 1, exhausted: false, ended: false, takenBy: null }])
  })

test('killed twice between sending and writing it down: it is not sent a third time, and called unsure', async () => {
  await db.deleteFrom('page').execute()
  mail.mails.length = hooks.taken.length = 0
  await road.write('@aeroandes esto acaba ante el juez')
  await db.deleteFrom('page').where('callee', '=', 'diana').execute()
  for (const _ of ['once', 'twice']) assert.equal(await work('call:after-send'), 'SIGKILL')
  assert.equal(await work('nowhere'), null)
  assert.deepEqual(await road.calls(), ['Camilo Ortega e-mail: unsure'])
  assert.equal(mail.mails.length, 2)
  assert.equal(new Set(mail.mails.map(({ messageId }) => messageId)).size, 1)
})
