import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '../../src/domain/network-name.ts'
import type { z } from 'zod'
import type { TicketPage as Page } from '../../src/http/contract/tickets.ts'
import type { StormRoom, TicketStorm } from '../../src/http/contract/storms.ts'
import { openManuals } from '../../src/pipeline/manual-in-force.ts'
import { openLog } from '../../src/platform/log.ts'
import { followVolume } from '../../src/watch/storm/follow-volume.ts'
import { watchStorms } from '../../src/watch/watch-storms.ts'
import { caughtUp } from '../support/caught-up.ts'
import { openHouse } from '../support/house.ts'
import { post } from '../support/workspace.ts'

type TicketPage = z.infer<typeof Page>

const house = await openHouse()
const { supervisor, agent, observer, owner } = house.people
const now = Temporal.Now.instant()
const ago = (minutes: number) => now.subtract({ minutes }).toString()

/** An hour ago many complained of their luggage, each in words of their own; one of them is a new account's repost. */
const said: Json[] = Array.from({ length: 16 }, (_, n) =>
  post(`l${n}`, `pasajera${n}`, `@aeroandes perdieron mi equipaje del vuelo ${n} y nadie contesta, una vergüenza`, 0, { at: ago(40 - n) }),
)
const echo = post('rt', 'eco', 'RT @pasajera1: @aeroandes perdieron mi equipaje del vuelo 1 y nadie contesta, una vergüenza', 0, { at: ago(22) })

async function openRoom(): Promise<StormRoom> {
  await house.hear(...said, echo)
  await caughtUp(house.db, ['volume'], () => followVolume(house.db))
  await watchStorms({ db: house.db, manuals: openManuals(house.db, openLog('silent')), now: () => now })
  const { items } = await observer.browser.must<{ items: { id: string }[] }>('GET', '/storms')
  assert.equal(items.length, 1)
  return observer.browser.must('GET', `/storms/${items[0]!.id}`)
}

