import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import type { Availability } from '../../src/http/contract/availability.ts'
import type { Ticket, TicketRow, TimelineItem } from '../../src/http/contract/tickets.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { workIsGivenOut } from '../support/give-out.ts'
import type { Browser } from '../support/http.ts'
import { openHouse } from '../support/house.ts'
import { post } from '../support/workspace.ts'

const house = await openHouse()
const { agent, owner, supervisor, observer } = house.people
const workers = [agent, owner, supervisor]

type Next = { ticket: TicketRow | null }
const duty = (browser: Browser, word: 'on' | 'paused' | 'off') => browser.must<{ returned: number }>('PUT', '/me/duty', { duty: word })
const next = (browser: Browser) => browser.must<Next>('POST', '/tickets/next').then(({ ticket }) => ticket)
const able = (who: { id: string }, abilities: object) => owner.browser.must<Availability>('PATCH', `/availability/${who.id}`, abilities)
const way = (department: string | null, word: 'push' | 'pull' | null) => owner.browser.must('PUT', '/assignment', { department, way: word })
const row = (id: string) => owner.browser.must<Ticket>('GET', `/tickets/${id}`)
const eventsOf = async (id: string) => {
  const { items } = await owner.browser.must<{ items: TimelineItem[] }>('GET', `/tickets/${id}/timeline`)
  return items.flatMap((item) => (item.kind === 'event' ? [item.event] : []))
}
const holders = async () => {
  const rows = await house.db.selectFrom('ticket').select(['assignee_id as id']).where('state', '=', 'open').where('assignee_id', 'is not', null).execute()
  return rows.map(({ id }) => id!)
}
const work = () => workIsGivenOut(house.context)

let posts = 0
/** A public question of somebody new, each a minute after the one before; answers its ticket. */
async function hear(text: string, who = `user${posts}`): Promise<string> {
  posts += 1
  await house.hear(post(`a${posts}`, who, `@aeroandes ${text}`, posts))
  const { ticket_id } = await house.db.selectFrom('message').select('ticket_id').where('native_id', '=', `a${posts}`).executeTakeFirstOrThrow()
  return ticket_id!
}

async function answer(browser: Browser, ticketId: string): Promise<void> {
  const { threads, replyOptions } = await browser.must<Ticket>('GET', `/tickets/${ticketId}`)
  const option = replyOptions.find(({ visibility }) => visibility === 'public')!
  await house.hear({
    ...(post(`r${ticketId}`, 'aeroandes', 'Lo miramos', posts + 0.5) as object),
    author: { id: '900', handle: 'aeroandes', name: 'Aeroandes' },
    replyTo: (await nativeId(option.answers!)) ?? '',
    thread: threads[0]!.id,
  })
}

async function nativeId(messageId: string): Promise<string | null> {
  return (await house.db.selectFrom('message').select('native_id').where('id', '=', messageId).executeTakeFirstOrThrow()).native_id
}

beforeEach(async () => {
  await way(null, null)
  for (const department of ['equipaje', 'pagos']) await way(department, null)
  await house.db.updateTable('ticket').set({ state: 'resolved', assignee_id: null, order_at: null, due_at: null }).execute()
  for (const who of workers) {
    await duty(who.browser, 'off')
    await able(who, { departments: [], languages: ['es'], skills: [], capacity: 10 })
  }
  await work()
})

test('whoever is not on duty gets nothing; on duty, the ticket that needs help most', async () => {
  const calm = await hear('¿a qué hora abren?')
  const danger = await hear('¡mi padre no puede respirar, está en la puerta 4, ayuda!')
  const refused = await agent.browser.ask<{ code: string }>('POST', '/tickets/next')
  assert.deepEqual([refused.status, refused.body.code], [409, 'off-duty'])
  await duty(agent.browser, 'on')
  const first = await next(agent.browser)
  assert.deepEqual([first?.id, first?.assignee?.id], [danger, agent.id])
  assert.deepEqual(await eventsOf(danger), ['taken'])
  assert.ok(
    (await row(danger)).trace.some(({ rule }) => rule === 'taken'),
    'the trace says so',
  )
  assert.equal((await next(agent.browser))?.id, calm)
  assert.equal(await next(agent.browser), null, 'nothing is left')
  await duty(agent.browser, 'paused')
  assert.equal((await agent.browser.ask<{ code: string }>('POST', '/tickets/next')).body.code, 'off-duty')
  assert.equal((await row(calm)).assignee?.id, agent.id, 'a pause gives nothing back')
})

