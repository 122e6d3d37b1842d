import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Logger, runOnce } from 'graphile-worker'
import type { z } from 'zod'
import type { SearchPage, Ticket, TicketRow, TimelineItem } from '../../src/http/contract/tickets.ts'
import { takeOver } from '../../src/pipeline/take-over.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { openHouse } from '../support/house.ts'
import { post } from '../support/workspace.ts'

type SearchHit = z.infer<typeof SearchPage>['items'][number]

const house = await openHouse()
const { owner, supervisor, agent, executive } = house.people
const MANUAL = `
manual: aeroandes
title: The manual of Aeroandes
language: en
brand: { name: Aeroandes, timeZone: America/Bogota, languages: [es], voice: { is: [clear] } }
accounts: { aeroandes: { network: x, handle: aeroandes } }
abuse: { script: calm, warning: last warning, strikes: 2, consequence: supervisor-takes-over, forgotten after: 30d }
scripts:
  calm: { use: When somebody insults., steps: [Name the problem., Say the next step.], texts: [{ language: es, text: Lo siento }] }
  last warning: { use: Before the supervisor takes it., texts: [{ language: es, text: Por favor }] }
`
await insertManualVersion(house.db, { workspaceId: house.id, memberId: null, text: MANUAL, note: null })

const INSULTS = ['@aeroandes eres una inútil, pedazo de basura, ojalá te echen hoy mismo', '@aeroandes sois unos inútiles hijos de puta']
const BEGAN = Temporal.Now.instant().subtract({ hours: 1 })
let said = 0
const at = () => BEGAN.add({ minutes: said }).toString()
const insult = (who: string, more = {}) => house.hear(post(`i${(said += 1)}`, who, INSULTS[said % 2]!, 0, { at: at(), ...more }))
const tickets = () => agent.browser.must<{ items: TicketRow[] }>('GET', '/tickets?view=all&limit=50').then(({ items }) => items)
const ticketOf = async (who: string) => {
  const row = (await tickets()).find(({ person }) => person.handle === who)!
  return agent.browser.must<Ticket>('GET', `/tickets/${row.id}`)
}
const assignTo = (id: string, memberId: string) => agent.browser.must('PUT', `/tickets/${id}/assignment`, { memberId })
const handOn = (id: string, body = {}) => agent.browser.ask<TicketRow & { code?: string }>('POST', `/tickets/${id}/handing-on`, body)
/** Does the jobs of last strikes, as the worker does. */
const takenOver = () =>
  runOnce({
    pgPool: house.context.pool,
    taskList: { 'take-over': (payload) => takeOver(house.db, (payload as { ticketId: string }).ticketId) },
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
  })
const eventsOf = async (id: string) =>
  (await agent.browser.must<{ items: TimelineItem[] }>('GET', `/tickets/${id}/timeline`)).items.flatMap((item) => (item.kind === 'event' ? [item.event] : []))

test('each abusive message is counted, the warning comes before the last, and then the manual’s consequence', async () => {
  await insult('tito')
  const first = await ticketOf('tito')
  assert.deepEqual(first.abuse, { strikes: 1, script: 'last warning', steps: ['Name the problem.', 'Say the next step.'], consequence: null })
  await insult('tito', { replyTo: 'i1' })
  assert.deepEqual((await ticketOf('tito')).abuse, { ...first.abuse, strikes: 2, script: 'calm', consequence: 'supervisor-takes-over' })
})

test('where nobody was attacked nothing is said of it', async () => {
  await house.hear(post('calm', 'caro', '@aeroandes ¿dónde está mi maleta?', 0, { at: at() }))
  assert.equal((await ticketOf('caro')).abuse, null)
})

test('handed on, it is a supervisor’s, who is told, with all that was said on it', async () => {
  const { id } = await ticketOf('tito')
  await assignTo(id, agent.id)
  const { body } = await handOn(id, { note: 'Ya es la segunda vez.' })
  assert.equal(body.assignee?.id, supervisor.id)
  const { items } = await agent.browser.must<{ items: TimelineItem[] }>('GET', `/tickets/${id}/timeline`)
  assert.equal(items.filter(({ kind }) => kind === 'message').length, 2)
  assert.deepEqual(
    items.flatMap((item) => (item.kind === 'note' ? [item.text, item.mentions[0]?.name] : [])),
    ['Ya es la segunda vez.', 'The supervisor'],
  )
  assert.deepEqual(await eventsOf(id), ['assigned', 'page-taken', 'handed-on'])
  const mentions = await house.db.selectFrom('event').select('facts').where('ticket_id', '=', id).where('kind', '=', 'mention').execute()
  assert.deepEqual(
    mentions.map(({ facts }) => facts['members']),
    [[supervisor.id]],
  )
})

test('a supervisor hands on to the next; a department’s queue has it with nobody on it', async () => {
  const { id } = await ticketOf('tito')
  const next = await supervisor.browser.must<TicketRow>('POST', `/tickets/${id}/handing-on`, {})
  assert.equal(next.assignee?.id, owner.id)
  assert.deepEqual([(await handOn(id, { department: 'press' })).body.assignee, (await ticketOf('tito')).department], [null, 'press'])
})