test('an alarm opens a room that tells what is said; a statement needs somebody else’s yes; the end has a report', async () => {
  const { storm, heard, said: words, alarm, affected } = await openRoom()
  assert.equal(storm.openedBy, null)
  assert.deepEqual([heard.messages, heard.authors, heard.reposts, heard.newComplaints], [17, 17, 1, 16])
  assert.ok(alarm!.cold && alarm!.messages >= 8)
  assert.ok(
    alarm!.words.some(({ word, messages }) => word === 'equipaje' && messages >= 8),
    'it says what is said',
  )
  const luggage = words.find(({ word }) => word === 'equipaje')!
  assert.ok(luggage.messages >= 16 && luggage.voices.length > 0 && luggage.voices.every(({ complaint }) => complaint))
  assert.equal(affected.waiting, 16)

  await seeQueue(storm.id)
  const at = `/storms/${storm.id}`
  const long = { kind: 'statement', text: 'Buscamos cada maleta. '.repeat(20).trim(), language: 'es' }
  assert.equal((await supervisor.browser.ask<{ code: string }>('POST', `${at}/entries`, long)).body.code, 'statement-too-long', 'on X, where they write')
  assert.equal((await supervisor.browser.ask<{ code: string }>('POST', `${at}/entries`, { ...long, short: long.text })).body.code, 'statement-too-long')
  const unfilled = { kind: 'statement', text: 'Hola {nombre}, buscamos cada maleta.' }
  assert.equal((await supervisor.browser.ask<{ code: string }>('POST', `${at}/entries`, unfilled)).body.code, 'unfilled')
  await agent.browser.must('POST', `${at}/entries`, { kind: 'task', text: 'Llamar a Lima' })
  const written = await supervisor.browser.must<StormRoom>('POST', `${at}/entries`, { ...long, short: 'Buscamos cada maleta.' })
  const [statement, task] = ['statement', 'task'].map((kind) => written.entries.find((entry) => entry.kind === kind)!)
  assert.equal((await supervisor.browser.ask<{ code: string }>('PUT', `/storm-statements/${statement!.id}`, { state: 'approved' })).body.code, 'own-statement')
  assert.equal((await agent.browser.ask('PUT', `/storm-statements/${statement!.id}`, { state: 'approved' })).status, 403)
  const other = await agent.browser.must<StormRoom>('POST', `${at}/entries`, { kind: 'statement', text: 'All is well.', language: 'en' })
  const wrong = `/storm-statements/${other.entries.find(({ text }) => text === 'All is well.')!.id}`
  assert.equal((await owner.browser.ask('PUT', wrong, { state: 'returned' })).status, 400, 'whoever wrote it is told why not')
  const returned = await owner.browser.must<StormRoom>('PUT', wrong, { state: 'returned', words: 'Nobody knows yet.' })
  assert.equal(returned.entries.find(({ text }) => text === 'All is well.')!.words, 'Nobody knows yet.')
  const approved = await owner.browser.must<StormRoom>('PUT', `/storm-statements/${statement!.id}`, { state: 'approved' })
  assert.equal(approved.entries.find(({ id }) => id === statement!.id)!.state, 'approved')
  const ticketId = words[0]!.voices[0]!.ticketId
  const offered = await agent.browser.must<TicketStorm>('GET', `/tickets/${ticketId}/storm`)
  assert.deepEqual(offered, {
    storm: { id: storm.id, title: storm.title, named: storm.named },
    statements: [{ text: long.text, short: 'Buscamos cada maleta.', language: 'es' }],
  })
  const done = await agent.browser.must<StormRoom>('PUT', `/storm-tasks/${task!.id}`, { state: 'done' })
  assert.equal(done.entries.find(({ id }) => id === task!.id)!.settledBy!.id, agent.id)
  await owner.browser.must('PATCH', at, { spokesperson: supervisor.id })

  const closed = await owner.browser.must<StormRoom>('POST', `${at}/closing`, { cause: 'La cinta de Lima se detuvo' })
  assert.deepEqual([closed.storm.cause, closed.storm.spokesperson!.id, closed.report.messages], ['La cinta de Lima se detuvo', supervisor.id, 17])
  const { report } = closed
  assert.deepEqual([report.authors, report.newComplaints, report.reposts, report.copies, report.again], [17, 16, 1, 0, 0])
  assert.ok(report.agentMinutes >= 0 && report.others.tickets === 0, JSON.stringify(report))
  assert.deepEqual(await agent.browser.must<TicketStorm>('GET', `/tickets/${ticketId}/storm`), { storm: null, statements: [] }, 'over, it is offered no more')
  assert.equal((await owner.browser.ask<{ code: string }>('POST', `${at}/entries`, { kind: 'note', text: 'tarde' })).body.code, 'storm-closed')
  assert.equal(await counted('storm'), 0, 'nor does it have a queue')
})

const counted = async (view: string) =>
  (await agent.browser.must<{ items: { id: string; count: number }[] }>('GET', '/views')).items.find(({ id }) => id === view)!.count

/** An agent sees which tickets are the storm's, and can ask for these alone, or for all others. */
async function seeQueue(stormId: string): Promise<void> {
  await house.hear(post('calm', 'vecina', '@aeroandes ¿hay wifi a bordo?', 0, { at: ago(1) }))
  assert.equal(await counted('storm'), 17)
  const rows = (await agent.browser.must<TicketPage>('GET', '/tickets?view=storm&limit=100')).items
  assert.deepEqual(new Set(rows.map(({ storm }) => storm?.id)), new Set([stormId]))
  assert.deepEqual(
    rows.filter(({ storm }) => storm?.repeats).map(({ person }) => person.handle),
    ['eco'],
  )
  const holding = async (storm: 'in' | 'out') => {
    const { id, count } = await agent.browser.must<{ id: string; count: number }>('POST', '/views', { name: storm, filter: { storm } })
    const { items } = await agent.browser.must<TicketPage>('GET', `/tickets?view=${id}&limit=100`)
    assert.equal(items.length, count)
    return items.map(({ person }) => person.handle)
  }
  assert.equal((await holding('in')).length, 17)
  assert.deepEqual(await holding('out'), ['vecina'])
}

test('a person opens a room where no alarm was raised', async () => {
  const room = await owner.browser.must<StormRoom>('POST', '/storms', { title: 'Huelga anunciada' })
  assert.deepEqual([room.storm.title, room.storm.openedBy!.id, room.alarm], ['Huelga anunciada', owner.id, null])
})
