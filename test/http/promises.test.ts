import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PromiseReceipts, TicketClocks } from '../../src/http/contract/promises.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { followClocks } from '../support/follow-clocks.ts'
import { openHouse, openStranger } from '../support/house.ts'
import { post } from '../support/workspace.ts'

const on = (wall: string) => Temporal.PlainDateTime.from(`2026-11-${wall}`).toZonedDateTime('America/Bogota').toInstant()
const minuteOf = (wall: string) => on(wall).since(Temporal.Instant.from('2026-11-20T14:00:00Z')).total('minutes')
let now = on('16T12:00')
const house = await openHouse({}, { now: () => now })
const stranger = await openStranger(house)
const { db, people, context } = house
const read = () => people.observer.browser.must<PromiseReceipts>('GET', '/promises')

const MANUAL = `
manual: aeroandes
title: Manual de Aeroandes
language: es
brand: { name: Aeroandes, timeZone: America/Bogota, languages: [es], voice: { is: [claro] } }
accounts: { aeroandes: { network: x, handle: aeroandes, promise: mesa } }
promises:
  mesa: { role: service-desk, bio: De lunes a viernes contestamos en media hora., calendar: oficina, firstAnswer: 30m, where: [{ visibility: private, firstAnswer: 15m }] }
calendars: { oficina: { hours: { 'mon-fri': '09:00-17:00' } } }
`

const asks = (id: string, wall: string) => post(id, `vecina${id}`, '@aeroandes mi maleta no aparece', minuteOf(wall))
const answers = (id: string, wall: string, to: string) =>
  post(id, 'aeroandes', 'Ya la buscamos', minuteOf(wall), { author: { id: '900', handle: 'aeroandes', name: 'Aeroandes' }, replyTo: to, addressed: [] })

test('before a manual is in force nothing is promised', async () => {
  assert.deepEqual(await read(), { zone: null, items: [] })
})

test('promised and real stand side by side; who still waits is counted, today and by week', async () => {
  await insertManualVersion(db, { workspaceId: house.id, memberId: null, text: MANUAL, note: null })
  // Last week: answered after 10, 20 and, over the weekend, 25 open minutes. This Monday: one too late, and one that waits since 11:50.
  await house.hear(asks('1', '10T10:00'), asks('2', '11T10:00'), asks('3', '13T16:45'))
  await house.hear(answers('a1', '10T10:10', '1'), answers('a2', '11T10:20', '2'), answers('a3', '16T09:10', '3'))
  await house.hear(asks('4', '16T09:00'), asks('5', '16T11:50'), answers('a4', '16T10:30', '4'))
  await followClocks(context)
  const { zone, items } = await read()
  assert.equal(zone, 'America/Bogota')
  const [{ account, promise, times }] = items as [PromiseReceipts['items'][number]]
  assert.deepEqual(
    [account.handle, promise],
    ['aeroandes', { role: 'service-desk', bio: 'De lunes a viernes contestamos en media hora.', open: true, opensAt: null }],
  )
  assert.deepEqual(
    times.map(({ time, promised }) => [time, promised]),
    [['first-answer', { public: 30, private: 15 }]],
  )
  const { today, weeks } = times[0]!
  assert.equal(weeks.length, 8)
  assert.deepEqual(
    weeks.slice(0, 6).map(({ figures }) => figures),
    [null, null, null, null, null, null],
  )
  assert.deepEqual(weeks[6], {
    monday: '2026-11-09',
    figures: { promised: 3, kept: 3, broken: 0, waiting: 0, share: 1, median: { minutes: 20, growing: false }, p90: { minutes: 25, growing: false } },
  })
  const monday = { promised: 2, kept: 0, broken: 1, waiting: 1, share: 0, median: { minutes: 10, growing: true }, p90: { minutes: 90, growing: true } }
  assert.deepEqual([weeks[7]!.figures, today], [monday, monday])
})

test('a wait that goes on grows by open hours alone, and breaks its promise with the clock', async () => {
  now = on('17T08:00')
  const { items } = await read()
  const [{ promise, times }] = items as [PromiseReceipts['items'][number]]
  assert.deepEqual([promise?.open, promise?.opensAt], [false, on('17T09:00').toString()])
  assert.equal(times[0]!.today, null, 'nobody has asked on Tuesday')
  const { broken, p90 } = times[0]!.weeks[7]!.figures!
  assert.deepEqual([broken, p90], [2, { minutes: 310, growing: true }], '11:50 to 17:00')
})

test('a ticket tells its clocks; another house hears of neither', async () => {
  const { id } = await db.selectFrom('ticket').select('id').where('person_handle', '=', 'vecina3').executeTakeFirstOrThrow()
  const { items } = await people.agent.browser.must<TicketClocks>('GET', `/tickets/${id}/clocks`)
  assert.deepEqual(
    items.map(({ kind, state, promised, dueAt, endedAt }) => ({ kind, state, promised, dueAt, endedAt })),
    [{ kind: 'first-answer', state: 'met', promised: 30, dueAt: on('16T09:15').toString(), endedAt: on('16T09:10').toString() }],
  )
  assert.deepEqual(
    items[0]!.steps.map(({ code, minutes }) => [code, minutes]),
    [
      ['started', null],
      ['counted', 15],
      ['closed-hours', 3840],
      ['counted', 10],
      ['answered', 25],
      ['due', null],
    ],
  )
  const handed = await people.agent.browser.must<TicketClocks>('PUT', `/tickets/${id}/company`, { company: 'Handling del Caribe' })
  assert.equal(handed.company, 'Handling del Caribe')
  assert.equal((await people.agent.browser.must<TicketClocks>('DELETE', `/tickets/${id}/company`)).company, null)
  assert.equal((await stranger.browser.ask('GET', `/tickets/${id}/clocks`)).status, 404)
  assert.equal((await stranger.browser.ask('PUT', `/tickets/${id}/company`, { company: 'X' })).status, 404)
  assert.deepEqual(await stranger.browser.must('GET', '/promises'), { zone: null, items: [] })
})
