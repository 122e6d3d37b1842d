import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { sql } from 'kysely'
import type { Json } from '../../src/domain/network-name.ts'
import { assign } from '../../src/pipeline/assign.ts'
import { resolve } from '../../src/pipeline/resolve.ts'
import { takePage } from '../../src/pipeline/take-pages.ts'
import { recordEvents } from '../../src/storage/events.ts'
import { mendPageJobs } from '../../src/storage/mend-page-jobs.ts'
import { insertPages, insertTelling } from '../../src/storage/pages.ts'
import { keepQuietHours } from '../../src/storage/quiet-hours.ts'
import { openPaging } from '../support/paging.ts'

const road = await openPaging()
const { db, mail, hooks, push, member, workspaceId } = road

beforeEach(async () => {
  // What is still waiting from before is over, and its jobs find nobody.
  await db.deleteFrom('page').execute()
  for (const table of ['quiet_hours', 'push_subscription'] as const) await db.deleteFrom(table).execute()
  mail.mails.length = hooks.taken.length = 0
})

const pageId = async () => (await db.selectFrom('page').select('id').orderBy('id').executeTakeFirstOrThrow()).id

/** What makes a further word of the same customer one of the same ticket. */
async function sameMatter(ticketId: string): Promise<Record<string, Json>> {
  const { native_id: first } = await db.selectFrom('message').select('native_id').where('ticket_id', '=', ticketId).executeTakeFirstOrThrow()
  const { person_handle: handle } = await db.selectFrom('ticket').select('person_handle').where('id', '=', ticketId).executeTakeFirstOrThrow()
  return { replyTo: first, author: { id: `id-${handle}`, handle, name: handle } }
}

