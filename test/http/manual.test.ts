import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ManualChecked, ManualExplained, ManualSimulated, ManualState, ManualVersions, ManualVersionSeen } from '../../src/http/contract/manual.ts'
import type { Problem } from '../../src/http/contract/common.ts'
import type { TicketRow } from '../../src/http/contract/tickets.ts'
import { simulateManual } from '../../src/pipeline/simulate-manual.ts'
import { nothingHeld } from '../support/caught-up.ts'
import { openHouse } from '../support/house.ts'
import { openStream } from '../support/live.ts'
import { sampleText } from '../support/manual.ts'
import { putInForce } from '../support/small-manual.ts'
import { post } from '../support/workspace.ts'

const house = await openHouse()
const { browser: owner, id: ownerId } = house.people.owner
const { browser: supervisor } = house.people.supervisor

const FIRST = sampleText('telecom')
const SECOND = FIRST.replace('labels: missed visit', 'labels: [missed visit, day off]')
const BROKEN = FIRST.replace('script: engineer', 'script: enginer')
const lineOf = (text: string, words: string) => text.slice(0, text.indexOf(words)).split('\n').length

const publish = (text: string, over: number | null, note = '') => owner.ask<{ number: number } & Problem>('POST', '/manual/publish', { text, over, note })
const state = () => owner.must<ManualState>('GET', '/manual')

test('before the first version there is nothing, and nothing to compare with', async () => {
  assert.deepEqual(await state(), { inForce: null, draft: null, failure: null })
  assert.deepEqual(await owner.must('POST', '/manual/check', { text: FIRST }), { findings: [], differences: null })
})

test('a text with errors is told its findings by line, is refused, and leaves nothing behind', async () => {
  const line = lineOf(BROKEN, 'script: enginer')
  const { findings } = await owner.must<ManualChecked>('POST', '/manual/check', { text: BROKEN })
  assert.deepEqual([findings[0]?.code, findings[0]?.line, findings[0]?.suggestion], ['unknown-name', line, 'engineer'])
  const { status, body } = await publish(BROKEN, null)
  assert.deepEqual([status, body.code], [422, 'manual-has-errors'])
  assert.deepEqual(body.errors?.[0], { path: `${line}:15`, message: 'unknown-name' })
  assert.equal((await state()).inForce, null)
})

test('a text that could decide nothing is told so and is neither published nor tried', async () => {
  const text = FIRST.replace('holidays: IE', 'holidays: UK')
  const { findings } = await owner.must<ManualChecked>('POST', '/manual/check', { text })
  assert.deepEqual(
    findings.map(({ severity }) => severity),
    ['error'],
  )
  for (const answer of [await publish(text, null), await simulate(text)]) assert.deepEqual([answer.status, answer.body.code], [422, 'manual-has-errors'])
  assert.equal((await state()).inForce, null)
})

test('a version is put in force with its note and its writer, and is told as an event', async () => {
  assert.deepEqual((await publish(FIRST, null, 'the first')).body, { number: 1 })
  const { inForce } = await state()
  assert.deepEqual([inForce?.number, inForce?.note, inForce?.by, inForce?.text], [1, 'the first', 'Olga Ferrer', FIRST])
  const event = await house.db.selectFrom('event').select(['member_id', 'facts']).where('kind', '=', 'manual').executeTakeFirstOrThrow()
  assert.deepEqual(event, { member_id: ownerId, facts: { version: 1 } })
})

test('what a text would change is named before it is published', async () => {
  const { findings, differences } = await owner.must<ManualChecked>('POST', '/manual/check', { text: SECOND })
  assert.deepEqual(findings, [])
  assert.deepEqual(
    differences?.map(({ section, change, parts }) => [section, change, parts.map(({ path }) => path.join('.'))]),
    [['rules', 'changed', ['then.labels']]],
  )
})

test('of two who publish over the same version, one is told that the other was there', async () => {
  const [one, two] = await Promise.all([publish(SECOND, 1), supervisor.ask<Problem>('POST', '/manual/publish', { text: SECOND, over: 1 })])
  assert.deepEqual([one.status, two.status].sort(), [200, 409])
  assert.equal((one.status === 409 ? one.body : two.body).code, 'manual-moved-on')
})

test('an earlier version comes back as a new one; none ever changes', async () => {
  const seen = await owner.must<ManualVersionSeen>('GET', '/manual/versions/1')
  assert.equal(seen.text, FIRST)
  assert.equal(seen.differences?.length, 1)
  const same = await owner.must<ManualVersionSeen>('GET', '/manual/versions/1?since=1')
  assert.deepEqual(same.differences, [])
  assert.deepEqual(await supervisor.must('POST', '/manual/versions/1/restore'), { number: 3 })
  const { items } = await owner.must<ManualVersions>('GET', '/manual/versions')
  assert.deepEqual(
    items.map(({ number, by }) => [number, by]).filter(([number]) => number !== 2),
    [
      [3, 'The supervisor'],
      [1, 'Olga Ferrer'],
    ],
  )
  assert.equal((await state()).inForce?.text, FIRST)
  assert.equal((await owner.ask('POST', '/manual/versions/9/restore')).status, 404)
})