test('pressed by several at once, each press is a ticket of its own, in the order of need', async () => {
  const heard: string[] = []
  for (let n = 0; n < 9; n++) heard.push(await hear(`mi vuelo ${n} no salió`))
  for (const { browser } of workers) await duty(browser, 'on')
  const taken = await Promise.all(workers.flatMap(({ browser }) => [next(browser), next(browser)]))
  const ids = taken.map((ticket) => ticket!.id)
  assert.equal(new Set(ids).size, 6)
  assert.deepEqual(ids.toSorted(), heard.slice(0, 6).toSorted(), 'none of the first six was passed over')
})

test('nobody takes more than they can hold, however often they press at once', async () => {
  for (let n = 0; n < 8; n++) await hear(`mi maleta ${n} no llegó`)
  await able(agent, { capacity: 3 })
  await duty(agent.browser, 'on')
  const presses = await Promise.all(Array.from({ length: 8 }, () => agent.browser.ask<{ code?: string }>('POST', '/tickets/next')))
  assert.equal(presses.filter(({ status }) => status === 200).length, 3)
  assert.deepEqual(new Set(presses.flatMap(({ body }) => body.code ?? [])), new Set(['hands-full']))
  assert.equal((await holders()).length, 3)
})

test('a department, a skill and a language choose who can take a ticket', async () => {
  const [bags, claim, free] = [await hear('mi maleta'), await hear('una reclamación'), await hear('una pregunta')]
  await owner.browser.must('PUT', `/tickets/${bags}/department`, { department: 'equipaje' })
  await owner.browser.must('PUT', `/tickets/${claim}/labels`, { labels: ['reclamaciones', 'web'] })
  await able(agent, { departments: ['pagos'] })
  await able(supervisor, { departments: ['equipaje'], skills: ['reclamaciones'] })
  for (const { browser } of [agent, supervisor]) await duty(browser, 'on')
  assert.equal((await next(agent.browser))?.id, free, 'neither its department nor its skill')
  assert.equal(await next(agent.browser), null)
  assert.deepEqual([(await next(supervisor.browser))?.id, (await next(supervisor.browser))?.id], [bags, claim])
})

test('off duty, what waits for us goes back; what waits on a customer comes back when they write', async () => {
  const [open, waiting] = [await hear('¿dónde está mi maleta?'), await hear('¿y la mía?', 'lucia')]
  await duty(agent.browser, 'on')
  await Promise.all([next(agent.browser), next(agent.browser)])
  await answer(agent.browser, waiting)
  assert.equal((await row(waiting)).state, 'waiting')
  assert.equal((await duty(agent.browser, 'off')).returned, 1)
  assert.equal((await row(open)).assignee, null)
  assert.deepEqual(await eventsOf(open), ['taken', 'returned'])
  assert.equal((await row(waiting)).assignee?.id, agent.id)
  const last = await nativeId((await row(waiting)).replyOptions[0]!.answers!)
  await house.hear(post('late', 'lucia', 'sigue sin llegar', posts + 1, { replyTo: last! }))
  await work()
  assert.deepEqual([(await row(waiting)).state, (await row(waiting)).assignee], ['open', null])
  await supervisor.browser.must('PUT', `/tickets/${open}/assignment`, { memberId: agent.id })
  await hear('otra cosa')
  await work()
  assert.equal((await row(open)).assignee?.id, agent.id, 'who gives it to somebody off duty means them')
})

