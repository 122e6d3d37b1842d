import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConsultationItem } from '../../src/http/contract/consultations.ts'
import type { MessageItem, Ticket, TicketRow, TimelineItem } from '../../src/http/contract/tickets.ts'
import type { ApprovalItem } from '../../src/http/contract/approvals.ts'
import { remindOfConsultation } from '../../src/pipeline/remind-of-consultation.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import type { Browser } from '../support/http.ts'
import { openHouse, openStranger } from '../support/house.ts'
import { post } from '../support/workspace.ts'

const house = await openHouse()
const { owner, supervisor, agent, executive } = house.people
const MANUAL = `
manual: aeroandes
title: The manual of Aeroandes
language: en
brand: { name: Aeroandes, timeZone: America/Bogota, languages: [es], voice: { is: [clear] } }
accounts: { aeroandes: { network: x, handle: aeroandes } }
people:
  enzo: { name: The executive, role: executive, email: executive@aeroandes.example }
departments:
  workshop: { name: The workshop, does: Cabin and maintenance, duty: [{ who: enzo, hours: always }] }
topics:
  cabin: [aire]
  court: [demanda]
  parts: [pieza]
rules:
  - rule: air in the cabin
    when: { topic: cabin }
    do: { consult: workshop }
  - rule: before a court
    when: { topic: court }
    do: { approve: supervisor }
  - rule: a part that was changed
    when: { topic: parts }
    do: { approve: workshop }
abuse: { script: calm, strikes: 2, consequence: supervisor-takes-over }
scripts:
  calm: { use: When somebody insults., steps: [Name the problem.], texts: [{ language: es, text: Lo siento }] }
  back: { use: When it takes long., texts: [{ language: es, text: 'Un momento, {nombre}. Volvemos a las {hora} por aquí.' }] }
`
await insertManualVersion(house.db, { workspaceId: house.id, memberId: null, text: MANUAL, note: null })

let said = 0

/** A ticket of somebody new. */
async function hear(words: string): Promise<string> {
  const who = `p${(said += 1)}`
  await house.hear(post(`m${said}`, who, `@aeroandes ${words}`, said))
  const { items } = await agent.browser.must<{ items: TicketRow[] }>('GET', '/tickets?view=all&limit=50')
  return items.find(({ person }) => person.handle === who)!.id
}

const cabin = () => hear('el aire de la cabina no funcionaba')
const court = () => hear('mi abogada ya presentó la demanda')

const replyWith = (words: string, more: object = {}) => ({
  draft: crypto.randomUUID(),
  visibility: 'public',
  accountId: house.accountId,
  threadId: null,
  answers: null,
  parts: [words],
  ...more,
})

interface Queued {
  messages: MessageItem[]
  approval: ApprovalItem | null
  code?: string
}

const say = (who: Browser, ticketId: string, words: string, more?: object) => who.ask<Queued>('POST', `/tickets/${ticketId}/replies`, replyWith(words, more))
const ask = (who: Browser, ticketId: string, body: object) => who.ask<ConsultationItem & { code?: string }>('POST', `/tickets/${ticketId}/consultations`, body)
const ticketOf = (id: string, who = agent.browser) => who.must<Ticket>('GET', `/tickets/${id}`)
const timelineOf = async (id: string) => (await agent.browser.must<{ items: TimelineItem[] }>('GET', `/tickets/${id}/timeline`)).items
const asked = async (who: Browser) => (await who.must<{ items: TicketRow[] }>('GET', '/tickets?view=asked')).items.map(({ id }) => id)
const approve = (who: Browser, id: string, body: object = {}) => who.ask<ApprovalItem & { code?: string }>('POST', `/approvals/${id}/approval`, body)
const deliveriesOf = (ticketId: string) => house.db.selectFrom('delivery').select(['state', 'draft']).where('ticket_id', '=', ticketId).execute()

async function waiting(words = 'Lo estamos viendo.'): Promise<{ ticketId: string; approval: ApprovalItem }> {
  const ticketId = await court()
  const { body } = await say(agent.browser, ticketId, words)
  return { ticketId, approval: body.approval! }
}

