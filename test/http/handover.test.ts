import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { z } from 'zod'
import type { Handover } from '../../src/http/contract/handover.ts'
import type { TicketRow, TimelineItem } from '../../src/http/contract/tickets.ts'
import { queueReply } from '../../src/pipeline/queue-reply.ts'
import { openHouse, openStranger } from '../support/house.ts'
import { post } from '../support/workspace.ts'

type Handed = z.infer<typeof Handover>

const NOW = Temporal.Now.instant()
const said = (minutesAgo: number, id: string, who: string, text: string) =>
  post(id, who, text, 0, { at: NOW.subtract({ minutes: minutesAgo }).toString(), ...(id === 'one' || who !== 'luis' ? {} : { replyTo: 'one' }) })

const house = await openHouse()
const stranger = await openStranger(house)
const { agent, executive, observer, supervisor } = house.people
const read = (since = NOW.subtract({ hours: 4 })) => agent.browser.must<Handed>('GET', `/handover?since=${since}`)

await house.hear(
  said(4, 'calm', 'rosa', '@aeroandes ¿tienen menú vegano a bordo?'),
  said(15, 'danger', 'ana', '@aeroandes mi padre no puede respirar, está en la puerta 4, ¡ayuda ya!'),
  said(200, 'one', 'luis', '@aeroandes ¿dónde está mi maleta?'),
  said(190, 'two', 'luis', 'sigo esperando'),
  said(180, 'three', 'luis', 'tercera vez que pregunto'),
)

test('it says what is hot, each ticket once with every reason, in the order of need', async () => {
  const { hot, counts, talkedAbout, changes } = await read()
  const told = hot.map(({ ticket, because }) => [ticket.person.handle, because])
  assert.deepEqual(told.slice(0, 2), [
    ['ana', ['danger', 'overdue']],
    ['luis', ['overdue', 'insists']],
  ])
  assert.ok(!told.some(([who]) => who === 'rosa'), 'what can wait is not hot')
  assert.deepEqual(counts, { danger: 1, overdue: 2, paged: 0, 'due-soon': 0, insists: 1, consultation: 0, approval: 0 })
  assert.deepEqual(
    talkedAbout.map(({ ticket, messages }) => [ticket.person.handle, messages]),
    [['luis', 3]],
  )
  assert.deepEqual(changes, { heard: 5, answered: 0, opened: 3, resolved: 0, left: 0 })
})

test('a shorter shift knows less of what was said, and as much of what is hot', async () => {
  const { hot, changes } = await read(NOW.subtract({ minutes: 20 }))
  assert.equal(hot.length, 2)
  assert.deepEqual(changes, { heard: 2, answered: 0, opened: 2, resolved: 0, left: 0 })
})

test('what waits for a colleague, or for somebody who is called, is hot however calm it is', async () => {
  const [row] = (await agent.browser.must<{ items: TicketRow[] }>('GET', '/tickets?view=need&limit=50')).items.filter(({ person }) => person.handle === 'rosa')
  const ticketId = row!.id
  await agent.browser.must('POST', `/tickets/${ticketId}/consultations`, { ask: { memberId: supervisor.id }, question: 'Do we?' })
  const called = { workspace_id: house.id, ticket_id: ticketId, callee: 'care', manual_version: 1, began_at: NOW.toString() }
  const { id } = await house.db.insertInto('page').values(called).returning('id').executeTakeFirstOrThrow()
  assert.deepEqual((await read()).hot.find(({ ticket }) => ticket.id === ticketId)?.because, ['paged', 'consultation'])
  await house.db.deleteFrom('page').where('id', '=', id).execute()
  assert.deepEqual((await read()).hot.find(({ ticket }) => ticket.id === ticketId)?.because, ['consultation'])
  const { items } = await supervisor.browser.must<{ items: TimelineItem[] }>('GET', `/tickets/${ticketId}/timeline`)
  const asked = items.find(({ kind }) => kind === 'consultation')!
  await supervisor.browser.must('POST', `/consultations/${asked.id}/answer`, { answer: 'We do.' })
  assert.ok(!(await read()).hot.some(({ ticket }) => ticket.id === ticketId), 'answered')
})

test('what was closed counts, and is hot no more', async () => {
  const luis = (await read()).hot.find(({ ticket }) => ticket.person.handle === 'luis')!
  await agent.browser.must('PUT', `/tickets/${luis.ticket.id}/resolution`)
  const { hot, changes } = await read()
  assert.deepEqual([hot.length, changes.resolved], [1, 1])
})

test('answers are what people of ours said: no word of the house, and none that was undone or refused', async () => {
  const { items } = await agent.browser.must<{ items: TicketRow[] }>('GET', '/tickets?view=all&limit=50')
  const ticketId = items.find(({ person }) => person.handle === 'rosa')!.id
  const words = (text: string) => ({
    draft: crypto.randomUUID(),
    visibility: 'public' as const,
    accountId: house.accountId,
    threadId: null,
    answers: null,
    parts: [text],
    media: [],
    resolve: false,
  })
  const said = async (text: string) => {
    const { messages } = await agent.browser.must<{ messages: { id: string }[] }>('POST', `/tickets/${ticketId}/replies`, words(text))
    return messages[0]!.id
  }
  const before = (await read()).changes.answered
  await said('Sí, tenemos.')
  await agent.browser.must('POST', `/messages/${await said('Perdón, no.')}/undo`)
  await house.db
    .updateTable('delivery')
    .set({ state: 'refused' })
    .where('message_id', '=', await said('Pídalo al reservar.'))
    .execute()
  await queueReply(house.context, { ...words('Estamos cerrados.'), workspaceId: house.id, ticketId, memberId: null, language: 'es' })
  assert.equal((await read()).changes.answered, before + 1)
})

test('who is on duty stands there, with what they hold', async () => {
  await supervisor.browser.must('PUT', '/me/duty', { duty: 'on' })
  await agent.browser.must('PUT', '/me/duty', { duty: 'off' })
  const { onDuty } = await read()
  assert.deepEqual(
    onDuty.map(({ member, duty, open }) => [member.id, duty, open]),
    [[supervisor.id, 'on', 0]],
  )
})

test('those who leave leave a note; only they take it back, and nobody else’s house reads it', async () => {
  const notesOf = async (browser = agent.browser) => (await browser.must<Handed>('GET', `/handover`)).notes
  await agent.browser.must('POST', '/handover/notes', { text: '  El vuelo 402 sale a las seis.  ' })
  const [note, ...more] = await notesOf()
  assert.deepEqual([note?.text, note?.by.name, more], ['El vuelo 402 sale a las seis.', 'The agent', []])
  assert.equal((await observer.browser.ask('POST', '/handover/notes', { text: 'hola' })).status, 403)
  assert.equal((await executive.browser.ask('DELETE', `/handover/notes/${note!.id}`)).status, 404)
  assert.deepEqual(await notesOf(stranger.browser), [])
  await agent.browser.must('DELETE', `/handover/notes/${note!.id}`)
  assert.deepEqual(await notesOf(), [])
})

test('a shift of a month, of tomorrow or of no time is refused', async () => {
  for (const since of [NOW.subtract({ hours: 30 * 24 }), NOW.add({ hours: 24 }), 'yesterday'])
    assert.equal((await agent.browser.ask('GET', `/handover?since=${since}`)).status, 422, String(since))
})