test('a draft is kept for all who write, and is in force for nobody', async () => {
  await owner.must('PUT', '/manual/draft', { text: BROKEN })
  const { draft, inForce } = await supervisor.must<ManualState>('GET', '/manual')
  assert.equal(draft?.text, BROKEN)
  assert.equal(inForce?.text, FIRST)
})

test('who goes on with a draft that another has replaced is told, and neither is lost', async () => {
  const { savedAt } = (await state()).draft!
  const kept = await supervisor.must<{ savedAt: string }>('PUT', '/manual/draft', { text: SECOND, over: savedAt })
  const late = await owner.ask<Problem>('PUT', '/manual/draft', { text: FIRST, over: savedAt })
  assert.deepEqual([late.status, late.body.code], [409, 'draft-moved-on'])
  const { draft } = await state()
  assert.deepEqual(draft, { text: SECOND, by: 'The supervisor', savedAt: kept.savedAt })
  assert.equal((await owner.ask<Problem>('PUT', '/manual/draft', { text: FIRST, over: null })).body.code, 'draft-moved-on')
})

test('a draft that is published, or let go, is no draft any more; the browsers of others hear of the version', async () => {
  // Versions of before that a transaction elsewhere on the server holds back would come first.
  await nothingHeld(house.context.db)
  await house.context.hub.caughtUp()
  const live = await openStream(house.people.observer.browser)
  const { body } = await publish(SECOND, 3)
  assert.deepEqual((await live.next('manual')).data, { kind: 'manual', version: body.number })
  live.close()
  assert.equal((await state()).draft, null)
  await owner.must('PUT', '/manual/draft', { text: BROKEN, over: null })
  await owner.must('DELETE', '/manual/draft')
  assert.equal((await state()).draft, null)
})

const ROUTED = FIRST.replace('rules:\n', 'rules:\n  - rule: roof terrace\n    when: { words: [roof terrace] }\n    then: { department: legal }\n')
const minutesAgo = (minutes: number) => ({ at: Temporal.Now.instant().subtract({ minutes }).toString() })
const simulate = (text: string, days = 7, after: string | null = null) =>
  owner.ask<ManualSimulated & Problem>('POST', '/manual/simulate', { text, days, after })

test('a text is tried on the last days: what would go otherwise, with the tickets to open', async () => {
  await house.hear(
    post('m1', 'ana', '@aeroandes is the roof terrace open?', 0, minutesAgo(30)),
    post('m2', 'bea', '@aeroandes where is my router?', 0, minutesAgo(20)),
    post('m3', 'cleo', '@aeroandes the roof terrace again', 0, minutesAgo(60 * 24 * 8)),
  )
  const { messages, changed, ways, left } = (await simulate(ROUTED)).body
  assert.deepEqual([messages, changed, left], [2, 1, null])
  const way = ways.find(({ act }) => act === 'department')
  assert.deepEqual([way?.after, way?.count], ['legal', 1])
  const { person } = await owner.must<{ person: { handle: string } }>('GET', `/tickets/${way!.tickets[0]!.id}`)
  assert.equal(person.handle, 'ana')
  assert.equal((await simulate(ROUTED, 30)).body.messages, 3)
  assert.equal((await simulate(BROKEN.replace('rules:', 'rulez:'))).body.code, 'manual-has-errors')
})

test('a stretch ends where it was told to, and the next begins there', async () => {
  const { context, id: workspaceId } = house
  const since = Temporal.Now.instant().subtract({ hours: 24 * 30 })
  const first = await simulateManual(context, { workspaceId, text: ROUTED, since, most: 1 })
  assert.ok(first.left)
  const { messages, left } = await simulateManual(context, { workspaceId, text: ROUTED, since, after: first.left.after })
  assert.deepEqual([first.messages + messages, left], [3, null])
})

test('a ticket is explained by its number: what was decided, by which rule of which version, on which line', async () => {
  await publish(ROUTED, (await state()).inForce!.number)
  await house.hear(post('m4', 'dora', '@aeroandes may I see the roof terrace?', 0, minutesAgo(1)))
  const { number } = (await owner.must<{ items: TicketRow[] }>('GET', '/tickets?view=all')).items.find(({ person }) => person.handle === 'dora')!
  const { acts, rules } = await owner.must<ManualExplained>('GET', `/manual/explanations/${number}`)
  assert.deepEqual(
    acts.find(({ act }) => act === 'department'),
    { act: 'department', value: 'legal' },
  )
  const rule = rules.find(({ name }) => name === 'roof terrace')
  assert.deepEqual([rule?.line, rule?.version, rule?.gave], [lineOf(ROUTED, '- rule: roof terrace'), 5, ['department']])
  assert.equal((await owner.ask('GET', '/manual/explanations/999999')).status, 404)
})

test('an earlier version that could decide nothing any more does not come back', async () => {
  const number = await putInForce(house.db, house.id, FIRST.replace('holidays: IE', 'holidays: UK'))
  const { status, body } = await owner.ask<Problem>('POST', `/manual/versions/${number}/restore`)
  assert.deepEqual([status, body.code, (await state()).inForce?.number], [422, 'manual-has-errors', number])
})
