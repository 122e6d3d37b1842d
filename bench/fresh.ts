import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { openSimulatedMastodon } from '../src/rehearsal/mastodon/index.ts'
import type { SimulatedNetwork } from '../src/rehearsal/simulated-network.ts'
import { openSimulatedX } from '../src/rehearsal/x/index.ts'
import { openChromium } from '../test/support/chromium.ts'
import { signedIn } from './support/signed-in.ts'
import { option, percentile } from './support/figures.ts'
import { foundQuietHouse, startPlaza } from './support/plaza.ts'
import { report } from './support/report.ts'
import { mark, seenIn, watchMarks } from './support/seen.ts'
import { progress, withDatabase } from './support/temporary.ts'

const RATE = option('rate', 100)
const SECONDS = option('seconds', 60)
const WARM_UP = 5
/** Half of the messages open a ticket, half go on in one. */
const PEOPLE = Math.ceil((RATE * SECONDS) / 2)

const BARE_PAGE = `<!doctype html><title>bare</title><ul></ul><script>
const list = document.querySelector('ul')
new EventSource('/live').onmessage = ({ data }) => requestAnimationFrame(() => {
  list.prepend(Object.assign(document.createElement('li'), { textContent: data }))
  if (list.children.length > 60) list.lastChild.remove()
})</script>`

/** Says one message, and answers when the network had it, in ms of the machine's clock. */
type Say = (n: number, word: string) => Promise<number>

await withDatabase(async (url) => {
  const [mastodon, x] = [await openSimulatedMastodon(), await openSimulatedX({ rateScale: 1_000 })]
  const browser = await openChromium()
  const plaza = await startPlaza({ PLAZA_DATABASE_URL: url, PLAZA_ALLOWED_HOSTS: [...mastodon.hosts, ...x.hosts].join() })
  try {
    const { owner } = await foundQuietHouse(plaza.base)
    const page = await (await signedIn(browser, plaza.base, owner)).newPage()
    await page.addInitScript(() => localStorage.setItem('plaza.density', 'compact'))
    await watchMarks(page, 'ul[aria-label="Tickets"]')
    await page.goto(`${plaza.base}/inbox?view=all`)
    for (const network of [mastodon, x]) await connect(owner, network)
    const pushed = await through(page, 'push', { say: await crowd(mastodon), rate: RATE, seconds: SECONDS })
    const polled = await through(page, 'poll', { say: await crowd(x), rate: 2, seconds: Math.min(30, SECONDS) })
    const floor = await bare(browser)
    tell(pushed, polled, floor)
  } finally {
    await browser.close()
    await plaza.stop()
    await mastodon.close()
    await x.close()
  }
})

function tell(pushed: number[], polled: number[], floor: number[]): void {
  const [p50, p99, floor99] = [percentile(pushed, 0.5), percentile(pushed, 0.99), percentile(floor, 0.99)]
  const about = `From a message's acceptance by the rehearsed Mastodon (streaming) to its row painted in a real Chromium: ${RATE} messages/s for ${SECONDS} s, half of them new tickets, Plaza as its own process. Floor: a bare server of events and the same page mechanism, same run. X is polled every 5 s, which decides its figures.`
  report('fresh', about, [
    { what: 'push p50', value: p50, unit: 'ms' },
    { what: 'push p99', value: p99, unit: 'ms', goal: { atMost: 250 } },
    { what: 'push worst', value: Math.max(...pushed), unit: 'ms' },
    { what: 'bare p50 (floor)', value: percentile(floor, 0.5), unit: 'ms' },
    { what: 'bare p99 (floor)', value: floor99, unit: 'ms' },
    { what: 'p99 over floor', value: p99 / floor99, unit: '' },
    { what: 'poll p50 (X)', value: percentile(polled, 0.5), unit: 'ms' },
    { what: 'poll p99 (X)', value: percentile(polled, 0.99), unit: 'ms' },
  ])
}

async function connect(owner: { must: (method: string, path: string, body: unknown) => Promise<unknown> }, network: SimulatedNetwork): Promise<void> {
  const fields = await network.openAccount({ handle: 'aeroandes', name: 'Aeroandes' })
  await owner.must('POST', '/accounts', { network: network.name, speaks: 'brand', fields })
}

async function crowd(network: SimulatedNetwork): Promise<Say> {
  for (let n = 0; n < PEOPLE; n++) await network.openPerson({ handle: `vecina${n}`, name: `Vecina ${n}` })
  return async (n, word) => {
    const at = Date.now()
    await network.say({ who: `vecina${n % PEOPLE}`, text: `@aeroandes ${word} el vuelo de las 18:30 sigue sin salir`, visibility: 'public', to: ['aeroandes'] })
    return at
  }
}

/** Says at an even pace and waits until the page has shown the last; answers how long each took. */
async function through(page: Page, run: string, { say, rate, seconds }: { say: Say; rate: number; seconds: number }): Promise<number[]> {
  await pace(say, `warm${run}`, { rate, seconds: WARM_UP })
  const last = mark(rate * WARM_UP - 1, `warm${run}`)
  await page.waitForFunction((word) => (globalThis as unknown as { seen: Map<string, number> }).seen.has(word), last)
  const said = await pace(say, run, { rate, seconds })
  await page.waitForFunction((word) => (globalThis as unknown as { seen: Map<string, number> }).seen.has(word), [...said.keys()].at(-1)!)
  return freshness(said, await seenIn(page))
}

/**
 * How long the screen was behind each message. One that newer ones had pushed out of sight before a frame was drawn counts as shown
 * with the first newer one that was: it stands below it in the list.
 */
function freshness(said: Map<string, number>, seen: Map<string, number>): number[] {
  const took: number[] = []
  let shown = Infinity
  let hidden = 0
  for (const [word, at] of [...said].toReversed()) {
    if (!seen.has(word)) hidden += 1
    shown = Math.min(shown, seen.get(word) ?? Infinity)
    took.push((seen.get(word) ?? shown) - at)
  }
  if (hidden > 0) progress(`${hidden} of ${said.size} were out of sight before a frame could be drawn`)
  return took
}

async function pace(say: Say, run: string, { rate, seconds }: { rate: number; seconds: number }): Promise<Map<string, number>> {
  const said = new Map<string, number>()
  const started = performance.now()
  for (let n = 0; n < rate * seconds; n++) {
    const due = started + (n * 1_000) / rate
    if (due > performance.now()) await wait(due - performance.now())
    const word = mark(n, run)
    said.set(word, await say(n, word))
    if (n % (rate * 5) === 0) progress(`${run}: ${n} of ${rate * seconds}`)
  }
  return said
}

/** The least that any live screen costs: a server that writes each event to the page as it comes, and a page that appends it. */
async function bare(browser: Browser): Promise<number[]> {
  const listeners = new Set<ServerResponse>()
  const server = createServer((request, response) => {
    if (request.url !== '/live') return response.writeHead(200, { 'content-type': 'text/html' }).end(BARE_PAGE)
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
    return listeners.add(response)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const page = await (await browser.newContext()).newPage()
  await watchMarks(page, 'ul')
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  while (listeners.size === 0) await wait(10)
  const say: Say = async (_, word) => {
    const at = Date.now()
    for (const listener of listeners) listener.write(`data: ${word}\n\n`)
    return at
  }
  const took = await through(page, 'bare', { say, rate: RATE, seconds: Math.min(20, SECONDS) })
  await page.context().close()
  server.closeAllConnections()
  server.close()
  return took
}