test('who must be asked first is asked, answers in the ticket, and then the answer may go', async () => {
  const id = await cabin()
  assert.deepEqual((await ticketOf(id)).gates.consult, [{ callee: 'workshop', name: 'The workshop', state: 'unasked' }])
  const refused = await say(agent.browser, id, 'Ya lo miramos.')
  assert.deepEqual([refused.status, refused.body.code], [409, 'consult-first'])

  const before = await ticketOf(id)
  const { body: question } = await ask(agent.browser, id, { ask: { callee: 'workshop' }, question: '¿Qué avión era?' })
  assert.deepEqual(
    question.members.map(({ name }) => name),
    ['The executive'],
  )
  const waits = await ticketOf(id)
  assert.deepEqual(waits.waits, { for: 'consultation', until: question.dueAt })
  assert.deepEqual([waits.state, waits.need.dueAt], [before.state, before.need.dueAt], 'the customer’s clock runs on')
  assert.deepEqual([await asked(executive.browser), await asked(agent.browser)], [[id], []])
  assert.equal((await say(agent.browser, id, 'Ya lo miramos.')).body.code, 'consult-first', 'asked is not answered')

  const others = await agent.browser.ask<{ code: string }>('POST', `/consultations/${question.id}/answer`, { answer: 'El AN 81' })
  assert.deepEqual([others.status, others.body.code], [403, 'not-asked'])
  await executive.browser.must('POST', `/consultations/${question.id}/answer`, { answer: 'El AN 81' })
  const again = await executive.browser.ask<{ code: string }>('POST', `/consultations/${question.id}/answer`, { answer: 'Otro' })
  assert.deepEqual([again.status, again.body.code], [409, 'consultation-ended'])

  const item = (await timelineOf(id)).find(({ kind }) => kind === 'consultation') as ConsultationItem
  assert.deepEqual([item.question, item.answer, item.ended?.by?.name], ['¿Qué avión era?', 'El AN 81', 'The executive'])
  assert.deepEqual([(await ticketOf(id)).waits, await asked(executive.browser)], [null, []])
  assert.equal((await say(agent.browser, id, 'Ya lo miramos.')).body.messages.length, 1)
})

test('who speaks for those that are to be asked needn’t ask', async () => {
  const id = await cabin()
  assert.deepEqual((await ticketOf(id, executive.browser)).gates.consult, [])
  assert.equal((await say(executive.browser, id, 'Era el filtro.')).status, 200)
})

test('a supervisor may go past the manual with a sentence, which is kept; an agent may not', async () => {
  const id = await cabin()
  assert.equal((await say(supervisor.browser, id, 'Disculpe.')).body.code, 'consult-first')
  assert.equal((await say(agent.browser, id, 'Disculpe.', { override: 'no contestan' })).status, 403)
  assert.equal((await say(supervisor.browser, id, 'Disculpe.', { override: 'no contestan' })).body.messages.length, 1)
  const overridden = (await timelineOf(id)).find((item) => item.kind === 'event' && item.event === 'overridden')
  assert.deepEqual(overridden?.kind === 'event' && [overridden.by?.name, overridden.facts['because'], overridden.facts['consult']], [
    'The supervisor',
    'no contestan',
    ['The workshop'],
  ])
})

test('an overdue question is called to mind once its time has come, and not after its answer', async () => {
  const id = await cabin()
  const { body: question } = await ask(agent.browser, id, { ask: { memberId: owner.id }, question: '¿Sabes algo?' })
  const job = await house.db.selectFrom('consultation').select('due_at').where('id', '=', question.id).executeTakeFirstOrThrow()
  assert.equal(job.due_at.toString(), Temporal.Instant.from(question.dueAt).toString())
  const mentions = () => house.db.selectFrom('event').select('facts').where('ticket_id', '=', id).where('kind', '=', 'mention').execute()
  await remindOfConsultation({ db: house.db }, question.id)
  assert.deepEqual(
    (await mentions()).map(({ facts }) => facts['members']),
    [[owner.id], [owner.id]],
  )
  await owner.browser.must('POST', `/consultations/${question.id}/answer`, { answer: 'No' })
  const count = (await mentions()).length
  await remindOfConsultation({ db: house.db }, question.id)
  assert.equal((await mentions()).length, count)
})

