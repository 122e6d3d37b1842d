import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { openUnderstanding } from '../../src/understanding/open-understanding.ts'
import { createRemoteTier, type RemoteSettings } from '../../src/understanding/remote-tier.ts'

const MESSAGE = '@aeroandes soy 12345678Z, tarjeta 4111 1111 1111 1111, +34 612 345 678: nadie responde'

let asked: { authorization: string | undefined; path: string | undefined; body: string }[] = []
let answer: (response: ServerResponse) => void = () => {}
const server = createServer(async (request, response) => {
  asked.push({ authorization: request.headers.authorization, path: request.url, body: await text(request) })
  answer(response)
})
const { read } = await openUnderstanding()
let clock = Temporal.Instant.from('2026-03-01T10:00:00Z')

before(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
after(() => {
  server.closeAllConnections()
  server.close()
})

function open(settings: Partial<RemoteSettings> = {}) {
  asked = []
  const { port } = server.address() as AddressInfo
  const all = { address: `http://127.0.0.1:${port}/v1`, model: 'm', key: 'k', dailyBudget: 100, timeout: 5_000, ...settings }
  const tier = createRemoteTier(all, { fetch, now: () => clock })
  const meaning = read(MESSAGE)
  return () => tier.suggest({ text: MESSAGE, language: 'es', meaning })
}

function says(content: string) {
  return (response: ServerResponse) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ choices: [{ message: { content } }] }))
}

test('it sees masked text, and what it says is a suggestion under its name', async () => {
  const suggest = open()
  answer = says('{"type":"complaint","urgency":2,"churn":false,"tone":"furious","sarcasm":"no","pay":1}')
  assert.deepEqual(await suggest(), { suggestion: { by: 'remote m', verdicts: { type: 'complaint', urgency: 2, churn: false } } })
  const [{ body, authorization, path }] = asked as [(typeof asked)[0]]
  assert.deepEqual([authorization, path], ['Bearer k', '/v1/chat/completions'])
  assert.ok(body.includes('@somebody soy [national-id], tarjeta [card], [phone]: nadie responde'))
  for (const secret of ['12345678Z', '4111', '612', 'aeroandes']) assert.ok(!body.includes(secret), secret)
})

test('nonsense is no suggestion', async () => {
  const suggest = open()
  for (const content of ['sure! it is a complaint', '[]', '{"type":"rant"}', 'null']) {
    answer = says(content)
    assert.deepEqual([content, await suggest()], [content, { silence: 'unreadable' }])
  }
  answer = (response) => response.end('<html>')
  assert.deepEqual(await suggest(), { silence: 'unreadable' })
})

test('the budget is kept, and is new the next day', async () => {
  const suggest = open({ dailyBudget: 1 })
  answer = says('{"urgency":1}')
  assert.ok('suggestion' in (await suggest()))
  assert.deepEqual(await suggest(), { silence: 'over-budget' })
  clock = clock.add({ hours: 24 })
  assert.ok('suggestion' in (await suggest()))
  assert.equal(asked.length, 2)
})

test('after five failures it rests, and then tries again', async () => {
  const suggest = open()
  answer = (response) => response.writeHead(503).end()
  for (let time = 0; time < 5; time++) assert.deepEqual(await suggest(), { silence: 'failed' })
  assert.deepEqual(await suggest(), { silence: 'resting' })
  assert.equal(asked.length, 5)
  clock = clock.add({ minutes: 6 })
  answer = says('{"urgency":1}')
  assert.ok('suggestion' in (await suggest()))
})

test('an answer that does not come is given up', async () => {
  const suggest = open({ timeout: 50 })
  answer = () => {}
  assert.deepEqual(await suggest(), { silence: 'too-late' })
})
