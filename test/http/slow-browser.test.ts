import assert from 'node:assert/strict'
import { connect, type Socket } from 'node:net'
import { mock, test } from 'node:test'
import type { LiveEvent } from '../../src/http/contract/live.ts'
import { openHouse } from '../support/house.ts'
import type { Browser } from '../support/http.ts'
import { post } from '../support/workspace.ts'

const house = await openHouse()
const { agent, supervisor } = house.people

const HEARTBEAT_MS = 15_000

/** Together many times what a connection holds on its way; each batch becomes one event of several megabytes. */
const [BATCHES, IN_EACH] = [8, 5]
const WIDE = `<p>${'x'.repeat(900_000)}</p>`

const letter = (n: number) => post(`w${n}`, 'rosa', `letter ${n}`, n, { html: WIDE, ...(n > 0 ? { replyTo: 'w0' } : {}) })
const letters = (batch: number) => Array.from({ length: IN_EACH }, (_, n) => letter(1 + batch * IN_EACH + n))
const ALL = Array.from({ length: 1 + BATCHES * IN_EACH }, (_, n) => `letter ${n}`)

test('a browser that stops reading is let go, resumes where it was, and has missed nothing and got nothing twice', { timeout: 120_000 }, async () => {
  mock.timers.enable({ apis: ['setInterval'] })
  const quick = await follow(supervisor.browser, null)
  const slow = await follow(agent.browser, null)
  await house.hear(letter(0))
  await slow.until((words) => words.length === 1)
  slow.socket.pause()
  for (let batch = 0; batch < BATCHES; batch++) await house.hear(...letters(batch))
  assert.deepEqual(await quick.until((words) => words.length >= ALL.length), ALL, 'who reads on is not held up by who does not, nor let go')
  mock.timers.tick(HEARTBEAT_MS)
  mock.timers.tick(HEARTBEAT_MS)
  slow.socket.resume()
  await slow.ended
  assert.ok(slow.words.length < ALL.length, 'it was let go before everything was out')
  mock.timers.reset()

  const again = await follow(agent.browser, slow.lastId())
  await again.until((words) => slow.words.length + words.length >= ALL.length)
  // Whatever is told twice comes before this.
  await house.hear(post('end', 'rosa', 'the end', ALL.length, { replyTo: 'w0' }))
  await again.until((words) => words.at(-1) === 'the end')
  assert.deepEqual([...slow.words, ...again.words], [...ALL, 'the end'])
  for (const { socket } of [quick, again]) socket.destroy()
})

interface Following {
  socket: Socket
  /** What was said in the events that came whole. */
  words: string[]
  lastId(): string
  until(holds: (words: string[]) => boolean): Promise<string[]>
  ended: Promise<void>
}

/** A browser down at the socket, where reading can stop: no library in between reads ahead. */
async function follow(browser: Browser, lastEventId: string | null): Promise<Following> {
  const { hostname, port } = new URL(browser.base)
  const socket = connect(Number(port), hostname)
  const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ')
  // HTTP/1.0: the body comes as it is, without chunks.
  socket.write(`GET /api/v1/live HTTP/1.0\r\nhost: ${hostname}:${port}\r\ncookie: ${cookie}\r\n${lastEventId ? `last-event-id: ${lastEventId}\r\n` : ''}\r\n`)
  const words: string[] = []
  const more = new EventTarget()
  let [text, id] = ['', lastEventId ?? '']
  socket.setEncoding('utf8').on('error', () => {})
  socket.on('data', (piece: string) => {
    text += piece
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const frame = text.slice(0, end)
      text = text.slice(end + 2)
      id = /^id: (.*)$/m.exec(frame)?.[1] ?? id
      const data = /^data: (.*)$/m.exec(frame)?.[1]
      if (data) words.push(...wordsOf(JSON.parse(data) as LiveEvent))
    }
    more.dispatchEvent(new Event('data'))
  })
  const closed = Promise.withResolvers<void>()
  socket.on('close', () => closed.resolve())
  await new Promise((come) => more.addEventListener('data', come, { once: true }))
  return {
    socket,
    words,
    lastId: () => id,
    ended: closed.promise,
    async until(holds) {
      while (!holds(words)) await new Promise((come) => more.addEventListener('data', come, { once: true }))
      return words
    },
  }
}

function wordsOf(event: LiveEvent): string[] {
  return event.kind === 'ticket' ? event.items.flatMap((item) => (item.kind === 'message' ? [item.text] : [])) : []
}
