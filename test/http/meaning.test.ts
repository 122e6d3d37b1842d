import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MessageItem, Ticket, TicketRow, TimelineItem } from '../../src/http/contract/tickets.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { openHouse } from '../support/house.ts'
import { post } from '../support/workspace.ts'

const house = await openHouse()
const { agent } = house.people
await house.hear(
  post('rude', 'rodo', '@aeroandes su servicio es una mierda, tres horas de retraso', 1),
  post('insult', 'tito', '@aeroandes vete a la mierda imbécil, perdieron mi maleta y llevo tres horas esperando', 2),
  post('threat', 'lupe', '@aeroandes si mañana no tengo respuesta voy a la SIC', 3),
)

const rows = await agent.browser.must<{ items: TicketRow[] }>('GET', '/tickets?view=all&limit=50').then(({ items }) => items)
const rowOf = (handle: string) => rows.find(({ person }) => person.handle === handle)!

async function messageOf(handle: string): Promise<MessageItem> {
  const { items } = await agent.browser.must<{ items: TimelineItem[] }>('GET', `/tickets/${rowOf(handle).id}/timeline`)
  return items.find((item) => item.kind === 'message')!
}

test('a message says how it was understood, with the words that led to it', async () => {
  const { meaning } = await messageOf('tito')
  assert.deepEqual([meaning?.type, meaning?.tone, meaning?.target], ['complaint', 'abusive', 'agent'])
  assert.ok(meaning?.evidence.tone?.some(({ words }) => words === 'imbécil'))
  assert.ok(!('probability' in meaning!) && !('model' in meaning!), 'figures of the model stay inside')
})

test('what is rude is not called abusive', async () => {
  assert.equal((await messageOf('rodo')).meaning?.tone, 'rude')
  assert.deepEqual(rowOf('rodo').marks.includes('abuse'), false)
})

test('a row carries what sets its matter apart', () => {
  assert.ok(rowOf('tito').marks.includes('abuse'))
  assert.ok(rowOf('lupe').marks.includes('ultimatum'))
})

test('a ticket tells every reason for its place, the decisive one first', async () => {
  const { need } = await agent.browser.must<Ticket>('GET', `/tickets/${rowOf('tito').id}`)
  assert.equal(need.why[0]?.code, need.reason)
  const waiting = need.why.find(({ code }) => code === 'waiting')
  assert.equal(waiting?.facts['unanswered'], 1)
})

test('an agent’s correction is shown, told once, and kept to learn from; who only looks on can’t make one', async () => {
  const { id } = await messageOf('rodo')
  const correct = (value: unknown, verdict = 'tone') => agent.browser.ask<MessageItem & { code?: string }>('PUT', `/messages/${id}/meaning`, { verdict, value })
  for (const _ of ['once', 'again']) {
    const { meaning } = (await correct('abusive')).body
    assert.deepEqual([meaning?.tone, meaning?.corrected, meaning?.evidence.tone], ['abusive', ['tone'], undefined])
  }
  const labels = await house.db.selectFrom('label_correction').selectAll().where('message_id', '=', id).execute()
  assert.deepEqual(
    labels.map(({ verdict, value, text, language, member_id }) => [verdict, value, text, language, member_id]),
    [['tone', 'abusive', '@aeroandes su servicio es una mierda, tres horas de retraso', 'es', agent.id]],
  )
  const told = await house.db.selectFrom('event').select('id').where('kind', '=', 'corrected').execute()
  assert.equal(told.length, 1)
  assert.equal((await correct('furious')).body.code, 'verdict-value')
  assert.equal((await house.people.observer.browser.ask('PUT', `/messages/${id}/meaning`, { verdict: 'tone', value: 'rude' })).status, 403)
})

test('a correction changes the ticket’s marks, strikes and place at once, and back', async () => {
  const { id } = await messageOf('lupe')
  const correct = (verdict: string, value: unknown) => agent.browser.must('PUT', `/messages/${id}/meaning`, { verdict, value })
  const ticketOf = async (handle: string) => await agent.browser.must<Ticket>('GET', `/tickets/${rowOf(handle).id}`)
  const before = await ticketOf('lupe')
  await correct('tone', 'abusive')
  await correct('ultimatum', false)
  await correct('urgency', 3)
  const after = await ticketOf('lupe')
  assert.ok(after.marks.includes('abuse') && !after.marks.includes('ultimatum'), after.marks.join())
  assert.equal(after.abuse?.strikes, 1)
  assert.ok(
    after.need.why.some(({ code }) => code === 'danger'),
    JSON.stringify(after.need),
  )
  assert.ok(after.need.orderAt! < before.need.orderAt!, 'danger comes first')
  await correct('tone', 'neutral')
  await correct('ultimatum', true)
  await correct('urgency', (await house.db.selectFrom('message').select('meaning').where('id', '=', id).executeTakeFirstOrThrow()).meaning!.urgency)
  const back = await ticketOf('lupe')
  assert.deepEqual([back.marks.toSorted(), back.abuse, back.need.orderAt], [before.marks.toSorted(), null, before.need.orderAt])
})

const MANUAL = `
manual: aeroandes
title: The manual of Aeroandes
language: en
brand: { name: Aeroandes, timeZone: America/Bogota, languages: [es], voice: { is: [clear] } }
accounts: { aeroandes: { network: x, handle: aeroandes, promise: desk } }
promises: { desk: { role: service desk, bio: Here., first answer: 70m } }
rules:
  - { rule: oxygen, when: { words: [oxígeno] }, then: { need: now } }
`

test('a correction leaves the class that the manual gave and the promise that runs', async () => {
  await insertManualVersion(house.db, { workspaceId: house.id, memberId: null, text: MANUAL, note: null })
  await house.hear(post('oxygen', 'oscar', '@aeroandes viajo mañana con oxígeno, ¿qué papeles necesito?', 4))
  const { items } = await agent.browser.must<{ items: TicketRow[] }>('GET', '/tickets?view=all&limit=50')
  const { id } = items.find(({ person }) => person.handle === 'oscar')!
  const placed = async () => {
    const { need } = await agent.browser.must<Ticket>('GET', `/tickets/${id}`)
    const { heard } = await house.db.selectFrom('ticket').select('heard').where('id', '=', id).executeTakeFirstOrThrow()
    return { reason: need.reason, orderAt: need.orderAt, heard }
  }
  const before = await placed()
  assert.ok(before.heard?.byManual === 0 && before.heard.promiseDueAt, JSON.stringify(before))
  const { items: said } = await agent.browser.must<{ items: TimelineItem[] }>('GET', `/tickets/${id}/timeline`)
  await agent.browser.must('PUT', `/messages/${said.find(({ kind }) => kind === 'message')!.id}/meaning`, { verdict: 'sarcasm', value: true })
  assert.deepEqual(await placed(), before)
})

test('a further reader’s suggestion is shown under its name, of what is unsure alone', async () => {
  const { id } = await messageOf('rodo')
  const { meaning } = await house.db.selectFrom('message').select('meaning').where('id', '=', id).executeTakeFirstOrThrow()
  const suggestion = { by: 'remote m', verdicts: { urgency: 2, sarcasm: true } }
  await house.db
    .updateTable('message')
    .set({ meaning: JSON.stringify({ ...meaning, unsure: ['sarcasm'], suggestion }) })
    .where('id', '=', id)
    .execute()
  const shown = (await messageOf('rodo')).meaning
  assert.deepEqual(shown?.suggestion, { by: 'remote m', verdicts: { sarcasm: true } })
  assert.equal((await messageOf('lupe')).meaning?.suggestion, null)
})
