import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Ticket, TicketRow, TimelineItem } from '../../src/http/contract/tickets.ts'
import type { Browser } from '../support/http.ts'
import { openHouse } from '../support/house.ts'
import { post } from '../support/workspace.ts'

interface PageOf<T> {
  items: T[]
  next: string | null
}

const house = await openHouse()
const { agent, owner, executive } = house.people
await house.hear(
  ...Array.from({ length: 7 }, (_, n) => post(`p${n}`, `user${n}`, `@aeroandes mi vuelo AB-12${n} no salió, señor`, n)),
  post('again', 'user0', 'Sigo esperando una respuesta', 30, { replyTo: 'p0' }),
)

async function all(browser: Browser, view: string, limit: number): Promise<TicketRow[]> {
  const rows: TicketRow[] = []
  for (let after = ''; ;) {
    const page = await browser.must<PageOf<TicketRow>>('GET', `/tickets?view=${view}&limit=${limit}${after}`)
    rows.push(...page.items)
    if (page.next === null) return rows
    after = `&after=${page.next}`
  }
}

async function one(number: number): Promise<TicketRow> {
  return (await all(agent.browser, 'all', 200)).find((row) => row.number === number)!
}

const timeline = (id: string) => agent.browser.must<PageOf<TimelineItem>>('GET', `/tickets/${id}/timeline`).then((page) => page.items)
const eventsOf = async (id: string) => (await timeline(id)).flatMap((item) => (item.kind === 'event' ? [item.event] : []))

test('what waits for us is listed by need, page by page, each once', async () => {
  for (const limit of [1, 3, 200]) {
    const rows = await all(agent.browser, 'need', limit)
    assert.deepEqual(
      rows.map(({ number }) => number),
      [1, 2, 3, 4, 5, 6, 7],
    )
    assert.deepEqual(
      rows.map(({ need }) => need.dueAt),
      rows.map(({ need }) => need.dueAt).toSorted(),
    )
  }
  const newest = await all(agent.browser, 'all', 2)
  assert.deepEqual(
    newest.map(({ number }) => number),
    [1, 7, 6, 5, 4, 3, 2],
    'by the network’s time, newest first',
  )
})

test('a cursor that is not ours is refused, and so is an unknown view', async () => {
  for (const after of ['nonsense', Buffer.from('["x","1"]').toString('base64url'), Buffer.from('[null,"1; drop table ticket"]').toString('base64url')])
    assert.equal((await agent.browser.ask<{ code: string }>('GET', `/tickets?after=${after}`)).body.code, 'bad-cursor')
  assert.equal((await agent.browser.ask('GET', '/tickets?view=99999')).status, 404)
})

test('a ticket shows its threads, what may be answered, and why it is here', async () => {
  const row = await one(1)
  const ticket = await agent.browser.must<Ticket>('GET', `/tickets/${row.id}`)
  assert.equal(ticket.threads.length, 1)
  assert.equal(ticket.unanswered, 2)
  const open = ticket.replyOptions.map(({ visibility, to, account, blocked }) => [visibility, to, account.handle, blocked])
  assert.deepEqual(open[0], ['public', 'user0', 'aeroandes', null])
  assert.equal(open.length, 2, 'and a first private word')
  assert.ok(ticket.trace.some(({ rule }) => rule === 'need'))
  const items = await timeline(row.id)
  assert.deepEqual(
    items.map((item) => item.kind === 'message' && item.text),
    ['@aeroandes mi vuelo AB-120 no salió, señor', 'Sigo esperando una respuesta'],
  )
})

test('a timeline is paged backwards, oldest first inside a page', async () => {
  const { id } = await one(1)
  const newest = await agent.browser.must<PageOf<TimelineItem>>('GET', `/tickets/${id}/timeline?limit=1`)
  const older = await agent.browser.must<PageOf<TimelineItem>>('GET', `/tickets/${id}/timeline?limit=1&after=${newest.next}`)
  assert.deepEqual(
    [newest, older].map(({ items }) => items.map((item) => item.kind === 'message' && item.text.slice(0, 5))),
    [['Sigo '], ['@aero']],
  )
  assert.equal(older.next, null)
})

