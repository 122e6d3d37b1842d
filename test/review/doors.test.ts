import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Me } from '../../src/http/contract/workspace.ts'
import { whence } from '../../src/http/whence.ts'
import { Browser } from '../support/http.ts'
import { openHouse } from '../support/house.ts'

const house = await openHouse()
const { owner, agent, observer } = house.people

test('a link that somebody still holds does not bring them back after they were sent away', async () => {
  const { link } = await owner.browser.must<{ link: string }>('POST', '/invitations', { email: 'agent@aeroandes.example', role: 'agent' })
  await owner.browser.must('PATCH', `/members/${agent.id}`, { active: false })
  const back = new Browser(house.base)
  const token = link.slice(link.lastIndexOf('/') + 1)
  const answer = await back.ask('POST', `/invitations/${token}/acceptance`, { name: 'Back again', password: 'a long enough secret', locale: 'en' })
  assert.equal(answer.status, 404)
  assert.equal((await back.ask('GET', '/me')).status, 401)
})

test('the keys of a member who was sent away stay closed when they come back', async () => {
  const { supervisor } = house.people
  await owner.browser.must('PATCH', `/members/${supervisor.id}`, { role: 'owner' })
  const { key } = await supervisor.browser.must<{ key: string }>('POST', '/api-keys', { name: 'Cuadro de mando', scopes: ['ticket.read'] })
  const { key: kept } = await owner.browser.must<{ key: string }>('POST', '/api-keys', { name: 'Otro', scopes: ['ticket.read'] })
  const status = async (by: string) => (await new Browser(house.base).ask('GET', '/tickets?view=all', undefined, { authorization: `Bearer ${by}` })).status
  assert.deepEqual([await status(key), await status(kept)], [200, 200])
  await owner.browser.must('PATCH', `/members/${supervisor.id}`, { active: false })
  await owner.browser.must('PATCH', `/members/${supervisor.id}`, { active: true })
  assert.deepEqual([await status(key), await status(kept)], [401, 200])
})

test('an address with something behind it is the same door: guesses at it are counted together', async () => {
  const codes: number[] = []
  for (let guess = 0; guess < 12; guess++) {
    const path = `/api/auth/sign-in/email?guess=${guess}`
    codes.push((await new Browser(house.base).ask('POST', path, { email: 'olga@aeroandes.example', password: `guess ${guess}` })).status)
  }
  assert.ok(codes.includes(429), codes.join(' '))
})

test('who holds a network of addresses is counted once', () => {
  assert.equal(whence({ ip: '2001:db8:1:2:3:4:5:6' }), whence({ ip: '2001:db8:1:2::1' }))
  assert.notEqual(whence({ ip: '2001:db8:1:2::1' }), whence({ ip: '2001:db8:1:3::1' }))
  assert.equal(whence({ ip: '::ffff:192.0.2.7' }), '192.0.2.7')
})

test('the password of a proxy, which a browser sends by itself, is no key', async () => {
  const basic = { authorization: `Basic ${btoa('office:open sesame')}` }
  assert.equal((await observer.browser.ask('GET', '/me', undefined, basic)).status, 200)
  const cookie = [...owner.browser.cookies].map((pair) => pair.join('=')).join('; ')
  const forged = await fetch(`${house.base}/api/v1/me`, { method: 'PATCH', headers: { ...basic, cookie, 'content-type': 'application/json' }, body: '{}' })
  assert.deepEqual([forged.status, ((await forged.json()) as { code: string }).code], [403, 'foreign-page'])
})

test('what a server said of an account in its own words is for who can mend it', async () => {
  await house.db.updateTable('account').set({ failure_code: 'unreachable', failure_detail: 'connect ECONNREFUSED 10.1.2.3:993' }).execute()
  const health = async ({ browser }: typeof owner) => (await browser.must<{ items: { health: object }[] }>('GET', '/accounts')).items[0]!.health
  const seen = async (who: typeof owner) => JSON.stringify(await health(who))
  assert.match(await seen(owner), /10\.1\.2\.3/)
  const { executive } = house.people
  for (const who of [observer, executive]) assert.match(await seen(who), /"code":"unreachable","detail":null/)
})

test('a time that no column can hold is the asker’s mistake', async () => {
  const after = Buffer.from(JSON.stringify(['+275760-09-13T00:00:00Z', '1'])).toString('base64url')
  const page = await observer.browser.ask<{ code: string }>('GET', `/tickets?view=all&after=${after}`)
  assert.deepEqual([page.status, page.body.code], [400, 'invalid'])
  assert.equal((await observer.browser.must<Me>('GET', '/me')).member.role, 'observer')
})