describe('a page goes out and climbs', { concurrency: false }, () => {
  test('whoever is on duty is called at once, by every means of the step, once each', async () => {
    const browser = await road.browser(member.diana)
    const ticketId = await road.write('@aeroandes hay humo en la cabina del AN 204')
    await road.pass({ seconds: 1 })
    assert.deepEqual(await road.calls(), ['Diana Rojas push: sent', 'Diana Rojas webhook: sent'])
    assert.deepEqual(push.refusals, [])
    const [pushed] = browser.pushed
    const told = JSON.parse(pushed!.text) as { title: string; body: string; url: string }
    assert.match(told.title, /^T-\d+ te necesita ahora \(operaciones\)$/)
    assert.match(told.body, /humo en la cabina/)
    assert.ok(told.url.endsWith(`/inbox/${ticketId}?view=all`))
    assert.equal(pushed!.urgency, 'high')
    assert.deepEqual(hooks.forged, [])
    assert.deepEqual(
      hooks.taken.map(({ body }) => (body['member'] as { email: string }).email),
      ['diana@aeroandes.example'],
    )
    await road.pass({ minutes: 4 })
    assert.equal((await road.calls()).length, 2, 'nobody else before the time of the next step')
  })

  test('nobody reacts: the next is called at their time, in their language, and in the end it stands out', async () => {
    await road.write('@aeroandes hay humo en el avión')
    await road.pass({ seconds: 1 })
    await road.pass({ minutes: 5 })
    assert.deepEqual((await road.calls()).slice(2), ['nora cifuentes e-mail: sent'], 'no browser of hers: the push goes by mail, once')
    const [first] = mail.mails.filter(({ to }) => JSON.stringify(to).includes('nora@'))
    assert.match(first!.subject!, /^T-\d+ ha bisogno di te adesso \(operaciones\)$/)
    assert.match(first!.text!, /Nessuno ha ancora risposto/)
    assert.equal(first!.headers.get('auto-submitted'), 'auto-generated')
    await road.pass({ minutes: 5 })
    assert.equal((await road.calls()).at(-1), 'Camilo Ortega e-mail: sent')
    assert.deepEqual((await road.pages())[0]?.exhausted, false, 'the last one called is given some minutes')
    await road.pass({ minutes: 10 })
    assert.deepEqual(await road.pages(), [{ callee: 'operaciones', steps: 3, exhausted: true, ended: false, takenBy: null }])
  })

  for (const [how, take] of Object.entries({
    'presses «I have it»': async () => takePage(db, { workspaceId, pageId: await pageId(), memberId: member.diana }),
    'assigns it to herself': (ticketId: string) => assign(db, { workspaceId, ticketId, memberId: member.diana, homeId: workspaceId, assigneeId: member.diana }),
  }))
    test(`somebody ${how}: nobody else is called`, async () => {
      const ticketId = await road.write('@aeroandes hay humo en el avión')
      await road.pass({ seconds: 1 })
      await take(ticketId)
      const before = await road.calls()
      await road.pass({ minutes: 30 })
      assert.deepEqual(await road.calls(), before)
      assert.deepEqual(await road.pages(), [{ callee: 'operaciones', steps: 1, exhausted: false, ended: true, takenBy: member.diana }])
      const ticket = await db.selectFrom('ticket').select('assignee_id').where('id', '=', ticketId).executeTakeFirstOrThrow()
      assert.equal(ticket.assignee_id, member.diana)
    })

  test('answered on the network itself: the chain sees it and ends, taken by nobody', async () => {
    const ticketId = await road.write('@aeroandes hay humo en el avión')
    await road.pass({ seconds: 1 })
    await db.updateTable('ticket').set({ state: 'waiting', answered_at: road.context.now() }).where('id', '=', ticketId).execute()
    await road.pass({ minutes: 30 })
    assert.equal((await road.calls()).length, 2)
    assert.deepEqual(await road.pages(), [{ callee: 'operaciones', steps: 1, exhausted: false, ended: true, takenBy: null }])
  })

  test('assigned by somebody to somebody else: the call goes on until they react', async () => {
    const ticketId = await road.write('@aeroandes hay humo en el avión')
    await assign(db, { workspaceId, ticketId, memberId: member.camilo, homeId: workspaceId, assigneeId: member.diana })
    assert.deepEqual((await road.pages())[0]?.ended, false)
  })

  test('of two who press together one has it, and the other hears so', async () => {
    await road.write('@aeroandes hay humo en el avión')
    const id = await pageId()
    const press = (memberId: string) => takePage(db, { workspaceId, pageId: id, memberId })
    const ends = await Promise.allSettled([press(member.diana), press(member.nora)])
    assert.deepEqual(ends.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
    assert.equal((ends.find(({ status }) => status === 'rejected') as PromiseRejectedResult).reason.code, 'page-taken')
    const winner = (await road.pages())[0]!.takenBy!
    await press(winner)
  })

  test('more words on the same ticket open no second page; after it was resolved they do', async () => {
    const ticketId = await road.write('@aeroandes hay humo en el avión')
    const again = await sameMatter(ticketId)
    await road.write('@aeroandes más humo', again)
    assert.equal((await road.pages()).length, 1)
    await resolve(db, { workspaceId, ticketId, memberId: member.diana, now: road.context.now() })
    assert.equal(await road.write('@aeroandes humo otra vez', again), ticketId, 'it reopens the ticket')
    assert.deepEqual(
      (await road.pages()).map(({ ended }) => ended),
      [true, false],
    )
  })

  test('danger calls those who were called in vain for a wait beyond its limit, and a limit none who are called already', async () => {
    const ticketId = await road.write('@aeroandes mi maleta no aparece')
    const passLimit = () => insertPages(db, { workspaceId, cause: 'limit', version: 1, at: road.context.now(), pages: [{ ticketId, callee: 'operaciones' }] })
    await passLimit()
    await road.pass({ minutes: 40 })
    assert.equal((await road.pages())[0]?.exhausted, true)
    const before = (await road.calls()).length
    assert.equal(await road.write('@aeroandes hay humo en la cabina', await sameMatter(ticketId)), ticketId)
    await road.pass({ seconds: 1 })
    assert.ok((await road.calls()).length > before)
    await passLimit()
    assert.equal((await road.pages()).length, 2)
  })

  test('a page that only tells is told, whoever has the ticket and is called to it', async () => {
    const ticketId = await road.write('@aeroandes hay humo en el avión')
    await road.pass({ seconds: 1 })
    const before = await road.calls()
    await insertTelling(db, { workspaceId, ticketId, tells: 'praise', version: 1, at: road.context.now(), callees: ['operaciones'] })
    await assign(db, { workspaceId, ticketId, memberId: member.diana, homeId: workspaceId, assigneeId: member.diana })
    await road.pass({ seconds: 1 })
    assert.deepEqual((await road.calls()).slice(before.length), ['Diana Rojas e-mail: sent'])
  })

  test('taken as the next in the order of work: nobody else is called', async () => {
    const ticketId = await road.write('@aeroandes hay humo en el avión')
    await road.pass({ seconds: 1 })
    await recordEvents(db, workspaceId, [{ ticketId, kind: 'taken', memberId: member.diana, facts: {} }])
    await road.pass({ minutes: 30 })
    assert.equal((await road.calls()).length, 2)
    assert.equal((await road.pages())[0]?.ended, true)
  })

  test('a page whose jobs were lost, as in a restored backup, goes on', async () => {
    await road.write('@aeroandes hay humo en el avión')
    const loseJobs = () => sql`delete from graphile_worker._private_jobs`.execute(db)
    await loseJobs()
    await mendPageJobs(db)
    await road.pass({ seconds: 0 })
    await loseJobs()
    await mendPageJobs(db)
    await road.pass({ minutes: 5 })
    assert.equal((await road.calls()).at(-1), 'nora cifuentes e-mail: sent')
  })

  test('a name that matches nobody here: the supervisors are called, and told for whom', async () => {
    await road.write('@aeroandes esto acaba ante el juez')
    await road.pass({ seconds: 1 })
    assert.deepEqual((await road.calls()).toSorted(), ['Camilo Ortega e-mail: sent', 'Diana Rojas e-mail: sent'])
    assert.match(mail.mails.find(({ to }) => JSON.stringify(to).includes('camilo@'))!.text!, /calls “inés”, who matches nobody here/)
  })

  test('nothing private leaves: neither words nor whose they are', async () => {
    const browser = await road.browser(member.diana)
    await road.write('hay humo en mi contador 12345678Z', { visibility: 'private' })
    await road.pass({ minutes: 5 })
    const left = [
      ...browser.pushed.map(({ text }) => text),
      ...mail.mails.map((one) => `${one.subject} ${one.text} ${one.html}`),
      ...hooks.taken.map(({ body }) => JSON.stringify(body)),
    ]
    assert.ok(left.length >= 3)
    for (const words of left) assert.doesNotMatch(words, /12345678Z|contador|caro/)
  })

  test('quiet hours hold back those who are not on duty, but never the last of a chain', async () => {
    for (const id of Object.values(member)) await keepQuietHours(db, id, { from: 0, to: 1439 })
    await road.write('@aeroandes hay humo en el avión')
    await road.pass({ minutes: 10 })
    assert.deepEqual(await road.calls(), [
      'Diana Rojas e-mail: sent',
      'Diana Rojas webhook: sent',
      'nora cifuentes e-mail: quiet',
      'Camilo Ortega e-mail: sent',
    ])
  })

  test('in a storm somebody is called ten times in ten minutes, and the rest waits on the screen', async () => {
    for (let n = 0; n < 12; n++) await road.write('@aeroandes humo otra vez')
    await road.pass({ seconds: 5 })
    const mails = (await road.calls()).filter((call) => call.includes('Diana Rojas e-mail'))
    assert.deepEqual([mails.filter((call) => call.endsWith('sent')).length, mails.filter((call) => call.endsWith('held')).length], [10, 2])
  })

  test('words of long ago call nobody', async () => {
    await road.write('@aeroandes hubo humo', { at: road.context.now().subtract({ hours: 30 }).toString() })
    assert.deepEqual(await road.pages(), [])
  })
})

describe('a means that fails', { concurrency: false }, () => {
  test('a mail server that asks for patience is asked again; one that refuses for good is not', async () => {
    mail.refuse(451)
    await road.write('@aeroandes esto acaba ante el juez')
    await road.pass({ seconds: 1 })
    assert.equal((await road.calls()).filter((call) => call.endsWith('due busy')).length, 1)
    await road.pass({ minutes: 1 })
    assert.deepEqual((await road.calls()).toSorted(), ['Camilo Ortega e-mail: sent', 'Diana Rojas e-mail: sent'])
    mail.refuse(554, 554)
    await road.write('@aeroandes nos vemos ante el juez')
    await road.pass({ minutes: 30 })
    assert.equal((await road.calls()).filter((call) => call.endsWith('failed refused')).length, 2)
  })

  test('a webhook that fails is tried again under the same id, and given up in the end', async () => {
    hooks.answer(500, 503)
    await road.write('@aeroandes hay humo en el avión')
    await road.pass({ minutes: 2 })
    assert.deepEqual(
      hooks.taken.map(({ id }) => id),
      [`call-${await idOfCall('webhook')}`],
    )
    hooks.answer(...Array.from({ length: 20 }, () => 500))
    await road.write('@aeroandes más humo')
    await road.pass({ hours: 1 })
    assert.ok((await road.calls()).includes('Diana Rojas webhook: failed gave-up'))
    hooks.answer(404)
  })

  const idOfCall = async (by: 'webhook') => (await db.selectFrom('page_call').select('id').where('by', '=', by).executeTakeFirstOrThrow()).id

  test('a browser that is gone is forgotten; where it was the last one, the call goes by mail', async () => {
    const [gone, stays] = [await road.browser(member.diana), await road.browser(member.diana)]
    push.answer(gone, 410)
    await road.write('@aeroandes hay humo en el avión')
    await road.pass({ seconds: 1 })
    assert.equal(stays.pushed.length, 1)
    push.answer(stays, 404)
    await road.write('@aeroandes hay humo en otro avión')
    await road.pass({ seconds: 1 })
    assert.ok((await road.calls()).includes('Diana Rojas push: failed no-browser'))
    assert.equal(mail.mails.filter(({ to }) => JSON.stringify(to).includes('diana@')).length, 1)
    assert.deepEqual(await db.selectFrom('push_subscription').select('id').execute(), [])
  })

  test('nothing of a rehearsal leaves the machine: the calls show on the screen alone', async () => {
    const { id: home } = await db
      .insertInto('workspace')
      .values({ name: 'The real one', time_zone: 'UTC', locale: 'es' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db.updateTable('workspace').set({ rehearsal_of: home }).where('id', '=', workspaceId).execute()
    await db.updateTable('member').set({ workspace_id: home }).where('workspace_id', '=', workspaceId).execute()
    await road.write('@aeroandes hay humo en el avión')
    await road.pass({ minutes: 30 })
    assert.deepEqual([...new Set((await road.calls()).map((call) => call.split(': ')[1]))], ['rehearsed'])
    assert.deepEqual([mail.mails.length, hooks.taken.length], [0, 0])
  })
})
