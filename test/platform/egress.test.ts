import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { EgressRefused, openEgress } from '../../src/platform/egress.ts'

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  after(() => server.close())
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

const inside = await serve((_, response) => response.end('an inner secret'))
const seen: Record<string, string | string[] | undefined>[] = []
const outside = await serve((request, response) => {
  seen.push(request.headers)
  const to = new URL(request.url ?? '', 'http://x').searchParams.get('to')
  if (to) return response.writeHead(302, { location: to }).end()
  request.pipe(response)
})
const other = await serve((request, response) => {
  seen.push(request.headers)
  response.end(request.method)
})

const gate = openEgress({ allow: 'public', hosts: [outside, other] })
const refused = (error: unknown) => error instanceof EgressRefused || (error as { cause?: unknown }).cause instanceof EgressRefused

test('an address that is not public is refused, however it is written', async () => {
  for (const address of [
    inside,
    'localhost:1',
    '[::1]:1',
    '[::ffff:127.0.0.1]:1',
    '169.254.169.254',
    '10.0.0.1',
    '0x7f000001',
    '127.1',
    '[fe80::1]',
    '192.168.1.1',
    '100.64.0.1',
  ])
    await assert.rejects(gate.fetch(`http://${address}/`), refused, address)
})

test('a redirect goes through the same gate', async () => {
  await assert.rejects(gate.fetch(`http://${outside}/?to=http://${inside}/`), refused)
  await assert.rejects(gate.fetch(`http://${outside}/?to=file:///etc/passwd`), refused)
})

test('credentials stay with the origin they were meant for', async () => {
  seen.length = 0
  const response = await gate.fetch(`http://${outside}/?to=http://${other}/`, {
    method: 'POST',
    body: 'x',
    headers: { authorization: 'Bearer t', cookie: 'a=b' },
  })
  assert.equal(await response.text(), 'GET')
  assert.equal(seen[0]?.['authorization'], 'Bearer t')
  assert.equal(seen[1]?.['authorization'], undefined)
  assert.equal(seen[1]?.['cookie'], undefined)
})

test('a redirect without end, and one that the caller forbids, are refused', async () => {
  await assert.rejects(
    gate.fetch(`http://${outside}/?to=${encodeURIComponent(`http://${outside}/?to=/?to=/?to=/?to=/?to=/?to=/?to=/`)}`, { redirect: 'error' }),
    refused,
  )
  const manual = await gate.fetch(`http://${outside}/?to=http://${inside}/`, { redirect: 'manual' })
  assert.equal(manual.status, 302)
})

test('a rehearsal reaches its own servers and nothing else', async () => {
  const hosts = [outside]
  const rehearsal = openEgress({ allow: 'only', hosts })
  assert.equal(await (await rehearsal.fetch(`http://${outside}/`, { method: 'POST', body: 'hola' })).text(), 'hola')
  await assert.rejects(rehearsal.fetch(`http://${other}/`), refused)
  await assert.rejects(rehearsal.fetch('https://api.x.com/2/tweets'), refused)
  await assert.rejects(rehearsal.resolve('imap.gmail.com', '993'), refused)
  hosts.length = 0
  await assert.rejects(rehearsal.fetch(`http://${outside}/`), refused)
})
