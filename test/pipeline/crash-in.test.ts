import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { test } from 'node:test'
import { openTestDatabase } from '../support/database.ts'
import { makeWorkspace, type TestWorkspace } from '../support/workspace.ts'

const { db, url } = await openTestDatabase()
const PLACES = ['begin', 'received', 'attributed', 'threaded', 'understood', 'decided', 'recorded', 'committed'].map((place) => `ingest:${place}`)

async function run(workspace: TestWorkspace, place: string, hits: number): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../support/crash-ingest.ts'), url, JSON.stringify(workspace), place, String(hits)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  return signal
}

for (const place of PLACES)
  test(`killed at ${place}, and again in the next batch: nothing is lost, nothing twice`, async () => {
    const workspace = await makeWorkspace(db)
    assert.equal(await run(workspace, place, 1), 'SIGKILL')
    assert.equal(await run(workspace, place, 2), 'SIGKILL')
    assert.equal(await run(workspace, 'nowhere', 1), null)
    const messages = await db.selectFrom('message').select(['native_id', 'ticket_id']).where('workspace_id', '=', workspace.id).execute()
    assert.deepEqual(messages.map((message) => message.native_id).sort(), Array.from({ length: 60 }, (_, n) => `c${n}`).sort())
    const tickets = await db
      .selectFrom('ticket')
      .select(['number', 'unanswered', 'person_id'])
      .where('workspace_id', '=', workspace.id)
      .orderBy('number')
      .execute()
    assert.deepEqual(
      tickets.map((ticket) => ticket.number),
      [1, 2, 3, 4, 5, 6, 7],
      'one ticket a person',
    )
    assert.equal(
      tickets.reduce((sum, ticket) => sum + ticket.unanswered, 0),
      60,
    )
    const events = await db.selectFrom('event').select('facts').where('workspace_id', '=', workspace.id).where('kind', '=', 'messages').execute()
    assert.equal(events.flatMap((event) => event.facts['messages']).length, 60, 'every message was told of once')
  })
