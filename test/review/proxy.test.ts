import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from '../../src/config.ts'
import { Browser } from '../support/http.ts'
import { openTestServer } from '../support/server.ts'

const NOBODY = { email: 'nobody@aeroandes.example', password: 'guessed at length' }
const alone = await openTestServer()
const behind = await openTestServer({}, { PLAZA_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8' })
const published = await openTestServer({}, { PLAZA_BASE_URL: 'https://care.aeroandes.example' })

const guess = async (base: string, from: string) => (await new Browser(base).ask('POST', '/api/auth/sign-in/email', NOBODY, { 'x-forwarded-for': from })).status
const metrics = async (base: string, headers: Record<string, string> = {}) => (await new Browser(base).ask('GET', '/metrics', undefined, headers)).status

test('behind a trusted proxy who guesses shuts nobody else out', async () => {
  for (let n = 0; n < 12; n++) await guess(behind.base, '198.51.100.7')
  assert.equal(await guess(behind.base, '198.51.100.7'), 429)
  assert.equal(await guess(behind.base, '198.51.100.7, 10.1.2.3'), 429, 'a second trusted proxy on the way is not the asker')
  assert.equal(await guess(behind.base, '203.0.113.9'), 401)
})

test('without the setting nobody is whom they say', async () => {
  for (let n = 0; n < 12; n++) await guess(alone.base, `198.51.100.${n}`)
  assert.equal(await guess(alone.base, '203.0.113.9'), 429)
})

test('metrics are for this machine, and a proxy on it is not that', async () => {
  assert.equal(await metrics(alone.base), 200)
  assert.equal(await metrics(alone.base, { 'x-forwarded-for': '127.0.0.1' }), 403)
  assert.equal(await metrics(behind.base, { 'x-forwarded-for': '127.0.0.1' }), 200)
  assert.equal(await metrics(behind.base, { 'x-forwarded-for': '203.0.113.9' }), 403)
  assert.equal(await metrics(behind.base), 403, 'a proxy that does not say for whom it asks')
  assert.equal(await metrics(published.base), 403, 'what people type is a proxy’s address')
})

test('trusted proxies are addresses or networks, and never everybody', () => {
  const config = (text: string) => readConfig({ PLAZA_TRUSTED_PROXIES: text }).trustedProxies
  assert.deepEqual(config('127.0.0.1, fd00::/8'), ['127.0.0.1', 'fd00::/8'])
  assert.deepEqual(config(''), [])
  for (const text of ['true', 'proxy.example', '0.0.0.0/0', '10.0.0.0/33', '10.0.0.0/8/8']) assert.throws(() => config(text), { code: 'config' }, text)
})
