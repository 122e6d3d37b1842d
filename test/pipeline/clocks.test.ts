import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { sql } from 'kysely'
import { clockState } from '../../src/domain/clock.ts'
import { explainClock } from '../../src/domain/explain-clock.ts'
import { clocksOfTickets } from '../../src/pipeline/clocks-of-tickets.ts'
import { handToCompany, takeBack } from '../../src/pipeline/hand-to-company.ts'
import { importTickets } from '../../src/pipeline/import-tickets.ts'
import { ingest, type IngestNeeds } from '../../src/pipeline/ingest.ts'
import { leaveUnanswered } from '../../src/pipeline/leave-unanswered.ts'
import { reopen, resolve } from '../../src/pipeline/resolve.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { insertMember } from '../../src/storage/members.ts'
import { insertUser } from '../../src/storage/sign-in.ts'
import { openTestDatabase } from '../support/database.ts'
import { followClocks } from '../support/follow-clocks.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post, type TestWorkspace } from '../support/workspace.ts'

const { db } = await openTestDatabase()
const needs: IngestNeeds = await ingestNeeds(db)
let workspace: TestWorkspace
let memberId: string
let users = 0

const manualOf = (firstAnswer: string) => `
manual: aeroandes
title: Manual de Aeroandes
language: es
brand: { name: Aeroandes, timeZone: America/Bogota, languages: [es], voice: { is: [claro] } }
accounts: { aeroandes: { network: x, handle: aeroandes, promise: mesa } }
promises: { mesa: { role: service-desk, calendar: oficina, firstAnswer: ${firstAnswer}, nextAnswer: 1h, resolution: 8h } }
calendars: { oficina: { hours: { 'mon-fri': '09:00-17:00' } } }
offLimits:
  religion: { words: [apocalipsis], instead: { leave: { reason: off-limits, because: De religión no se habla., how: at once } } }
`

beforeEach(async () => {
  workspace = await makeWorkspace(db)
  const userId = await insertUser(db, { name: 'Valentina R.', email: `v${(users += 1)}@aeroandes.test`, passwordHash: 'x' })
  memberId = await insertMember(db, { homeId: workspace.id, userId, name: 'Valentina R.', email: `v${users}@aeroandes.test`, locale: 'es', role: 'agent' })
  await publish('30m')
})

const publish = (firstAnswer: string) => insertManualVersion(db, { workspaceId: workspace.id, memberId: null, text: manualOf(firstAnswer), note: null })
const take = (...items: ReturnType<typeof post>[]) => ingest(needs, batchOfLines(workspace, items, workspace.accounts.x))
const ours = (id: string, text: string, minute: number, replyTo: string) =>
  post(id, 'aeroandes', text, minute, { author: { id: '900', handle: 'aeroandes', name: 'Aeroandes' }, addressed: [], replyTo: replyTo })
/** Minutes of `post` for a time on the brand's wall; it counts from Friday 20 November, 09:00; these are a week before. */
const on = (wall: string) => Temporal.PlainDateTime.from(`2026-11-${wall}`).toZonedDateTime('America/Bogota').toInstant()
const minuteOf = (wall: string) => on(wall).since(Temporal.Instant.from('2026-11-20T14:00:00Z')).total('minutes')
const wall = (at: Temporal.Instant) => at.toZonedDateTimeISO('America/Bogota').toPlainDateTime().toString().slice(8, 16)

async function ticketId(): Promise<string> {
  return (await db.selectFrom('ticket').select('id').where('workspace_id', '=', workspace.id).executeTakeFirstOrThrow()).id
}

async function clocks() {
  const id = await ticketId()
  return ((await clocksOfTickets(needs, workspace.id, [id])).get(id) ?? []).map(({ clock }) => clock)
}

/** Each clock from when, and what ended it when. */
async function ends(): Promise<string[]> {
  return (await clocks()).map(({ kind, runs, end }) => [kind, wall(runs[0]!.from), ...(end ? [end.by, wall(end.at)] : [])].join(' '))
}