test('a question needs somebody of the house and a time to come; only who asked takes it back', async () => {
  const id = await cabin()
  assert.equal((await ask(agent.browser, id, { ask: { memberId: '1' }, question: '¿?' })).body.code, 'member-unknown')
  assert.equal((await ask(agent.browser, id, { ask: { callee: 'workshop' }, question: '¿?', dueAt: '2020-01-01T00:00:00Z' })).body.code, 'due-in-past')
  const { body } = await ask(agent.browser, id, { ask: { callee: 'constructor' }, question: '¿?' })
  assert.deepEqual(
    body.members.map(({ name }) => name),
    ['The supervisor'],
    'a name that nobody answers to falls to the supervisors',
  )
  assert.equal((await executive.browser.ask('POST', `/consultations/${body.id}/withdrawal`)).status, 403)
  await agent.browser.must('POST', `/consultations/${body.id}/withdrawal`)
  assert.equal((await ticketOf(id)).waits, null)
})

test('what must be approved waits in the house, is nobody’s answer yet, and leaves once with the yes', async () => {
  const { ticketId, approval } = await waiting()
  assert.deepEqual(
    [approval.state, approval.parts, approval.members.map(({ name }) => name).sort()],
    ['waiting', ['Lo estamos viendo.'], ['Olga Ferrer', 'The supervisor']],
  )
  const ticket = await ticketOf(ticketId)
  assert.deepEqual([ticket.state, ticket.unanswered, ticket.waits?.for], ['open', 1, 'approval'])
  assert.deepEqual(await deliveriesOf(ticketId), [])
  assert.ok((await asked(supervisor.browser)).includes(ticketId))

  assert.deepEqual((await approve(agent.browser, approval.id)).body.code, 'own-reply')
  const answers = await Promise.all([approve(supervisor.browser, approval.id), approve(owner.browser, approval.id), approve(supervisor.browser, approval.id)])
  assert.deepEqual(
    answers.map(({ body }) => body.state),
    ['approved', 'approved', 'approved'],
  )
  assert.equal((await deliveriesOf(ticketId)).length, 1)
  const messages = (await timelineOf(ticketId)).filter((item) => item.kind === 'message' && item.direction === 'out') as MessageItem[]
  assert.deepEqual(
    messages.map(({ text, member }) => [text, member?.name]),
    [['Lo estamos viendo.', 'The agent']],
  )
  assert.deepEqual([(await ticketOf(ticketId)).state, (await ticketOf(ticketId)).waits], ['waiting', null])
})

test('the same draft asks once; a supervisor’s own answer needs nobody', async () => {
  const id = await court()
  const reply = replyWith('Lo vemos.')
  const twice = await Promise.all(['one', 'two'].map(() => agent.browser.must<Queued>('POST', `/tickets/${id}/replies`, reply)))
  assert.equal(twice[0]!.approval!.id, twice[1]!.approval!.id)
  assert.equal((await ticketOf(id, supervisor.browser)).gates.approve, null)
  assert.equal((await say(supervisor.browser, id, 'Hola.')).body.messages.length, 1)
})

test('other words are another reply: taken back while somebody says yes, one of the two comes first and the other hears of it', async () => {
  for (let round = 0; round < 4; round += 1) {
    const { ticketId, approval } = await waiting()
    const [yes, back] = await Promise.all([
      approve(supervisor.browser, approval.id),
      agent.browser.ask<{ code?: string }>('POST', `/approvals/${approval.id}/withdrawal`),
    ])
    assert.deepEqual([yes.status, back.status].sort(), [200, 409])
    assert.equal([yes, back].find(({ status }) => status === 409)!.body.code, 'approval-settled')
    assert.equal((await deliveriesOf(ticketId)).length, yes.status === 200 ? 1 : 0)
  }
})