test('pushed work goes out in the order of need to who fits, and the trace says why', async () => {
  await way(null, 'push')
  for (const who of [agent, supervisor]) await able(who, { capacity: 2 })
  await able(supervisor, { capacity: 2, languages: ['pt'] })
  const heard: string[] = []
  for (let n = 0; n < 5; n++) heard.push(await hear(`¿a qué hora sale el vuelo número ${n}, por favor?`))
  await work()
  assert.deepEqual(await holders(), [], 'nobody is on duty')
  await duty(agent.browser, 'on')
  await duty(supervisor.browser, 'on')
  await work()
  const given = await Promise.all(heard.map(row))
  assert.deepEqual(
    given.map(({ assignee }) => assignee?.id ?? null),
    [agent.id, agent.id, supervisor.id, supervisor.id, null],
    'the language first, then whoever is free; nobody beyond what they can hold',
  )
  const because = given.map(({ trace }) => trace.find(({ rule }) => rule === 'given')?.facts['because'])
  assert.deepEqual(because.slice(0, 4), [['language'], ['language'], ['by-translation'], ['by-translation']])
  assert.deepEqual(await eventsOf(heard[0]!), ['given'])
  await agent.browser.must('PUT', `/tickets/${heard[0]}/resolution`)
  await work()
  assert.equal((await row(heard[4]!)).assignee?.id, agent.id, 'freed, they get the next')
})

test('who knew the person is asked first, then who is idle longest', async () => {
  await way(null, 'push')
  await duty(agent.browser, 'on')
  await duty(supervisor.browser, 'on')
  const first = await hear('¿sale mi vuelo?', 'carolina')
  await work()
  assert.equal((await row(first)).assignee?.id, agent.id, 'on duty for longer')
  const second = await hear('¿sale el mío?')
  await work()
  assert.equal((await row(second)).assignee?.id, supervisor.id)
  const { replyOptions } = await row(second)
  const option = replyOptions.find(({ visibility, blocked }) => visibility === 'public' && blocked === null)!
  await supervisor.browser.must('POST', `/tickets/${second}/replies`, {
    draft: '5bd2a3f0-6a3c-4b2e-9f1e-1f2f3a4b5c6d',
    visibility: 'public',
    accountId: option.account.id,
    threadId: option.threadId,
    answers: option.answers,
    parts: ['Sí, a las diez'],
  })
  await supervisor.browser.must('PUT', `/tickets/${second}/resolution`)
  const third = await hear('¿y el de mañana?')
  await work()
  assert.equal((await row(third)).assignee?.id, agent.id)
  await house.hear(post('again', `user${posts - 2}`, '@aeroandes otra pregunta más', posts + 5))
  await work()
  const reopened = await house.db.selectFrom('message').select('ticket_id').where('native_id', '=', 'again').executeTakeFirstOrThrow()
  const again = await row(reopened.ticket_id!)
  assert.equal(again.assignee?.id, supervisor.id)
})

test('a department can be pushed while the others are pulled', async () => {
  await way('equipaje', 'push')
  await duty(agent.browser, 'on')
  const [bags, other] = [await hear('mi maleta azul'), await hear('una pregunta cualquiera')]
  await owner.browser.must('PUT', `/tickets/${bags}/department`, { department: 'equipaje' })
  await work()
  assert.deepEqual([(await row(bags)).assignee?.id, (await row(other)).assignee], [agent.id, null])
  const ways = await agent.browser.must<{ others: string; departments: object[] }>('GET', '/assignment')
  assert.deepEqual(ways, { others: 'pull', departments: [{ department: 'equipaje', way: 'push' }] })
})

test('who goes off duty in the same moment keeps nothing, and nobody gets too much', async () => {
  await way(null, 'push')
  for (const who of workers) await able(who, { capacity: 2 })
  for (let n = 0; n < 8; n++) await hear(`¿sale el vuelo ${n}?`)
  for (let round = 0; round < 6; round++) {
    await Promise.all([
      ...workers.map(({ browser }, n) => duty(browser, (round + n) % 2 === 0 ? 'on' : 'off')),
      work(),
      work(),
      agent.browser.ask('POST', '/tickets/next'),
    ])
    await work()
    const off = new Set(workers.filter((_, n) => (round + n) % 2 !== 0).map(({ id }) => id))
    const held = await holders()
    assert.deepEqual(
      held.filter((id) => off.has(id)),
      [],
      `round ${round}`,
    )
    for (const { id } of workers) assert.ok(held.filter((holder) => holder === id).length <= 2)
    assert.equal(held.length, 2 * (workers.length - off.size), 'and whoever is on duty is busy')
  }
})

