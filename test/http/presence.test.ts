import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Mouth, MouthPage, Presence } from '../../src/http/contract/presence.ts'
import { keepClocks } from '../../src/pipeline/keep-clocks.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { followSilence } from '../../src/watch/silence/follow-silence.ts'
import { soundSilence } from '../../src/pipeline/sound-silence.ts'
import { watchSilence } from '../../src/watch/silence/watch-silence.ts'
import { sql } from 'kysely'
import { caughtUp } from '../support/caught-up.ts'
import { openHouse, openStranger } from '../support/house.ts'
import { post } from '../support/workspace.ts'

const START = Temporal.Instant.from('2026-11-20T14:00:00Z')
let now = START
const house = await openHouse({}, { now: () => now })
const stranger = await openStranger(house)
const { db, people, context } = house

const MANUAL = `
manual: aeroandes
title: Manual de Aeroandes
language: es
brand: { name: Aeroandes, timeZone: America/Bogota, languages: [es], voice: { is: [claro] } }
words: { competitors: [CaribeAirCo] }
topics: { retraso: [no ha salido] }
accounts: { aeroandes: { network: x, handle: aeroandes, promise: amiga } }
people: { sofia: { name: The supervisor, role: supervisor, email: supervisor@aeroandes.example } }
departments:
  atencion: { does: Contesta., duty: [{ who: [sofia], hours: always }], escalation: [{ call: duty, delay: 0m, by: [email] }, { call: owner, delay: 10m, by: [email] }] }
rules:
  - { rule: se van, when: { churn: true }, then: { department: atencion, gesture: { give: un pase a la sala } } }
otherwise: { department: atencion }
promises: { amiga: { role: friend, bio: Aquí estamos., firstAnswer: 30m } }
`
await insertManualVersion(db, { workspaceId: house.id, memberId: null, text: MANUAL, note: null })
await db.updateTable('account').set({ connected_at: START }).where('id', '=', house.accountId).execute()

const minutes = (more: number) => START.add({ minutes: more })
const asks = (id: string, who: string, minute: number, text = '@aeroandes ¿sale el AN431?') => post(id, who, text, minute)
const answers = (id: string, to: string, minute: number) =>
  post(id, 'aeroandes', 'Ya le contamos', minute, { author: { id: '900', handle: 'aeroandes', name: 'Aeroandes' }, replyTo: to, addressed: [] })

async function watch(): Promise<void> {
  await caughtUp(db, ['clocks', 'silence'], async () => {
    await keepClocks(context)
    await followSilence(db)
  })
  await watchSilence({ ...context, now: () => now })
}

async function read(): Promise<Presence['items'][number]> {
  await watch()
  const { items } = await people.observer.browser.must<Presence>('GET', '/presence')
  return items[0]!
}

const alarms = async () =>
  (await sql<{ id: string; state: string; callee: string }>`select id::text, state, callee from silence_alarm order by raised_at`.execute(db)).rows

test('a quiet account is fine, and so is one whose people are within the promise', async () => {
  assert.deepEqual(await read().then(({ standing, waiting }) => [standing?.rule, waiting.people]), ['nobody-waits', 0])
  await house.hear(asks('1', 'rosa', 1))
  now = minutes(20)
  const { standing, waiting, promise } = await read()
  assert.deepEqual([standing?.state, standing?.rule, waiting.people, waiting.minutes, waiting.measure], ['fine', 'in-time', 1, 19, 30])
  assert.deepEqual(promise, { role: 'friend', bio: 'Aquí estamos.', bioShown: null, bioDenied: false })
  assert.deepEqual(await alarms(), [])
})

