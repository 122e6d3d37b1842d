import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ManualChecked, ManualState, ManualVersions, ManualVersionSeen } from '../../src/http/contract/manual.ts'
import type { Problem } from '../../src/http/contract/common.ts'
import { openHouse } from '../support/house.ts'
import { sampleText } from '../support/manual.ts'

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
    [['rules', 'changed', ['do.labels']]],
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