test('sent back, it goes with words to who wrote it, and can’t be approved any more', async () => {
  const { ticketId, approval } = await waiting()
  const back = await supervisor.browser.must<ApprovalItem>('POST', `/approvals/${approval.id}/return`, { words: 'Sin la palabra demanda.' })
  assert.deepEqual([back.state, back.words, back.ended?.by?.name], ['returned', 'Sin la palabra demanda.', 'The supervisor'])
  assert.equal((await approve(supervisor.browser, approval.id)).body.code, 'approval-settled')
  const { facts } = await house.db
    .selectFrom('event')
    .select('facts')
    .where('ticket_id', '=', ticketId)
    .where('kind', '=', 'mention')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  assert.deepEqual(facts['members'], [agent.id])
})

test('answered on the network itself meanwhile, the yes asks again', async () => {
  const { ticketId, approval } = await waiting()
  const { native_id: nativeId } = await house.db.selectFrom('message').select('native_id').where('ticket_id', '=', ticketId).executeTakeFirstOrThrow()
  const own = { kind: 'message', network: 'x', id: `own${ticketId}`, at: '2026-11-20T15:40:00Z', author: { id: '900', handle: 'aeroandes', name: 'Aeroandes' } }
  await house.hear({ ...own, visibility: 'public', text: 'Le escribimos por privado.', addressed: [], replyTo: nativeId })
  const { status, body } = await approve(supervisor.browser, approval.id)
  assert.deepEqual([status, body.code], [409, 'answered-meanwhile'])
  assert.equal((await deliveriesOf(ticketId)).length, 0)
  assert.equal((await approve(supervisor.browser, approval.id, { anyway: true })).body.state, 'approved')
  assert.equal((await deliveriesOf(ticketId)).length, 1)
})

test('a call that nobody took answers nothing at the yes; one in which both spoke does', async () => {
  const call = { at: '2026-11-20T16:00:00Z', minutes: 4, direction: 'out', outcome: 'spoke', number: '+57 300 1234567', text: 'Le expliqué el cambio de vuelo' }
  for (const [outcome, direction, status] of [
    ['no-answer', 'out', 200],
    ['no-answer', 'in', 200],
    ['spoke', 'in', 409],
  ] as const) {
    const { ticketId, approval } = await waiting()
    await agent.browser.must('POST', `/tickets/${ticketId}/calls`, { ...call, outcome, direction })
    const yes = await approve(supervisor.browser, approval.id)
    assert.deepEqual([outcome, yes.status, yes.body.code], [outcome, status, status === 409 ? 'answered-meanwhile' : undefined])
  }
})

test('they wrote again meanwhile: the yes asks again, and whom their word wants asked is asked first', async () => {
  const { ticketId, approval } = await waiting()
  const { native_id: nativeId } = await house.db.selectFrom('message').select('native_id').where('ticket_id', '=', ticketId).executeTakeFirstOrThrow()
  const again = (words: string) => house.hear(post(`again${(said += 1)}`, nativeId!.replace('m', 'p'), `@aeroandes ${words}`, said, { replyTo: nativeId! }))
  await again('¿hola?')
  const unseen = await approve(supervisor.browser, approval.id)
  assert.deepEqual([unseen.status, unseen.body.code], [409, 'written-meanwhile'])
  await again('y el aire de la cabina no funcionaba')
  for (const body of [{}, { anyway: true }]) assert.equal((await approve(supervisor.browser, approval.id, body)).body.code, 'consult-first')
  assert.deepEqual(await deliveriesOf(ticketId), [])
  const { unanswered } = await house.db.selectFrom('ticket').select('unanswered').where('id', '=', ticketId).executeTakeFirstOrThrow()
  assert.equal(unanswered, 3)
  const past = { override: 'El taller ya no está' }
  assert.equal((await approve(supervisor.browser, approval.id, past)).body.code, 'written-meanwhile')
  assert.equal((await approve(supervisor.browser, approval.id, { ...past, anyway: true })).body.state, 'approved')
  const { facts } = await house.db
    .selectFrom('event')
    .select('facts')
    .where('ticket_id', '=', ticketId)
    .where('kind', '=', 'overridden')
    .executeTakeFirstOrThrow()
  assert.deepEqual(facts['consult'], ['The workshop'])
})