test('an answer that is late slips, once; its owner is told, then the next of the chain', async () => {
  now = minutes(40)
  const { standing, promise, proposals, waiting } = await read()
  assert.deepEqual([standing?.state, standing?.rule, promise?.bioDenied, waiting.longest?.person], ['slipping', 'answer-overdue', true, 'rosa'])
  assert.deepEqual(proposals, ['answer-them', 'shorten-hours', 'change-bio'])
  for (const [bio, shown] of [
    ['Vuelos por los Andes. ¡Aquí estamos!', true],
    ['Vuelos por los Andes.', false],
  ] as const) {
    await house.db.updateTable('account').set({ bio }).where('id', '=', house.accountId).execute()
    const seen = await read()
    assert.deepEqual([seen.account.bio, seen.promise?.bioShown, seen.promise?.bioDenied, seen.proposals.includes('change-bio')], [bio, shown, shown, shown])
  }
  await house.db.updateTable('account').set({ bio: null }).where('id', '=', house.accountId).execute()
  await read()
  const [alarm, ...more] = await alarms()
  assert.deepEqual([alarm?.state, alarm?.callee, more], ['slipping', 'atencion', []], 'looking again raises no second one')
  await soundSilence(context, alarm!.id)
  await soundSilence(context, alarm!.id)
  const told = async () => (await read()).alarm!.told.map(({ member, by }) => [member.id, by])
  assert.deepEqual(await told(), [[people.supervisor.id, 'e-mail']])
  now = minutes(51)
  await soundSilence(context, alarm!.id)
  assert.deepEqual(await told(), [
    [people.supervisor.id, 'e-mail'],
    [people.owner.id, 'e-mail'],
  ])
})

test('a worse state raises an alarm in the place of the other, and whoever takes it ends it', async () => {
  now = minutes(130)
  const { standing, alarm } = await read()
  assert.deepEqual([standing?.state, standing?.rule, alarm?.state, alarm?.open], ['silent', 'answers-nobody', 'silent', true])
  assert.equal((await alarms()).length, 2)
  assert.equal((await people.observer.browser.ask('PUT', `/presence/alarms/${alarm!.id}/taking`)).status, 403)
  assert.equal((await stranger.browser.ask('PUT', `/presence/alarms/${alarm!.id}/taking`)).status, 404)
  await people.agent.browser.must('PUT', `/presence/alarms/${alarm!.id}/taking`)
  assert.equal((await people.agent.browser.ask('PUT', `/presence/alarms/${alarm!.id}/taking`)).status, 409)
  const after = await read()
  assert.deepEqual([after.alarm?.open, after.alarm?.takenBy?.id], [false, people.agent.id])
  await soundSilence(context, alarm!.id)
  assert.deepEqual((await read()).alarm?.told, [], 'nobody is told of what is taken')
})

test('an answer makes it well again, and is what it last said', async () => {
  await house.hear(answers('a1', '1', 140))
  now = minutes(141)
  const { standing, waiting, answeredAt, spokenAt, week } = await read()
  assert.deepEqual([standing?.state, waiting.people, answeredAt, spokenAt], ['fine', 0, minutes(140).toString(), minutes(140).toString()])
  assert.deepEqual(week, { promised: 1, kept: 0, broken: 1, share: 0 })
  assert.equal((await alarms()).length, 2)
})

test('who insists is counted without waiting for the promise, and a second slip of the day is not told again', async () => {
  await house.hear(asks('2', 'caro', 150), asks('3', 'caro', 151, '@aeroandes ¿hay alguien?'), asks('4', 'caro', 152, '@aeroandes tercera vez que pregunto'))
  now = minutes(153)
  const { standing, waiting } = await read()
  assert.deepEqual([standing?.rule, waiting.insists, waiting.people], ['insisted', 3, 1])
  assert.equal((await alarms()).length, 2)
})

test('an account that says nothing for a month is abandoned; one that is not heard is not judged', async () => {
  await house.hear(answers('a2', '4', 154))
  now = minutes(154).add({ hours: 24 * 31 })
  const { standing, proposals } = await read()
  assert.deepEqual([standing?.state, standing?.rule, proposals], ['abandoned', 'nothing-said', ['change-bio', 'hand-over', 'close-honestly']])
  await db.updateTable('account').set({ state: 'paused' }).where('id', '=', house.accountId).execute()
  assert.deepEqual(await read().then(({ standing, proposals }) => [standing, proposals]), [null, []])
  await db.updateTable('account').set({ state: 'connected' }).where('id', '=', house.accountId).execute()
})

