import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request } from 'node:http'
import { test } from 'node:test'
import { isOurHost } from '../../src/http/own-host.ts'
import { Browser, OWNER } from '../support/http.ts'
import { openTestServer } from '../support/server.ts'

const here = await openTestServer()
// Bound to this machine all the same, but not by an address that says so.
const open = await openTestServer({}, { PLAZA_HOST: '127.1', PLAZA_BASE_URL: 'https://care.aeroandes.example' })
const openBase = `http://127.0.0.1:${new URL(open.base).port}`

/** As a browser that was led here by this name: `fetch` would not send another Host. */
async function askBy(
  base: string,
  host: string,
  ...[method, path, body]: [method: string, path: string, body?: unknown]
): Promise<{ status: number; code: string }> {
  const asking = request(base + path, { method, headers: { host, 'x-plaza': '1', 'content-type': 'application/json' } })
  asking.end(body === undefined ? '' : JSON.stringify(body))
  const [answer] = await once(asking, 'response')
  const text = Buffer.concat(await answer.toArray()).toString()
  return { status: answer.statusCode, code: text.startsWith('{') ? JSON.parse(text).code : '' }
}

const found = (base: string, host: string) => askBy(base, host, 'POST', '/api/v1/first-run', { ...OWNER, timeZone: 'Mars/Olympus' })

test('a page that lets its name point at this machine neither founds the house nor reads how it feels', async () => {
  const port = new URL(here.base).port
  for (const name of ['rebound.example', `rebound.example:${port}`, '127.0.0.1.rebound.example', '192.0.2.1']) {
    assert.deepEqual(await found(here.base, name), { status: 403, code: 'foreign-host' }, name)
    assert.equal((await askBy(here.base, name, 'GET', '/metrics')).status, 403, name)
  }
  for (const name of [`127.0.0.1:${port}`, 'localhost', '[::1]:4680']) {
    assert.equal((await found(here.base, name)).code, 'time-zone-unknown', name)
    assert.equal((await askBy(here.base, name, 'GET', '/metrics')).status, 200, name)
  }
})

test('where others can reach it, only who has the code from the console founds the house', async () => {
  const browser = new Browser(openBase)
  assert.deepEqual(await browser.must('GET', '/first-run'), { needed: true })
  for (const code of [undefined, '', 'guessed', '0'.repeat(24)]) {
    const refused = await browser.ask<{ code: string }>('POST', '/first-run', { ...OWNER, code })
    assert.deepEqual([refused.status, refused.body.code], [403, 'first-run-code'])
  }
  assert.equal((await found(openBase, 'care.aeroandes.example')).code, 'first-run-code', 'what people type is ours')
  const code = open.firstRunCode
  await browser.must('POST', '/first-run', { ...OWNER, code })
  const late = await browser.ask<{ code: string }>('POST', '/first-run', { ...OWNER, code })
  assert.equal(late.body.code, 'first-run-done')
})

test('the address that a request arrived at is ours, and no other', () => {
  const ours = (host: string, localAddress: string) => isOurHost({ headers: { host }, socket: { localAddress } }, 'https://care.aeroandes.example')
  assert.ok(ours('192.0.2.7:4680', '192.0.2.7'))
  assert.ok(ours('192.0.2.7:4680', '::ffff:192.0.2.7'))
  assert.ok(ours('[2001:db8::7]:4680', '2001:db8:0::7'))
  assert.ok(!ours('192.0.2.8:4680', '192.0.2.7'))
  assert.ok(!ours('192.0.2.7.rebound.example', '192.0.2.7'))
})
