import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request } from 'node:http'
import { test } from 'node:test'
import { openHouse, openStranger } from '../support/house.ts'
import { openStream as open, type Heard } from '../support/live.ts'
import { post } from '../support/workspace.ts'

const house = await openHouse()
const { agent, executive, supervisor } = house.people

const rowOf = ({ data }: Heard) => (data.kind === 'ticket' ? data : assert.fail(data.kind))

test('what happens is told as it happens: the row as it is now, and what was added', async () => {
  const live = await open(agent.browser)
  await house.hear(post('l1', 'rosa', '@aeroandes mi maleta no llegó', 1))
  const came = rowOf(await live.next('ticket'))
  assert.deepEqual([came.row.number, came.items.map((item) => item.kind === 'message' && item.text)], [1, ['@aeroandes mi maleta no llegó']])
  await supervisor.browser.must('PUT', `/tickets/${came.row.id}/labels`, { labels: ['maleta'] })
  const labelled = rowOf(await live.next('ticket'))
  assert.deepEqual(
    [labelled.row.labels, labelled.items.map((item) => item.kind === 'event' && [item.event, item.by?.name])],
    [['maleta'], [['labelled', 'The supervisor']]],
  )
  live.close()
})

test('a browser that comes back hears what it missed, once and in order', async () => {
  const live = await open(agent.browser)
  await house.hear(post('l2', 'mario', '@aeroandes hola', 2))
  const { id } = await live.next('ticket')
  live.close()
  for (let n = 0; n < 5; n++) await house.hear(post(`l2-${n}`, 'mario', `sigo aquí ${n}`, 3 + n, { replyTo: 'l2' }))
  const again = await open(agent.browser, id!)
  const texts: string[] = []
  while (texts.length < 5) texts.push(...rowOf(await again.next('ticket')).items.flatMap((item) => (item.kind === 'message' ? [item.text] : [])))
  assert.deepEqual(
    texts,
    [0, 1, 2, 3, 4].map((n) => `sigo aquí ${n}`),
  )
  again.close()
})

test('a mention reaches whom it names, and nothing of a house reaches another', async () => {
  const stranger = await openStranger(house)
  const [called, other, foreign] = await Promise.all([open(executive.browser), open(agent.browser), open(stranger.browser)])
  const [ticket] = (await agent.browser.must<{ items: { id: string }[] }>('GET', '/tickets')).items
  await supervisor.browser.must('POST', `/tickets/${ticket!.id}/notes`, { text: '¿Puedes verlo?', mentions: [executive.id] })
  const mention = await called.next('mention')
  assert.deepEqual(mention.data, { kind: 'mention', ticketId: ticket!.id, by: { id: supervisor.id, name: 'The supervisor' }, about: 'note' })
  const told: string[] = []
  await supervisor.browser.must('PUT', `/tickets/${ticket!.id}/department`, { department: 'Equipaje' })
  for (let moved = false; !moved;) {
    const { data } = await other.next('any')
    told.push(data.kind)
    moved = data.kind === 'ticket' && data.row.department === 'Equipaje'
  }
  assert.ok(!told.includes('mention'))
  await stranger.hear(post('ours', 'lucia', '@aeroandes hola', 9))
  const heard = await foreign.next('any')
  assert.ok(heard.data.kind === 'ticket' && heard.data.row.person.handle === 'lucia', 'the first that they hear is their own')
  for (const live of [called, other, foreign]) live.close()
})

test('who is at a ticket is told to colleagues, and shown to who comes later', async () => {
  const live = await open(supervisor.browser)
  const [ticket] = (await agent.browser.must<{ items: { id: string }[] }>('GET', '/tickets')).items
  await agent.browser.must('PUT', `/tickets/${ticket!.id}/presence`, { doing: 'typing' })
  const typing = await live.next('presence')
  assert.deepEqual(typing, {
    id: null,
    data: { kind: 'presence', ticketId: ticket!.id, present: [{ member: { id: agent.id, name: 'The agent' }, doing: 'typing' }] },
  })
  const shown = await supervisor.browser.must<{ present: unknown[] }>('GET', `/tickets/${ticket!.id}`)
  assert.equal(shown.present.length, 1)
  await agent.browser.must('PUT', `/tickets/${ticket!.id}/presence`, { doing: 'gone' })
  assert.deepEqual((await live.next('presence')).data, { kind: 'presence', ticketId: ticket!.id, present: [] })
  live.close()
})

test('a member holds twenty streams at most, and gets a place back with each that they leave', async () => {
  const { observer } = house.people
  const streams = await Promise.all(Array.from({ length: 20 }, () => open(observer.browser)))
  const refused = await observer.browser.ask<{ code: string }>('GET', '/live')
  assert.deepEqual([refused.status, refused.body.code], [429, 'too-many-streams'])
  const other = await open(agent.browser)
  other.close()
  streams.pop()!.close()
  // Asked again until the server has seen it leave.
  for (;;) {
    const again = await open(observer.browser).catch(() => null)
    if (again) streams.push(again)
    if (again) break
  }
  for (const stream of streams) stream.close()
})

test('who leaves before they are let in holds no place', { timeout: 20_000 }, async () => {
  const { supervisor } = house.people
  const cookie = [...supervisor.browser.cookies].map((pair) => pair.join('=')).join('; ')
  await Promise.all(
    Array.from({ length: 40 }, async () => {
      const asking = request(`${house.base}/api/v1/live`, { headers: { cookie }, agent: false })
      asking.on('error', () => {})
      asking.end()
      const [socket] = await once(asking, 'socket')
      await once(socket, 'connect')
      setImmediate(() => asking.destroy())
      await new Promise((closed) => asking.once('close', closed))
    }),
  )
  for (let live = null; !live;)
    live = await open(supervisor.browser).then(
      (stream) => (stream.close(), stream),
      () => null,
    )
})
