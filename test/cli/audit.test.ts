import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { sql } from 'kysely'
import { busyDay } from '../../bench/support/square.ts'
import { ingest } from '../../src/pipeline/ingest.ts'
import { leaveUnanswered } from '../../src/pipeline/leave-unanswered.ts'
import { resolve } from '../../src/pipeline/resolve.ts'
import { snooze } from '../../src/pipeline/snooze.ts'
import { auditWorkspace, type Violation, type ViolationCode } from '../../src/storage/audit.ts'
import { recountAnswers } from '../../src/storage/deliveries.ts'
import { recordEvents } from '../../src/storage/events.ts'
import { endQuarantine } from '../../src/storage/quarantine-writes.ts'
import { openLog } from '../../src/platform/log.ts'
import { prepareJobs } from '../../src/jobs/worker.ts'
import { openTestDatabase } from '../support/database.ts'
import { plazaOn } from '../support/plaza.ts'
import { putInForce } from '../support/small-manual.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post, type TestWorkspace } from '../support/workspace.ts'

const { db, url, pool } = await openTestDatabase(4)
await prepareJobs(pool, openLog('silent'))
const { plaza } = plazaOn(url)
const needs = await ingestNeeds(db)
const now = Temporal.Now.instant()
let workspace: TestWorkspace
let memberId: string

const hear = (...items: ReturnType<typeof post>[]) => ingest(needs, batchOfLines(workspace, items, workspace.accounts.x))
const answerOf = (id: string, minute: number, more: { automatic?: 'auto-reply' } = {}) =>
  post(`re${id}`, 'aeroandes', 'Hola, ya lo miramos', minute, { author: US, replyTo: id, thread: id, ...more })
const US = { id: '900', handle: 'aeroandes', name: 'Aeroandes' }

/** One word of a customer, and the desk's work on its ticket. */
async function asked(id = '1') {
  await hear(post(id, `caro${id}`, '@aeroandes mi maleta no aparece y nadie responde', 0))
  const ticket = await db.selectFrom('ticket').select(['id', 'number']).orderBy('id', 'desc').executeTakeFirstOrThrow()
  return { ...ticket, work: { workspaceId: workspace.id, ticketId: ticket.id, memberId } }
}

const change = (ticketId: string, set: Record<string, string | null>) => db.updateTable('ticket').set(set).where('id', '=', ticketId).execute()

/** Three a page: what is looked for lies on the first or on a later one. */
async function look(): Promise<Violation[]> {
  const pages = await Array.fromAsync(auditWorkspace(db, workspace.id, 3))
  return pages.flatMap(({ violations }) => violations)
}

const proves = async () => assert.deepEqual(await look(), [])

async function finds(code: ViolationCode, ticket: { id: string; number: number }): Promise<void> {
  const { id, at } = await db
    .selectFrom('message')
    .select(['id', 'at'])
    .where('ticket_id', '=', ticket.id)
    .where('direction', '=', 'in')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const violations = (await look()).map((found) => ({ ...found, at: String(found.at) }))
  assert.deepEqual(violations, [{ code, ticketId: ticket.id, number: ticket.number, messageId: id, quarantineId: null, at: String(at) }])
}

beforeEach(async () => {
  await sql`truncate workspace cascade`.execute(db)
  await sql`truncate receipt, message, ticket, event, thread, identity, person, early_change cascade`.execute(db)
  workspace = await makeWorkspace(db)
  ;({ id: memberId } = await db
    .insertInto('member')
    .values({ workspace_id: workspace.id, user_id: 'u1', name: 'Ana', email: 'ana@aeroandes.test', locale: 'es', role: 'agent' })
    .returning('id')
    .executeTakeFirstOrThrow())
})

