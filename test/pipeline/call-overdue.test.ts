import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { sql } from 'kysely'
import { callOverdue } from '../../src/pipeline/call-overdue.ts'
import { takePage } from '../../src/pipeline/take-pages.ts'
import { resolve } from '../../src/pipeline/resolve.ts'
import { mendDeadlineJobs } from '../../src/storage/deadlines.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { followClocks } from '../support/follow-clocks.ts'
import { openPaging } from '../support/paging.ts'

const road = await openPaging()
const { db, context, member, workspaceId } = road

/** Bags can wait an hour, danger none; the desk promises an answer in forty minutes. `more` are whole lines. */
const manualOf = (more = '', calendar = '') => `
manual: aeroandes
title: Manual de Aeroandes
language: es
brand: { name: Aeroandes, time zone: America/Bogota, languages: [es], voice: { is: [claro] } }
accounts: { aeroandes: { network: x, handle: aeroandes, promise: mesa } }
promises: { mesa: { role: friend, first answer: 40m, next answer: 40m } }
people:
  diana: { name: Diana Rojas, role: agent, email: diana@aeroandes.example }
  nora: { name: Nora Cifuentes, role: executive, email: nora@elsewhere.example }
departments:
  equipajes:
    does: Maletas.
    ${calendar}
    duty: [{ who: diana, hours: always }]
    escalation: [{ call: duty, after: 0m, by: email }, { call: nora, after: 5m, by: email }]
needs: { now: 1m, very urgent: 10m, urgent: 20m, standard: 30m, can wait: 60m }
rules:
  - { rule: maleta, when: { words: [maleta] }, then: { department: equipajes, need: standard } }
  - { rule: humo, when: { words: [humo] }, then: { department: equipajes, need: now } }
${more}
`
const publish = (text: string) => insertManualVersion(db, { workspaceId, memberId: null, text, note: null })
const follow = () => followClocks(context)
const events = async (ticketId: string) =>
  (
    await db
      .selectFrom('event')
      .select(['kind', 'facts'])
      .where('ticket_id', '=', ticketId)
      .where('kind', 'in', ['limit-passed', 'promise-near', 'paged'])
      .orderBy('id')
      .execute()
  ).map(({ kind, facts }) => ({ kind, facts }))
const causes = async () => (await db.selectFrom('page').select(['cause', 'callee']).orderBy('id').execute()).map(({ cause, callee }) => `${cause}: ${callee}`)
const pageId = async () => (await db.selectFrom('page').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow()).id

beforeEach(async () => {
  // What waited before is over, and all that was said of it is read.
  await db.updateTable('ticket').set({ state: 'resolved', unanswered: 0, unanswered_since: null }).execute()
  await follow()
  for (const table of ['page', 'deadline'] as const) await db.deleteFrom(table).execute()
  await sql`delete from graphile_worker._private_jobs`.execute(db)
  await publish(manualOf())
})