const kept = () =>
  db
    .selectFrom('clock')
    .select(['kind', 'promised', 'counted', 'due_at', 'running_since', 'ended_by'])
    .where('workspace_id', '=', workspace.id)
    .orderBy('n')
    .execute()

describe('clocks of tickets', { concurrency: false }, () => {
  test('a word on Friday at 16:45 is due on Monday at 09:15, and its clock says how', async () => {
    await take(post('1', 'caro', '@aeroandes mi maleta no aparece', minuteOf('13T16:45')))
    const [first] = await clocks()
    assert.equal(first?.kind, 'first-answer')
    assert.deepEqual(
      explainClock(first!, on('13T18:00')).map(({ code, at, minutes }) => [code, wall(at), minutes]),
      [
        ['started', '13T16:45', null],
        ['counted', '13T16:45', 15],
        ['closed-hours', '13T17:00', 3840],
        ['counted', '16T09:00', 15],
        ['due', '16T09:15', null],
      ],
    )
    assert.deepEqual([clockState(first!, on('16T09:15:59')), clockState(first!, on('16T09:16'))], ['running', 'breached'])
  })

  test('an answer ends the first clock and puts the resolution on hold; another word sets the next answer going and goes on counting', async () => {
    await take(post('1', 'caro', '@aeroandes mi maleta no aparece', minuteOf('13T10:00')))
    await take(ours('2', '¿Nos da el número de su equipaje?', minuteOf('13T10:20'), '1'))
    const [first, resolution] = await clocks()
    assert.deepEqual([first?.end?.by, clockState(first!, on('13T12:00'))], ['answered', 'met'])
    assert.deepEqual([resolution?.kind, clockState(resolution!, on('13T12:00')), resolution?.dueAt], ['resolution', 'paused', null])
    await take(post('3', 'caro', '@aeroandes es el 4417', minuteOf('13T15:00'), { replyTo: '2' }))
    const [, goesOn, next] = await clocks()
    assert.deepEqual([next?.kind, wall(next!.dueAt!)], ['next-answer', '13T16:00'])
    assert.equal(wall(goesOn!.dueAt!), '16T14:40', '20 min on Friday morning, 2 h in the evening, the rest on Monday')
  })

  test('reopened, a resolution starts afresh; left, nothing is owed', async () => {
    await take(post('1', 'caro', '@aeroandes mi maleta no aparece', minuteOf('13T10:00')))
    const work = { workspaceId: workspace.id, ticketId: await ticketId(), memberId }
    await resolve(db, { ...work, now: on('13T11:00') })
    await reopen(db, work)
    assert.deepEqual(
      (await clocks()).map(({ kind, end }) => [kind, end?.by ?? null]),
      [
        ['first-answer', 'resolved'],
        ['resolution', 'resolved'],
        ['resolution', null],
      ],
    )
    await leaveUnanswered(db, { ...work, reason: 'duplicate', now: Temporal.Now.instant() })
    assert.equal((await clocks()).at(-1)?.end?.by, 'left')
  })

  test('answered on the network once it was closed, and reopened: the resolution runs', async () => {
    await take(post('1', 'caro', '@aeroandes mi maleta no aparece', minuteOf('13T13:05')))
    const work = { workspaceId: workspace.id, ticketId: await ticketId(), memberId }
    await resolve(db, { ...work, now: on('13T13:10') })
    await db
      .updateTable('event')
      .set({ at: on('13T13:10') })
      .where('kind', '=', 'resolved')
      .where('ticket_id', '=', work.ticketId)
      .execute()
    await take(ours('2', 'Ya está resuelto', minuteOf('13T13:12'), '1'))
    await reopen(db, work)
    const last = (await clocks()).at(-1)!
    assert.deepEqual([last.kind, last.end, last.runs.at(-1)?.to], ['resolution', null, null])
  })

  test('what the manual left is owed nothing, and the word after it is owed its own answer', async () => {
    await take(post('1', 'caro', '@aeroandes viene el apocalipsis', minuteOf('13T10:00')))
    assert.deepEqual(await ends(), ['first-answer 13T10:00 left 13T10:00', 'resolution 13T10:00 left 13T10:00'])
    await take(post('2', 'caro', '@aeroandes mi maleta no aparece', minuteOf('17T10:00'), { replyTo: '1' }))
    const owed = ['first-answer 13T10:00 left 13T10:00', 'resolution 13T10:00 left 13T10:00', 'first-answer 17T10:00', 'resolution 17T10:00']
    assert.deepEqual(await ends(), owed)
    await take(post('3', 'caro', '@aeroandes será el apocalipsis', minuteOf('17T10:05'), { replyTo: '2' }))
    assert.deepEqual(await ends(), owed, 'whoever waits for another answer is not left')
  })

  test('a word that was left and is edited to press more is owed an answer from then; left again, it is owed nothing', async () => {
    const edit = (text: string, at: Temporal.Instant) =>
      ingest(needs, {
        ...batchOfLines(workspace, [null], workspace.accounts.x),
        translate: () => [{ kind: 'edited', network: 'x', nativeId: '1', at, text, media: [] }],
      })
    const state = async () => (await db.selectFrom('ticket').select('state').where('workspace_id', '=', workspace.id).executeTakeFirstOrThrow()).state
    await take(post('1', 'caro', '@aeroandes viene el apocalipsis', minuteOf('13T10:00')))
    const left = ['first-answer 13T10:00 left 13T10:00', 'resolution 13T10:00 left 13T10:00']
    await edit('@aeroandes viene el apocalipsis, ¿dónde está mi maleta?', on('13T10:05'))
    assert.equal(await state(), 'left')
    assert.deepEqual(await ends(), [...left, 'first-answer 13T10:05 left 13T10:05', 'resolution 13T10:05 left 13T10:05'])
    await edit('@aeroandes mi hijo con asma se ahoga en la cabina, no respira, ayuda urgente', on('13T10:07'))
    assert.equal(await state(), 'open')
    assert.deepEqual((await ends()).slice(4), ['first-answer 13T10:07', 'resolution 13T10:07'])
  })

  test('what an import brought closed is owed nothing, and the word after it is owed its own answer', async () => {
    await take(post('1', 'caro', '@aeroandes mi maleta no aparece', minuteOf('13T10:00')))
    const line = { kind: 'ticket' as const, state: 'resolved' as const, messages: [{ network: 'x' as const, id: '1' }], labels: [] }
    await db.transaction().execute((transaction) => importTickets(transaction, workspace.id, [line]))
    const closed = ['first-answer 13T10:00 resolved 13T10:00', 'resolution 13T10:00 resolved 13T10:00']
    assert.deepEqual(await ends(), closed)
    await take(post('2', 'caro', '@aeroandes ahora falta otra', minuteOf('17T10:00'), { replyTo: '1' }))
    assert.deepEqual(await ends(), [...closed, 'first-answer 17T10:00', 'resolution 17T10:00'])
  })

  test('an answer of the same second comes after the word, however long their ids are', async () => {
    const idsFrom = (id: number) => sql`select setval('plaza_id', ${id}::bigint)`.execute(db)
    await idsFrom(900_000)
    await take(post('1', 'caro', '@aeroandes mi maleta no aparece', minuteOf('13T10:00')))
    await idsFrom(1_000_000)
    await take(ours('2', 'Ya la tenemos', minuteOf('13T10:00'), '1'))
    assert.deepEqual(await ends(), ['first-answer 13T10:00 answered 13T10:00', 'resolution 13T10:00'])
  })

  test('with another company the resolution is on hold, the answer is not; said twice it is once', async () => {
    await take(post('1', 'caro', '@aeroandes mi maleta no aparece', minuteOf('13T10:00')))
    const work = { workspaceId: workspace.id, ticketId: await ticketId(), memberId }
    await handToCompany(db, { ...work, company: 'Handling del Caribe' })
    await handToCompany(db, { ...work, company: 'Handling del Caribe' })
    const runsOf = async () => (await clocks()).map(({ kind, runs }) => [kind, runs.map(({ to, pausedBy }) => (to ? pausedBy : 'counts'))])
    assert.deepEqual(await runsOf(), [
      ['first-answer', ['counts']],
      ['resolution', ['handed']],
    ])
    await takeBack(db, work)
    await takeBack(db, work)
    assert.deepEqual((await runsOf())[1], ['resolution', ['handed', 'counts']])
    const events = await db
      .selectFrom('event')
      .select(['kind', 'facts'])
      .where('ticket_id', '=', work.ticketId)
      .where('member_id', '=', memberId)
      .orderBy('id')
      .execute()
    assert.deepEqual(events, [
      { kind: 'handed', facts: { to: 'Handling del Caribe' } },
      { kind: 'taken-back', facts: { from: 'Handling del Caribe' } },
    ])
    await resolve(db, { ...work, now: Temporal.Now.instant() })
    await assert.rejects(handToCompany(db, { ...work, company: 'Otra' }), { code: 'ticket-closed' })
  })

  test('a word is owed what was promised when it came, whatever is published later', async () => {
    await take(post('1', 'caro', '@aeroandes mi maleta no aparece', minuteOf('13T10:00')))
    await publish('5m')
    assert.equal(wall((await clocks())[0]!.dueAt!), '13T10:30')
    await take(post('2', 'bruno', '@aeroandes ¿y la mía?', minuteOf('13T10:00')))
    await followClocks(needs)
    assert.deepEqual(
      (await kept())
        .filter(({ kind }) => kind === 'first-answer')
        .map(({ promised }) => promised)
        .toSorted(),
      [30, 5],
    )
  })

  test('a machine’s word sets nothing going, and answers nothing', async () => {
    await take(post('1', 'caro', '@aeroandes mi maleta no aparece', minuteOf('13T10:00')))
    await take(post('2', 'caro', '@aeroandes estoy de vacaciones', minuteOf('13T10:01'), { replyTo: '1', automatic: 'auto-reply' }))
    assert.deepEqual(
      (await clocks()).map(({ kind, end }) => [kind, end]),
      [
        ['first-answer', null],
        ['resolution', null],
      ],
    )
  })

  test('the clocks that are kept follow the events: what was counted, what runs, what ended', async () => {
    await take(post('1', 'caro', '@aeroandes mi maleta no aparece', minuteOf('13T16:45')))
    await followClocks(needs)
    assert.deepEqual(await kept(), [
      { kind: 'first-answer', promised: 30, counted: 0, due_at: on('16T09:15'), running_since: on('13T16:45'), ended_by: null },
      { kind: 'resolution', promised: 480, counted: 0, due_at: on('16T16:45'), running_since: on('13T16:45'), ended_by: null },
    ])
    await take(ours('2', '¿Nos da el número de su equipaje?', minuteOf('16T09:05'), '1'))
    await followClocks(needs)
    await followClocks(needs)
    assert.deepEqual(await kept(), [
      { kind: 'first-answer', promised: 30, counted: 20, due_at: on('16T09:15'), running_since: null, ended_by: 'answered' },
      { kind: 'resolution', promised: 480, counted: 20, due_at: null, running_since: null, ended_by: null },
    ])
  })

  test('a place of another server, as a restored backup brings it, makes nobody wait: all is followed again', async () => {
    await take(post('1', 'caro', '@aeroandes mi maleta no aparece', minuteOf('13T16:45')))
    await db.updateTable('follower').set({ place: '9000000000000-1' }).where('name', '=', 'clocks').execute()
    await followClocks(needs)
    assert.equal((await kept()).length, 2)
  })
})