test('a supervisor writes down what agents can do; agents their languages and no more', async () => {
  const mine = await agent.browser.must<Availability>('PUT', '/me/languages', { languages: ['es', 'pt', 'es'] })
  assert.deepEqual(mine.languages, ['es', 'pt'])
  assert.equal((await agent.browser.ask('PATCH', `/availability/${agent.id}`, { capacity: 50 })).status, 403)
  assert.equal((await observer.browser.ask('PUT', '/me/duty', { duty: 'on' })).status, 403)
  const changed = await supervisor.browser.must<Availability>('PATCH', `/availability/${agent.id}`, { departments: ['pagos'], capacity: 4 })
  assert.deepEqual([changed.departments, changed.capacity, changed.languages], [['pagos'], 4, ['es', 'pt']])
  assert.equal((await owner.browser.ask('PATCH', `/availability/${observer.id}`, { capacity: 1 })).status, 404, 'who works no tickets')
  const { items } = await observer.browser.must<{ items: Availability[] }>('GET', '/availability')
  assert.deepEqual(new Set(items.map(({ member }) => member.id)), new Set(workers.map(({ id }) => id)))
  await duty(agent.browser, 'on')
  await supervisor.browser.must('PUT', `/availability/${agent.id}/duty`, { duty: 'off' })
  assert.equal((await agent.browser.ask<{ code: string }>('POST', '/tickets/next')).body.code, 'off-duty')
})

test('the manual’s rota is a hint beside one’s own word, and its departments are known before anything comes to them', async () => {
  await insertManualVersion(house.db, { workspaceId: house.id, memberId: null, text: MANUAL, note: null })
  await duty(agent.browser, 'off')
  const { items } = await agent.browser.must<{ items: Availability[] }>('GET', '/availability')
  const said = new Map(items.map(({ member, duty: own, rota }) => [member.id, [own, rota]]))
  assert.deepEqual(
    [said.get(agent.id), said.get(supervisor.id)],
    [
      ['off', 'on'],
      ['off', null],
    ],
  )
  assert.equal((await agent.browser.ask<{ code: string }>('POST', '/tickets/next')).body.code, 'off-duty', 'whatever the rota says')
  const { items: departments } = await agent.browser.must<{ items: string[] }>('GET', '/departments')
  assert.ok(departments.includes('workshop'))
})

const MANUAL = `
manual: aeroandes
title: The manual of Aeroandes
language: en
brand: { name: Aeroandes, timeZone: America/Bogota, languages: [es], voice: { is: [clear] } }
accounts: { aeroandes: { network: x, handle: aeroandes } }
people: { ana: { name: Ana, role: agent, email: agent@aeroandes.example } }
departments:
  workshop: { does: Cabin and maintenance, duty: [{ who: ana, hours: always }] }
`

test('whoever is shut out, or may not work on tickets any more, leaves theirs to the others', async () => {
  const [mine, waiting, done] = [await hear('mi maleta no llega'), await hear('¿y mi asiento?'), await hear('ya está')]
  for (const id of [mine, waiting, done]) await supervisor.browser.must('PUT', `/tickets/${id}/assignment`, { memberId: agent.id })
  await agent.browser.must('PUT', `/tickets/${waiting}/snooze`, { until: Temporal.Now.instant().add({ hours: 3 }).toString() })
  await agent.browser.must('PUT', `/tickets/${done}/resolution`)
  const change = (to: object) => owner.browser.must('PATCH', `/members/${agent.id}`, to)
  const hands = async () => Promise.all([mine, waiting, done].map(async (id) => (await row(id)).assignee?.id ?? null))
  await change({ role: 'observer' })
  assert.deepEqual(await hands(), [null, null, agent.id])
  assert.equal((await eventsOf(mine)).filter((event) => event === 'returned').length, 1)
  await change({ role: 'agent' })
  await supervisor.browser.must('PUT', `/tickets/${mine}/assignment`, { memberId: agent.id })
  await change({ active: false })
  assert.deepEqual(await hands(), [null, null, agent.id])
})