test('asked twice, an act at the desk happens once', async () => {
  const { id } = await one(2)
  const twice = async (method: string, act: string, body?: unknown) => {
    const [first, second] = await Promise.all([
      agent.browser.must<TicketRow>(method, `/tickets/${id}/${act}`, body),
      agent.browser.must<TicketRow>(method, `/tickets/${id}/${act}`, body),
    ])
    assert.deepEqual(first, second)
    return first
  }
  assert.equal((await twice('PUT', 'assignment', { memberId: owner.id })).assignee?.name, 'Olga Ferrer')
  assert.equal((await twice('PUT', 'department', { department: 'Equipaje' })).department, 'Equipaje')
  assert.deepEqual((await twice('PUT', 'labels', { labels: ['vip', 'maleta', 'vip'] })).labels, ['maleta', 'vip'])
  assert.equal((await twice('PUT', 'resolution')).state, 'resolved')
  const back = await twice('DELETE', 'resolution')
  assert.equal(back.state, 'open')
  assert.notEqual(back.need.dueAt, null, 'its need runs again')
  assert.equal((await twice('PUT', 'leaving', { reason: 'Es una burla' })).state, 'left')
  assert.equal((await twice('DELETE', 'resolution')).state, 'open')
  const until = Temporal.Now.instant().add({ hours: 2 }).toString()
  assert.equal((await twice('PUT', 'snooze', { until })).state, 'snoozed')
  assert.equal((await twice('DELETE', 'snooze')).state, 'open')
  assert.equal((await twice('PUT', 'assignment', { memberId: null })).assignee, null)
  assert.deepEqual(await eventsOf(id), ['assigned', 'moved', 'labelled', 'resolved', 'reopened', 'left', 'reopened', 'snoozed', 'woken', 'unassigned'])
  assert.deepEqual(await agent.browser.must('GET', '/labels'), { items: ['maleta', 'vip'] })
  assert.deepEqual(await agent.browser.must('GET', '/departments'), { items: ['Equipaje'] })
})

test('a ticket is left for a reason that can be counted, with a sentence where it says more', async () => {
  const { id } = await one(3)
  const left = async (body: unknown) => {
    await agent.browser.must('PUT', `/tickets/${id}/leaving`, body)
    const { leftReason, leaving } = await agent.browser.must<Ticket>('GET', `/tickets/${id}`)
    return [leftReason, leaving?.reason, leaving?.sentence]
  }
  assert.deepEqual(await left({ reason: 'spam' }), ['spam', 'spam', null])
  assert.deepEqual(await left({ reason: 'off-limits', sentence: 'De política: no se habla' }), [
    'off-limits: De política: no se habla',
    'off-limits',
    'De política: no se habla',
  ])
  assert.deepEqual(await left({ reason: 'Es una burla' }), ['Es una burla', 'other', 'Es una burla'])
  const bare = await agent.browser.ask<{ code: string }>('PUT', `/tickets/${id}/leaving`, { reason: 'other' })
  assert.deepEqual([bare.status, bare.body.code], [422, 'sentence-needed'])
  await agent.browser.must('DELETE', `/tickets/${id}/resolution`)
  const { leaving } = await agent.browser.must<Ticket>('GET', `/tickets/${id}`)
  assert.equal(leaving, null)
})

test('what can’t be done at the desk is refused by name', async () => {
  const { id } = await one(3)
  const code = async (act: string, body: unknown) => (await agent.browser.ask<{ code: string }>('PUT', `/tickets/${id}/${act}`, body)).body.code
  assert.equal(await code('snooze', { until: '2020-01-01T00:00:00Z' }), 'snooze-in-past')
  assert.equal(await code('snooze', { until: 'tomorrow' }), 'invalid')
  assert.equal(await code('assignment', { memberId: '999999' }), 'member-unknown')
  await agent.browser.must('PUT', `/tickets/${id}/resolution`)
  assert.equal(await code('snooze', { until: Temporal.Now.instant().add({ hours: 1 }).toString() }), 'ticket-closed')
  assert.equal(await code('leaving', { reason: 'demasiado tarde' }), 'ticket-closed')
})

