import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runAudit } from '../../src/pipeline/run-audit.ts'
import { openHouse, openStranger } from '../support/house.ts'
import { post } from '../support/workspace.ts'

const house = await openHouse()
const stranger = await openStranger(house)
const { db, people } = house
const now = Temporal.Instant.from('2026-11-21T03:37:00Z')
const audit = () => people.observer.browser.must<{ run: { violations: number; found: object[] } | null }>('GET', '/audit')

test('the night’s proof is read by everybody who reads tickets, each in their own house; the next night’s takes its place', async () => {
  assert.deepEqual(await audit(), { run: null })
  await house.hear(post('1', 'caro', '@aeroandes mi maleta no aparece', 0), post('2', 'bruno', '@aeroandes il volo non parte', 1))
  await runAudit({ db, now: () => now })
  assert.deepEqual(await audit(), { run: { at: now.toString(), messages: 2, proved: 2, violations: 0, found: [] } })

  const ticket = await db.selectFrom('ticket').select(['id', 'number']).where('person_name', '=', 'caro').executeTakeFirstOrThrow()
  const message = await db.selectFrom('message').select('id').where('ticket_id', '=', ticket.id).executeTakeFirstOrThrow()
  await db.updateTable('ticket').set({ due_at: null }).where('id', '=', ticket.id).execute()
  await runAudit({ db, now: () => now.add({ hours: 24 }) })
  assert.deepEqual(await audit(), {
    run: {
      at: '2026-11-22T03:37:00Z',
      messages: 2,
      proved: 1,
      violations: 1,
      found: [
        { code: 'open-without-clock', ticketId: ticket.id, number: ticket.number, messageId: message.id, quarantineId: null, at: '2026-11-20T14:00:00Z' },
      ],
    },
  })
  const theirs = await stranger.browser.must<{ run: { messages: number } }>('GET', '/audit')
  assert.equal(theirs.run.messages, 0)
})

test('who leads may have it proved at once, and of their own house alone', async () => {
  const { run } = await people.supervisor.browser.must<{ run: { messages: number; violations: number } }>('POST', '/audit')
  assert.deepEqual([run.messages, run.violations], [2, 1])
  assert.equal((await people.agent.browser.ask('POST', '/audit')).status, 403)
  const theirs = await stranger.browser.must<{ run: { messages: number } }>('POST', '/audit')
  assert.equal(theirs.run.messages, 0)
})

test('all violations are counted, and the first are kept', async () => {
  await house.hear(...Array.from({ length: 60 }, (_, n) => post(`m${n}`, `vecina${n}`, '@aeroandes ¿hay alguien?', 5 + n)))
  await db.updateTable('ticket').set({ order_at: null }).where('workspace_id', '=', house.id).execute()
  await runAudit({ db, now: () => now })
  const { run } = await audit()
  assert.deepEqual([run?.violations, run?.found.length], [62, 50])
})