test('the count of abuse is by whom it reached, for those who watch over them alone', async () => {
  await insult('memo')
  const { id } = await ticketOf('memo')
  await assignTo(id, executive.id)
  await insult('memo', { replyTo: `i${said}` })
  await insult('nadie')
  assert.equal((await agent.browser.ask('GET', '/abuse')).status, 403)
  const { items } = await supervisor.browser.must<{ items: { member: { name: string } | null; messages: number }[] }>('GET', '/abuse')
  assert.deepEqual(
    items.map(({ member, messages }) => [member?.name ?? null, messages]),
    [
      [null, 4],
      ['The executive', 1],
    ],
  )
})

test('what a person calls no abuse is not counted', async () => {
  const { id } = await ticketOf('nadie')
  const { items } = await agent.browser.must<{ items: TimelineItem[] }>('GET', `/tickets/${id}/timeline`)
  const message = items.find(({ kind }) => kind === 'message')!
  await agent.browser.must('PUT', `/messages/${message.id}/meaning`, { verdict: 'tone', value: 'rude' })
  const counted = await supervisor.browser.must<{ items: { member: { name: string } | null; messages: number }[] }>('GET', '/abuse')
  assert.equal(counted.items.find(({ member }) => member === null)?.messages, 3)
})

test('it reached who took the ticket as their next, and nobody any more once it left their hands', async () => {
  const reached = async () =>
    (await supervisor.browser.must<{ items: { member: { id: string } | null; messages: number }[] }>('GET', '/abuse')).items.find(
      ({ member }) => member?.id === agent.id,
    )?.messages ?? 0
  await house.db.updateTable('ticket').set({ assignee_id: owner.id }).execute()
  await agent.browser.must('PUT', '/me/duty', { duty: 'on' })
  await house.hear(post('next', 'nuria', '@aeroandes ¿dónde está mi maleta?', 0, { at: at() }))
  const { ticket } = await agent.browser.must<{ ticket: TicketRow }>('POST', '/tickets/next')
  assert.equal(ticket.person.handle, 'nuria')
  await insult('nuria', { replyTo: 'next', at: Temporal.Now.instant().toString() })
  assert.equal(await reached(), 1)
  await agent.browser.must('PUT', '/me/duty', { duty: 'off' })
  assert.ok((await eventsOf(ticket.id)).includes('returned'))
  await insult('nuria', { replyTo: 'next', at: Temporal.Now.instant().toString() })
  assert.equal(await reached(), 1)
})

test('at the last strike the supervisor takes it over by the manual, once, and keeps what is theirs', async () => {
  await insult('leo')
  const { id } = await ticketOf('leo')
  await assignTo(id, agent.id)
  await takenOver()
  assert.equal((await ticketOf('leo')).assignee?.id, agent.id, 'not at the first')
  await insult('leo', { replyTo: `i${said}` })
  await takenOver()
  assert.equal((await ticketOf('leo')).assignee?.id, supervisor.id)
  assert.equal((await eventsOf(id)).filter((event) => event === 'handed-on').length, 1)
  await assignTo(id, owner.id)
  await insult('leo', { replyTo: `i${said}` })
  await takenOver()
  assert.equal((await ticketOf('leo')).assignee?.id, owner.id)
})

test('given back by the supervisor, a calm word does not take it away again; another insult does', async () => {
  await insult('rita')
  const { id } = await ticketOf('rita')
  await insult('rita', { replyTo: `i${said}` })
  await takenOver()
  assert.equal((await ticketOf('rita')).assignee?.id, supervisor.id)
  await assignTo(id, agent.id)
  await house.hear(post('sorry', 'rita', '@aeroandes perdón, ¿dónde está mi maleta?', 0, { at: at(), replyTo: `i${said}` }))
  await takenOver()
  assert.equal((await ticketOf('rita')).assignee?.id, agent.id)
  await insult('rita', { replyTo: `i${said}` })
  await takenOver()
  assert.equal((await ticketOf('rita')).assignee?.id, supervisor.id)
})

test('in lists and in what is found, words that attack people are folded to what they are about; a calm word after them is shown', async () => {
  const say = (id: string, text: string, more = {}) => house.hear(post(id, 'lola', text, (said += 1), { at: at(), ...more }))
  const found = async () =>
    (await agent.browser.must<{ items: SearchHit[] }>('GET', '/search?q=basura')).items.find(({ ticket }) => ticket.person.handle === 'lola')!
  await say('burst', INSULTS[0]!)
  const shown = await ticketOf('lola')
  assert.deepEqual([shown.snippet, shown.subject, shown.folded?.type], ['', null, 'complaint'])
  const hit = await found()
  assert.deepEqual([hit.excerpt, hit.folded?.type, hit.ticket.snippet], ['', 'complaint', ''])
  await say('calmer', '@aeroandes perdón, ¿dónde está mi maleta?', { replyTo: 'burst' })
  const calm = await ticketOf('lola')
  assert.deepEqual([calm.snippet, calm.folded], ['@aeroandes perdón, ¿dónde está mi maleta?', null])
  assert.equal((await found()).excerpt, '', 'the insult itself stays folded')
})

test('what the manual forgets is neither counted nor said any more', async () => {
  await insult('vera', { at: BEGAN.subtract({ hours: 31 * 24 }).toString() })
  assert.equal((await ticketOf('vera')).abuse, null)
  await insult('vera')
  assert.equal((await ticketOf('vera')).abuse?.strikes, 1)
})
