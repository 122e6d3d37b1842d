import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Me } from '../../src/http/contract/workspace.ts'
import { Browser, OWNER } from '../support/http.ts'
import { openTestServer } from '../support/server.ts'

const { base, db } = await openTestServer()

test('of two first runs at once one founds the house, and later ones are refused', async () => {
  const browsers = [new Browser(base), new Browser(base), new Browser(base)]
  assert.deepEqual(await browsers[0]!.must('GET', '/first-run'), { needed: true })
  const answers = await Promise.all(
    browsers.map((browser, n) => browser.ask<{ code: string }>('POST', '/first-run', { ...OWNER, email: `o${n}@aeroandes.example` })),
  )
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409])
  assert.deepEqual(
    answers.filter(({ status }) => status === 409).map(({ body }) => body.code),
    ['first-run-done', 'first-run-done'],
  )
  assert.deepEqual(await browsers[0]!.must('GET', '/first-run'), { needed: false })
  const members = await db.selectFrom('member').select('role').execute()
  assert.deepEqual(members, [{ role: 'owner' }])
  const workspaces = await db.selectFrom('workspace').select(['name', 'rehearsal_of']).orderBy('id').execute()
  assert.deepEqual(
    workspaces.map(({ name, rehearsal_of }) => [name, rehearsal_of !== null]),
    [
      ['Aeroandes', false],
      ['Aeroandes', true],
    ],
  )
  const winner = browsers[answers.findIndex(({ status }) => status === 200)]!
  const me = await winner.must<Me>('GET', '/me')
  assert.equal(me.member.role, 'owner')
  assert.equal(me.workspace.rehearsal, true, 'nothing is connected yet, so the rehearsal is where one starts')
  assert.deepEqual(
    me.workspaces.map(({ rehearsal }) => rehearsal),
    [false, true],
  )
})

test('a first run says what is wrong with it', async () => {
  const browser = new Browser(base)
  const short = await browser.ask<{ code: string; errors: { path: string }[] }>('POST', '/first-run', { ...OWNER, password: 'short' })
  assert.equal(short.status, 400)
  assert.deepEqual([short.body.code, short.body.errors[0]!.path], ['invalid', 'password'])
  assert.equal(short.headers.get('content-type'), 'application/problem+json')
  const elsewhere = await browser.ask<{ code: string }>('POST', '/first-run', { ...OWNER, timeZone: 'Mars/Olympus' })
  assert.deepEqual([elsewhere.status, elsewhere.body.code], [422, 'time-zone-unknown'])
})