describe('a wait that passes its limit', { concurrency: false }, () => {
  test('calls the department at the minute, once, by its chain, and the ticket says so', async () => {
    const ticketId = await road.write('@aeroandes mi maleta no aparece')
    await follow()
    await road.pass({ minutes: 29 })
    assert.deepEqual(await causes(), [], 'nobody before the limit')
    await road.pass({ minutes: 1, seconds: 1 })
    assert.deepEqual(await causes(), ['limit: equipajes'])
    assert.deepEqual(await road.calls(), ['Diana Rojas e-mail: sent'])
    assert.match(road.mail.mails.at(-1)!.text!, /más de lo que permite su necesidad/)
    await road.pass({ minutes: 5 })
    assert.deepEqual((await road.calls()).at(-1), 'nora cifuentes e-mail: sent')
    const [passed, paged] = await events(ticketId)
    assert.equal(passed!.kind, 'limit-passed')
    assert.deepEqual([passed!.facts['callees'], passed!.facts['class']], [['equipajes'], 3])
    assert.equal(paged!.kind, 'paged')
    await follow()
    await road.pass({ hours: 3 })
    assert.deepEqual(await causes(), ['limit: equipajes'], 'what it said and did itself calls nobody anew')
  })

  test('a further word of the same wait, and whoever took it without answering, call nobody twice; the next wait does', async () => {
    const ticketId = await road.write('@aeroandes mi maleta no aparece')
    await follow()
    await road.pass({ minutes: 31 })
    await takePage(db, { workspaceId, pageId: await pageId(), memberId: member.diana })
    const { native_id: first } = await db.selectFrom('message').select('native_id').where('ticket_id', '=', ticketId).executeTakeFirstOrThrow()
    const { person_handle: handle } = await db.selectFrom('ticket').select('person_handle').where('id', '=', ticketId).executeTakeFirstOrThrow()
    const again = { replyTo: first, author: { id: `id-${handle}`, handle, name: handle } }
    assert.equal(await road.write('@aeroandes ¿y mi maleta?', again), ticketId)
    await follow()
    await road.pass({ hours: 2 })
    assert.deepEqual(await causes(), ['limit: equipajes'])
    await resolve(db, { workspaceId, ticketId, memberId: member.diana, now: context.now() })
    await follow()
    assert.equal(await road.write('@aeroandes otra vez sin maleta', again), ticketId)
    await follow()
    await road.pass({ minutes: 31 })
    assert.deepEqual(await causes(), ['limit: equipajes', 'limit: equipajes'])
  })

  test('answered or asleep in time: nobody is called', async () => {
    const answered = await road.write('@aeroandes mi maleta no aparece')
    const asleep = await road.write('@aeroandes mi maleta está rota')
    await follow()
    await resolve(db, { workspaceId, ticketId: answered, memberId: member.diana, now: context.now() })
    await db.updateTable('ticket').set({ state: 'snoozed', due_at: null, order_at: null }).where('id', '=', asleep).execute()
    await road.pass({ hours: 2 })
    assert.deepEqual(await causes(), [])
  })

  test('whom the manual names is called instead of the department', async () => {
    await publish(manualOf('overdue: { notify: supervisor }'))
    await road.write('@aeroandes mi maleta no aparece')
    await follow()
    await road.pass({ minutes: 31 })
    assert.deepEqual(await causes(), ['limit: supervisor'])
    assert.deepEqual((await road.calls()).at(-1), 'Camilo Ortega e-mail: sent')
  })

  test('a closed department is called when it opens, but for danger at once', async () => {
    const opens = context.now().add({ hours: 3 }).toZonedDateTimeISO('America/Bogota').round({ smallestUnit: 'hour', roundingMode: 'floor' })
    const hour = (hours: number) => `${String(opens.add({ hours }).hour).padStart(2, '0')}:00`
    const until = opens.hour < 23 ? hour(1) : '24:00'
    await publish(manualOf(`calendars: { mesa: { hours: { every day: '${hour(0)}-${until}' } } }`, 'calendar: mesa'))
    await road.write('@aeroandes mi maleta no aparece')
    const danger = await road.write('@aeroandes hay humo en la cabina')
    await follow()
    await road.pass({ minutes: 45 })
    assert.deepEqual(await causes(), ['limit: equipajes'])
    assert.equal((await events(danger))[0]?.kind, 'limit-passed')
    await road.pass({ minutes: Math.ceil(opens.toInstant().since(context.now()).total('minutes')) + 1 })
    assert.deepEqual(await causes(), ['limit: equipajes', 'limit: equipajes'])
  })

  test('a promised answer that is near calls as early as the manual says, and says which of the two it is', async () => {
    await publish(manualOf('overdue: { before promise: 15m }').replace('standard: 30m, can wait: 60m', 'standard: 50m, can wait: 60m'))
    const ticketId = await road.write('@aeroandes mi maleta no aparece')
    await follow()
    await road.pass({ minutes: 24 })
    assert.deepEqual(await causes(), [])
    await road.pass({ minutes: 2 })
    assert.deepEqual(await causes(), ['promise: equipajes'])
    assert.equal((await events(ticketId))[0]?.kind, 'promise-near')
    assert.match(road.mail.mails.at(-1)!.text!, /a punto de vencer/)
    await road.pass({ hours: 1 })
    assert.deepEqual(await causes(), ['promise: equipajes'], 'still called: the limit needs no second page')
  })

  test('words of an earlier day, read when an account is connected, call nobody', async () => {
    await road.write('@aeroandes mi maleta no aparece', { at: context.now().subtract({ hours: 100 }).toString() })
    await follow()
    await road.pass({ hours: 2 })
    assert.deepEqual(await causes(), [])
  })

  test('asked twice at once, or after its job was lost, it calls once', async () => {
    await road.write('@aeroandes mi maleta no aparece')
    await follow()
    await sql`delete from graphile_worker._private_jobs`.execute(db)
    await mendDeadlineJobs(db)
    await road.pass({ minutes: 31 })
    await db.updateTable('deadline').set({ called_at: null }).execute()
    await db.deleteFrom('page').execute()
    await Promise.all([callOverdue(context, workspaceId), callOverdue(context, workspaceId)])
    assert.deepEqual(await causes(), ['limit: equipajes'])
  })
})