test('who leaves and for whom, who warns and who praises open their tickets; the manual says what may bring them back', async () => {
  now = minutes(200)
  await house.hear(
    asks('10', 'lola', 160, '@aeroandes mis próximos tiquetes los compro en @CaribeAirCo, que por lo menos habla. Me cambio.'),
    asks('11', 'rafa', 161, '@lola en la sala de @CaribeAirCo hay wifi, en la de @aeroandes no sé.'),
    asks('12', 'ines', 162, '@aeroandes gracias, excelente atención de la tripulación, los recomiendo mucho'),
    asks('13', 'omar', 163, '@aeroandes ¿sale el AN440?'),
  )
  await watch()
  const mouth = await people.observer.browser.must<Mouth>('GET', '/word-of-mouth')
  assert.deepEqual(Object.fromEntries(mouth.kinds.map(({ kind, people }) => [kind, people])), { leaves: 1, compares: 1, recommends: 1 })
  assert.deepEqual(mouth.competitors, [{ name: 'CaribeAirCo', leaves: 1, compares: 1 }])
  assert.deepEqual(mouth.causes, [{ cause: 'atencion', by: 'department', good: 1, bad: 2 }])
  const { items } = await people.observer.browser.must<MouthPage>('GET', '/word-of-mouth/sayings?kind=leaves')
  assert.deepEqual(
    items.map(({ ticket, wayBack }) => [ticket.person, wayBack]),
    [['lola', { script: null, gesture: { give: 'un pase a la sala', upTo: null } }]],
  )
  const first = await people.observer.browser.must<MouthPage>('GET', '/word-of-mouth/sayings?limit=2')
  const rest = await people.observer.browser.must<MouthPage>('GET', `/word-of-mouth/sayings?limit=2&after=${first.next}`)
  assert.deepEqual(
    [...first.items, ...rest.items].map(({ ticket }) => ticket.person),
    ['ines', 'rafa', 'lola'],
  )
  assert.equal(rest.next, null)
})

test('what is taken back is word of mouth no more; another house hears of nothing', async () => {
  await house.hear(post('11', 'rafa', '@lola en la sala de @CaribeAirCo hay wifi', 161, { deletedAt: minutes(170).toString() }))
  await watch()
  const { kinds } = await people.observer.browser.must<Mouth>('GET', '/word-of-mouth')
  assert.equal(
    kinds.some(({ kind }) => kind === 'compares'),
    false,
  )
  assert.deepEqual((await stranger.browser.must<Mouth>('GET', '/word-of-mouth')).kinds, [])
  const theirs = await stranger.browser.must<Presence>('GET', '/presence')
  assert.deepEqual(
    theirs.items.map(({ waiting }) => waiting.people),
    [0],
  )
})

test('where no manual is in force, the owner is told', async () => {
  await db
    .updateTable('account')
    .set({ connected_at: minutes(200) })
    .where('id', '=', stranger.accountId)
    .execute()
  await stranger.hear(asks('20', 'ada', 200))
  now = minutes(200).add({ hours: 25 })
  await watch()
  const { rows } = await sql<{ id: string }>`select id::text from silence_alarm where workspace_id = ${stranger.id}::bigint`.execute(db)
  assert.equal(rows.length, 1)
  await soundSilence(context, rows[0]!.id)
  const { items } = await stranger.browser.must<Presence>('GET', '/presence')
  assert.deepEqual([items[0]!.standing?.rule, items[0]!.alarm?.callee], ['answer-overdue', 'owner'])
  assert.deepEqual(
    items[0]!.alarm?.told.map(({ member, by }) => [member.name, by]),
    [['Stranger', 'e-mail']],
  )
})