test('a snoozed ticket comes back by its job when its time has come, and not before', async () => {
  const { id } = await one(4)
  const until = Temporal.Now.instant().add({ hours: 1 })
  await agent.browser.must('PUT', `/tickets/${id}/snooze`, { until: until.toString() })
  const { rows } = await house.context.pool.query(`select run_at from graphile_worker.jobs where key = $1`, [`wake:${id}`])
  assert.equal(rows.length, 1, 'the job commits with the fact')
  const { wakeTicket } = await import('../../src/pipeline/wake.ts')
  await wakeTicket({ db: house.db, now: () => until.subtract({ minutes: 1 }) }, id)
  assert.equal((await one(4)).state, 'snoozed')
  await wakeTicket({ db: house.db, now: () => until }, id)
  assert.equal((await one(4)).state, 'open')
})

test('a note is in the house only, calls who it mentions, and nobody from outside', async () => {
  const { id } = await one(5)
  const note = await executive.browser.must<{ mentions: { name: string }[] }>('POST', `/tickets/${id}/notes`, {
    text: 'Mira esto, por favor: código ÑANDÚ',
    mentions: [agent.id],
  })
  assert.deepEqual(
    note.mentions.map(({ name }) => name),
    ['The agent'],
  )
  const wrong = await executive.browser.ask<{ code: string }>('POST', `/tickets/${id}/notes`, { text: 'y tú', mentions: ['424242'] })
  assert.deepEqual([wrong.status, wrong.body.code], [404, 'member-unknown'])
  assert.deepEqual(
    (await timeline(id)).map(({ kind }) => kind),
    ['message', 'note'],
  )
})

test('a note that is sent again is one note, and calls nobody twice', async () => {
  const { id } = await one(5)
  const before = (await timeline(id)).length
  const note = { draft: '5a0c9e57-7b1e-4f0e-9d43-3a1f4e0b8d10', text: 'Ya hablé con el taller', mentions: [agent.id] }
  const [first, again] = await Promise.all([1, 2].map(() => executive.browser.must<{ id: string }>('POST', `/tickets/${id}/notes`, note)))
  assert.equal(again!.id, first!.id)
  assert.equal((await timeline(id)).length, before + 1)
  const { rows } = await house.context.pool.query(`select count(*)::int as calls from event where kind = 'mention' and facts->>'note' = $1`, [first!.id])
  assert.equal(rows[0].calls, 1)
  const other = await executive.browser.must<{ id: string }>('POST', `/tickets/${id}/notes`, { ...note, draft: '5a0c9e57-7b1e-4f0e-9d43-3a1f4e0b8d11' })
  assert.notEqual(other.id, first!.id)
})

test('a phone call is a private message on the ticket’s own thread, and answers it when both spoke', async () => {
  const { id } = await one(6)
  const call = { at: '2026-11-20T16:00:00Z', minutes: 4, direction: 'out', outcome: 'spoke', number: '+57 300 1234567', text: 'Le expliqué el cambio de vuelo' }
  const first = await agent.browser.must<{ visibility: string; call: unknown; threadId: string }>('POST', `/tickets/${id}/calls`, call)
  const second = await agent.browser.must<{ threadId: string }>('POST', `/tickets/${id}/calls`, { ...call, outcome: 'voicemail' })
  assert.deepEqual([first.visibility, first.call], ['private', { minutes: 4, outcome: 'spoke', number: '+57 300 1234567' }])
  assert.equal(first.threadId, second.threadId)
  const after = await one(6)
  assert.deepEqual([after.state, after.unanswered], ['waiting', 0])
  const ticket = await agent.browser.must<Ticket>('GET', `/tickets/${id}`)
  assert.ok(
    ticket.replyOptions.every(({ network }) => network === 'x'),
    'nobody answers a phone by text',
  )
})