test('who says yes for those whom a later word wants asked is asked by it', async () => {
  const id = await hear('cambiaron la pieza con el avión lleno')
  const { approval } = (await say(agent.browser, id, 'Era un filtro.')).body
  await house.hear(post(`again${(said += 1)}`, `p${said - 1}`, '@aeroandes el aire de la cabina olía', said, { replyTo: `m${said - 1}` }))
  assert.equal((await ticketOf(id)).gates.consult.length, 1)
  assert.equal((await approve(executive.browser, approval!.id, { anyway: true })).body.state, 'approved')
})

test('an agent may want a yes where the manual asks for none', async () => {
  const id = await hear('¿qué equipaje puedo llevar?')
  const { body } = await say(agent.browser, id, 'Diez kilos.', { askApproval: true })
  assert.deepEqual([body.messages.length, body.approval?.state], [0, 'waiting'])
})

test('who wrote a reply can’t approve it, whatever their role and their sentence', async () => {
  const id = await cabin()
  const { body } = await say(supervisor.browser, id, 'Lo llevo yo.', { askApproval: true, override: 'El taller no contesta' })
  const own = await approve(supervisor.browser, body.approval!.id, { override: 'Tengo prisa' })
  assert.deepEqual([own.status, own.body.code], [403, 'own-reply'])
  assert.deepEqual(await deliveriesOf(id), [])
  assert.equal((await approve(owner.browser, body.approval!.id, { override: 'La supervisora me lo pidió' })).status, 200)
})

test('a variable of a script that nobody filled in does not go out, unless it is meant', async () => {
  const id = await hear('¿dónde está mi maleta?')
  for (const words of ['Hola, {nombre}, ya la tenemos.', 'Ciao {Nome}', 'Call us at { time }'.replace(' }', '}').replace('{ ', '{')]) {
    const refused = await say(agent.browser, id, words)
    assert.deepEqual([refused.status, refused.body.code], [422, 'unfilled'], words)
  }
  assert.equal((await say(agent.browser, id, 'La del {candado} rojo, ¿verdad?')).status, 200, 'no variable of ours')
  assert.equal((await say(agent.browser, id, 'Escriba {nombre} tal cual.', { unfilled: true })).status, 200)
})

test('what a script left in braces never goes out, however much it is meant; elsewhere the same word may', async () => {
  const id = await hear('¿a qué hora sale por fin?')
  const left = await agent.browser.ask<{ code: string; errors: object[] }>(
    'POST',
    `/tickets/${id}/replies`,
    replyWith('Un momento, Ana. Volvemos a las {hora} por aquí.', { unfilled: true }),
  )
  assert.deepEqual([left.status, left.body.code, left.body.errors], [422, 'unfilled-script', [{ path: 'hora', message: 'is not filled in' }]])
  assert.equal((await say(agent.browser, id, 'Ponga «{hora}» en la casilla.', { unfilled: true })).status, 200)
})

test('a yes that can’t be queued leaves everything as it was', async () => {
  const { ticketId, approval } = await waiting()
  await house.db.updateTable('account').set({ state: 'declared' }).where('id', '=', house.accountId).execute()
  try {
    assert.equal((await approve(supervisor.browser, approval.id)).status, 404, 'nobody can speak through it')
  } finally {
    await house.db.updateTable('account').set({ state: 'connected' }).where('id', '=', house.accountId).execute()
  }
  assert.equal((await ticketOf(ticketId)).waits?.for, 'approval')
  assert.equal((await approve(supervisor.browser, approval.id)).body.state, 'approved')
})

test('nothing of another house can be asked about or approved', async () => {
  const { ticketId, approval } = await waiting()
  const { browser } = await openStranger(house)
  assert.equal((await approve(browser, approval.id)).status, 404)
  assert.equal((await ask(browser, ticketId, { ask: { callee: 'workshop' }, question: '¿?' })).status, 404)
})