describe('plaza audit', { concurrency: false }, () => {
  test('a busy day, with answers, words left, put away and resolved, has nothing by accident', async () => {
    const day = busyDay(1_200, 'a')
    for (let i = 0; i < day.length; i += 200) await hear(...day.slice(i, i + 200))
    await hear(answerOf('a0', 60), answerOf('a3', 60))
    const tickets = await db.selectFrom('ticket').select('id').where('state', '=', 'open').orderBy('id').limit(3).execute()
    const [left, away, done] = tickets.map(({ id }) => ({ workspaceId: workspace.id, ticketId: id, memberId, now }))
    await leaveUnanswered(db, { ...left!, reason: 'spam' })
    await snooze(db, { ...away!, until: now.add({ hours: 2 }) })
    await resolve(db, done!)
    const { code, out, err } = await plaza(['audit', '--json'])
    assert.equal(code, 0, err)
    assert.deepEqual(JSON.parse(out), { proved: true, messages: 1_200, receipts: 1_202, violations: 0 })
    const states = await db.selectFrom('ticket').select('state').distinct().orderBy('state').execute()
    assert.deepEqual(
      states.map(({ state }) => state),
      ['left', 'open', 'resolved', 'snoozed', 'waiting'],
    )
  })

  test('a message without a ticket', async () => {
    const { id } = await asked()
    await db.updateTable('message').set({ ticket_id: null }).where('ticket_id', '=', id).execute()
    assert.deepEqual(
      (await look()).map((one) => [one.code, one.ticketId, one.number]),
      [['message-without-ticket', null, null]],
    )
  })

  for (const clock of ['due_at', 'order_at'])
    test(`an open ticket without ${clock}`, async () => {
      const ticket = await asked()
      await change(ticket.id, { [clock]: null })
      await finds('open-without-clock', ticket)
    })

  test('a ticket that waits for the customer while the customer waits for us', async () => {
    const ticket = await asked()
    await change(ticket.id, { state: 'waiting' })
    await finds('waiting-but-unanswered', ticket)
    await hear(answerOf('1', 5))
    await proves()
  })

  test('what a machine of ours answers is no answer', async () => {
    const ticket = await asked()
    await hear(answerOf('1', 5, { automatic: 'auto-reply' }))
    await proves()
    await recountAnswers(db, ticket.id)
    await proves()
    await change(ticket.id, { state: 'waiting' })
    await finds('waiting-but-unanswered', ticket)
  })

  test('an answer from before the word does not answer it', async () => {
    const ticket = await asked()
    await hear(answerOf('1', 5))
    await proves()
    await hear(post('2', 'caro1', '@aeroandes ¿y mi maleta?', 9, { replyTo: 're1', thread: '1' }))
    await change(ticket.id, { state: 'waiting' })
    await finds('waiting-but-unanswered', ticket)
  })

  test('a snoozed ticket that nothing wakes, or that slept past its time', async () => {
    const ticket = await asked()
    await snooze(db, { ...ticket.work, now, until: now.add({ hours: 1 }) })
    await proves()
    await change(ticket.id, { snoozed_until: now.subtract({ hours: 1 }).toString() })
    await finds('snoozed-past-wake', ticket)
    await change(ticket.id, { snoozed_until: null })
    await finds('snoozed-without-wake', ticket)
  })

  test('a ticket left without a reason, or with nobody’s name', async () => {
    const ticket = await asked()
    await change(ticket.id, { state: 'left', left_reason: 'spam' })
    await finds('left-without-name', ticket)
    await recordEvents(db, workspace.id, [{ ticketId: ticket.id, kind: 'left', facts: { reason: 'spam' } }])
    await finds('left-without-name', ticket)
    await recordEvents(db, workspace.id, [{ ticketId: ticket.id, kind: 'left', memberId, facts: { reason: 'spam' } }])
    await proves()
    await change(ticket.id, { left_reason: ' ' })
    await finds('left-without-reason', ticket)
  })

  test('a manual’s rule and version are a name; the same ticket without them has none', async () => {
    await putInForce(db, workspace.id)
    await hear(post('1', 'elias', '@aeroandes se acerca el apocalipsis hermanos', 0))
    const ticket = await db.selectFrom('ticket').select(['id', 'number', 'state']).executeTakeFirstOrThrow()
    assert.equal(ticket.state, 'left')
    await proves()
    await sql`update event set facts = facts - 'trace' where ticket_id = ${ticket.id}::bigint`.execute(db)
    await finds('left-without-name', ticket)
  })

  test('resolved while a word is unanswered: a member may, a job may not, and nobody before the word came', async () => {
    const ticket = await asked()
    await resolve(db, { ...ticket.work, memberId: null, now })
    await finds('resolved-with-unanswered', ticket)
    await recordEvents(db, workspace.id, [{ ticketId: ticket.id, kind: 'resolved', memberId, facts: {} }])
    await proves()
    await sql`update event set id = 0 where kind = 'resolved' and member_id is not null`.execute(db)
    await finds('resolved-with-unanswered', ticket)
  })

  test('a member who resolved in the belief that a reply was on its way, which was refused', async () => {
    const ticket = await asked()
    await resolve(db, { ...ticket.work, now })
    await proves()
    await recordEvents(db, workspace.id, [{ ticketId: ticket.id, kind: 'delivery', facts: { messages: [], state: 'refused' } }])
    await finds('resolved-with-unanswered', ticket)
  })

  test('a receipt for a message that is not there', async () => {
    await asked()
    await sql`insert into receipt (workspace_id, network, native_id, message_id) values (${workspace.id}::bigint, 'x', 'gone', 424242)`.execute(db)
    assert.deepEqual(await look(), [{ code: 'receipt-without-message', ticketId: null, number: null, messageId: '424242', quarantineId: null, at: null }])
  })

  test('what came and could not be read, until it is taken in or discarded', async () => {
    await hear(post('1', 'caro', '@aeroandes hola', 0), post('2', 'bruno', '@aeroandes hola', 1, { at: 'yesterday' }))
    const { id, at } = await db.selectFrom('quarantine').select(['id', 'at']).executeTakeFirstOrThrow()
    const found = { code: 'not-taken-in', ticketId: null, number: null, messageId: null, quarantineId: id, at }
    assert.deepEqual(await look(), [found])
    assert.match(
      String((await said())[1]),
      new RegExp(`^not-taken-in: item ${id} of the quarantine, .*\\n1 violations in 2 messages of customers and 1 receipts\\.\\n$`),
    )
    await endQuarantine(db, { workspaceId: workspace.id, id })
    await proves()
  })

  test('as JSON: a line a violation, and the figure in the last', async () => {
    const ticket = await asked()
    await change(ticket.id, { order_at: null })
    const { code, out } = await plaza(['audit', '--json'])
    const [violation, figure] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.equal(code, 1)
    assert.deepEqual(
      [violation.code, violation.ticketId, violation.number, violation.at],
      ['open-without-clock', ticket.id, ticket.number, '2026-11-20T14:00:00Z'],
    )
    assert.deepEqual(figure, { proved: false, messages: 1, receipts: 1, violations: 1 })
  })

  test('in words: what is amiss, a line each, and the figure', async () => {
    const ticket = await asked()
    assert.deepEqual(await said(), [0, 'Proved over 1 messages of customers and 1 receipts: nothing is unanswered by accident.\n'])
    await change(ticket.id, { due_at: null })
    const [code, words] = await said()
    assert.equal(code, 1)
    assert.match(String(words), new RegExp(`^open-without-clock: ticket ${ticket.number}, message \\d+, 2026-11-20T14:00:00Z\n1 violations in 1 messages`))
    const { code: misused } = await plaza(['audit', 'twice'])
    assert.equal(misused, 2)
  })
})

async function said() {
  const { code, out } = await plaza(['audit'])
  return [code, out]
}
