import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { before, test } from 'node:test'
import type { Complaint, TicketComplaints } from '../../src/http/contract/complaints.ts'
import type { Ticket, TicketRow } from '../../src/http/contract/tickets.ts'
import { checkProof } from '../../src/pipeline/check-proof.ts'
import type { z } from 'zod'
import { openHouse } from '../support/house.ts'
import { post } from '../support/workspace.ts'

const house = await openHouse()
const { agent, observer, supervisor } = house.people
await house.hear(
  post('1', 'caro', '@aeroandes reclamo por el vuelo perdido', 0, { at: '2026-04-14T16:00:00Z' }),
  post('2', 'nico', '@aeroandes reclamo por la maleta', 1),
  post('3', 'luis', '@aeroandes reclamo por el asiento', 2, { visibility: 'private' }),
)
const rows = await agent.browser.must<{ items: TicketRow[] }>('GET', '/tickets?view=all').then(({ items }) => items)
const ticketOf = (handle: string) => rows.find(({ person }) => person.handle === handle)!
const SPAIN = { law: 'es-ley-10-2025', region: 'AR' }
const open = (who: string, more: object = {}) => agent.browser.must<Complaint>('POST', `/tickets/${ticketOf(who).id}/complaints`, { ...SPAIN, ...more })
const of = (who: string) => agent.browser.must<z.infer<typeof TicketComplaints>>('GET', `/tickets/${ticketOf(who).id}/complaints`)
const list = async (query: string) => (await agent.browser.must<{ items: Complaint[] }>('GET', `/complaints?${query}`)).items.map(({ code }) => code)

let late: Complaint
let open_: Complaint

before(async () => {
  late = await open('caro', { humanAsked: true })
  open_ = await open('nico')
})

test('each law names its regions, what it owes and where that was read', async () => {
  const { items } = await observer.browser.must<{ items: { id: string; regions: { code: string; name: string }[]; sources: { read: string }[] }[] }>(
    'GET',
    '/laws',
  )
  const spain = items.find(({ id }) => id === SPAIN.law)
  assert.deepEqual(
    spain?.regions.find(({ code }) => code === 'AR'),
    { code: 'AR', name: 'Aragón' },
  )
  assert.ok(items.every(({ sources }) => sources.every(({ read }) => /^\d{4}-\d\d-\d\d$/.test(read))))
})

test('a complaint tells its day, the days that were not counted, and how it stands', async () => {
  assert.deepEqual(
    [late.state, late.missed, late.dueOn, late.skipped, late.language, late.humanAsked, late.openedBy?.name, late.receipt],
    ['late', true, '2026-05-07', ['2026-04-23', '2026-05-01'], 'es', true, 'The agent', null],
  )
  assert.deepEqual((await of('caro')).items, [late])
  assert.deepEqual(await of('luis'), { items: [], suggested: null }, 'in Bogotá nobody’s law is guessed')
  assert.deepEqual(await open('caro', { region: 'MD' }), late, 'once made it stays as it was made')
})

test('complaints are listed by how they stand and found by their code, however it is written', async () => {
  assert.deepEqual(await list('state=late'), [late.code])
  assert.deepEqual(await list('state=open'), [open_.code])
  assert.deepEqual(await list('state=closed'), [])
  assert.deepEqual((await list('')).toSorted(), [late.code, open_.code].toSorted())
  assert.deepEqual(await list(`code=${late.code.replaceAll('-', ' ').toLowerCase()}`), [late.code])
  const slip = late.code.replace(/.$/, (symbol) => (symbol === 'Z' ? '2' : 'Z'))
  assert.equal((await agent.browser.ask<{ code: string }>('GET', `/complaints?code=${slip}`)).body.code, 'complaint-code')
})

test('who waits for an answer comes by the day, the one that is over first', async () => {
  assert.deepEqual(await list('state=waiting'), [late.code, open_.code])
  assert.deepEqual(await list('state=waiting&limit=1'), [late.code])
})

test('pages follow each other to the end', async () => {
  const codes: string[] = []
  for (let after = ''; ;) {
    const page = await agent.browser.must<{ items: Complaint[]; next: string | null }>('GET', `/complaints?limit=1${after}`)
    codes.push(...page.items.map(({ code }) => code))
    if (page.next === null) break
    after = `&after=${page.next}`
  }
  assert.deepEqual(codes, [open_.code, late.code], 'the latest day first')
})

test('that they asked for a person is kept, and told once', async () => {
  for (const _ of ['once', 'again'])
    assert.equal((await agent.browser.must<Complaint>('PATCH', `/complaints/${open_.id}`, { humanAsked: true })).humanAsked, true)
  const told = await house.db.selectFrom('event').select('id').where('kind', '=', 'human-asked').execute()
  assert.equal(told.length, 1)
})

test('the receipt is seen before it goes, and goes in the place that is chosen', async () => {
  const complaint = await open('luis')
  const words = await agent.browser.must<Record<'public' | 'private', string>>('GET', `/complaints/${complaint.id}/receipt`)
  assert.ok(words.private.includes(complaint.code) && !words.public.includes(complaint.dueOn.slice(0, 4)))
  const { replyOptions } = await agent.browser.must<Ticket>('GET', `/tickets/${ticketOf('luis').id}`)
  const { account, threadId, answers, visibility } = replyOptions.find(({ visibility }) => visibility === 'private')!
  const receipt = { visibility, accountId: account.id, threadId, answers, text: `${words.private} Un saludo.` }
  const sent = await agent.browser.must<Complaint>('POST', `/complaints/${complaint.id}/receipt`, receipt)
  assert.equal(sent.receipt?.state, 'queued')
  const { state, unanswered } = await agent.browser.must<Ticket>('GET', `/tickets/${ticketOf('luis').id}`)
  assert.deepEqual([state, unanswered], ['open', 1], 'it answers nothing')
})

for (const format of ['jsonl', 'csv'])
  test(`the export as ${format} is whole, and for whoever answers for it`, async () => {
    const cookie = [...supervisor.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(`${house.base}/api/v1/complaints/export?format=${format}`, { headers: { cookie } })
    assert.deepEqual([answer.status, answer.headers.get('content-disposition')], [200, `attachment; filename="complaints.${format}"`])
    const found = await checkProof(Readable.from((await answer.text()).trimEnd().split('\n')))
    assert.ok('about' in found && found.about === 'complaints' && found.lines === 3)
    assert.equal((await agent.browser.ask('GET', `/complaints/export?format=${format}`)).status, 403)
  })