test('saved views hold what they ask for, are one’s own unless shared, and are counted', async () => {
  const filter = { labels: ['vip'], state: ['open'], assignee: 'nobody' }
  const view = await agent.browser.must<{ id: string; count: number }>('POST', '/views', { name: 'VIP', filter })
  assert.equal(view.count, 1)
  assert.deepEqual(
    (await all(agent.browser, view.id, 5)).map(({ number }) => number),
    [2],
  )
  assert.equal((await executive.browser.ask('GET', `/tickets?view=${view.id}`)).status, 404, 'somebody else’s')
  assert.equal((await agent.browser.ask('POST', '/views', { name: 'Todos', filter, shared: true })).status, 403)
  const shared = await owner.browser.must<{ id: string }>('POST', '/views', { name: 'Todos', filter: { assignee: 'me' }, shared: true })
  assert.equal((await all(executive.browser, shared.id, 5)).length, 0)
  assert.equal((await agent.browser.ask('DELETE', `/views/${shared.id}`)).status, 403)
  const { items } = await agent.browser.must<{ items: { id: string; count: number }[] }>('GET', '/views')
  assert.deepEqual(
    items.slice(0, 4).map(({ id, count }) => [id, count]),
    [
      ['need', 5],
      ['mine', 0],
      ['asked', 0],
      ['departments', 1],
    ],
  )
  const kept = items.find(({ id }) => id === view.id)
  assert.deepEqual(kept, { id: view.id, name: 'VIP', builtIn: false, shared: false, filter, count: 1 })
  const changed = { name: 'VIP, todas', filter: { labels: ['vip'], state: ['open', 'waiting'] }, shared: false }
  assert.equal((await executive.browser.ask('PUT', `/views/${view.id}`, changed)).status, 404, 'somebody else’s')
  assert.equal((await agent.browser.ask('PUT', `/views/${shared.id}`, changed)).status, 403)
  assert.equal((await agent.browser.ask('PUT', `/views/${view.id}`, { ...changed, shared: true })).status, 403)
  const after = await agent.browser.must<{ filter: object }>('PUT', `/views/${view.id}`, changed)
  assert.deepEqual(after.filter, changed.filter)
  assert.deepEqual(
    (await all(agent.browser, view.id, 5)).map(({ number }) => number),
    (await all(agent.browser, 'need', 5)).filter(({ labels }) => labels.includes('vip')).map(({ number }) => number),
  )
  await agent.browser.must('DELETE', `/views/${view.id}`)
  assert.equal((await agent.browser.ask('GET', `/tickets?view=${view.id}`)).status, 404)
})

test('search finds words without their accents, handles, order numbers, beginnings, phrases, notes and ticket numbers', async () => {
  const numbers = async (q: string) =>
    (await agent.browser.must<PageOf<{ ticket: TicketRow }>>('GET', `/search?q=${encodeURIComponent(q)}`)).items.map(({ ticket }) => ticket.number)
  assert.deepEqual(await numbers('SENOR salio'), [7, 6, 5, 4, 3, 2, 1])
  assert.deepEqual(await numbers('@user3'), [4])
  assert.deepEqual(await numbers('user3'), [4])
  assert.deepEqual(await numbers('AB-123'), [4])
  assert.deepEqual(await numbers('ab-12'), [7, 6, 5, 4, 3, 2, 1], 'the last word may be unfinished')
  assert.deepEqual(await numbers('"vuelo ab 121"'), [2])
  assert.deepEqual(await numbers('"ab vuelo"'), [])
  assert.deepEqual(await numbers('nandu'), [5], 'in a note')
  assert.deepEqual(await numbers('T-3'), [3])
  assert.deepEqual(await numbers(`'; drop table message; -- :* & | !`), [])
  const page = await agent.browser.must<PageOf<{ ticket: TicketRow; excerpt: string }>>('GET', '/search?q=mi+vuelo&limit=2')
  const next = await agent.browser.must<PageOf<{ ticket: TicketRow }>>('GET', `/search?q=mi+vuelo&limit=2&after=${page.next}`)
  assert.deepEqual(
    [...page.items, ...next.items].map(({ ticket }) => ticket.number),
    [7, 6, 5, 4],
  )
  assert.match(page.items[0]!.excerpt, /mi vuelo AB-126/)
})

test('a person is shown with identities and tickets', async () => {
  const { person } = await one(1)
  const shown = await agent.browser.must<{ identities: { handle: string }[]; tickets: TicketRow[]; messages: number }>('GET', `/people/${person.id}`)
  assert.deepEqual([shown.identities.map(({ handle }) => handle), shown.tickets.map(({ number }) => number), shown.messages], [['user0'], [1], 2])
})
