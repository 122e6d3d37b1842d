import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { pino } from 'pino'
import { follow } from '../../src/realtime/feed.ts'
import { openHub } from '../../src/realtime/hub.ts'
import { heldBack, latestPlace, recordEvents, type EventRow } from '../../src/storage/events.ts'
import { insertWorkspace } from '../../src/storage/workspaces.ts'
import { nothingHeld } from '../support/caught-up.ts'
import { openTestDatabase } from '../support/database.ts'

const { db, url, onClose } = await openTestDatabase()
const log = pino({ level: 'silent' })
const workspaceId = await insertWorkspace(db, { name: 'Aeroandes', timeZone: 'UTC', locale: 'es', rehearsalOf: null })
const event = (kind: string) => recordEvents(db, workspaceId, [{ ticketId: null, kind, facts: {} }])

test('events of another server, brought by a restored backup, lie in the past', async () => {
  await event('before')
  await sql`update event set xid = '9000000000000'`.execute(db)
  const hub = await openHub(db, url, log)
  onClose(() => hub.stop())
  await hub.caughtUp()
  assert.equal(await heldBack(db, await latestPlace(db)), false, 'nothing waits for a transaction that will not come for years')
  const heard: string[] = []
  hub.subscribe(workspaceId, (events) => heard.push(...events.map(({ kind }) => kind)))
  await event('after')
  await nothingHeld(db)
  await hub.caughtUp()
  assert.deepEqual(heard, ['after'])
})

test('a browser whose place lies in the future loads anew, and hears what comes', async () => {
  const hub = await openHub(db, url, log)
  onClose(() => hub.stop())
  const heard: (string[] | null)[] = []
  const { promise: told, resolve } = Promise.withResolvers<void>()
  const push = async (events: EventRow[] | null) => {
    heard.push(events && events.map(({ kind }) => kind))
    if (events) resolve()
  }
  const unfollow = await follow({ db, hub, log }, { workspaceId, lastEventId: '9000000000000-1' }, push)
  await event('news')
  await told
  unfollow()
  assert.deepEqual(heard, [null, ['news']])
})
