import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import type { Browser, Page } from 'playwright-core'
import { openDatabase } from '../src/storage/database.ts'
import type { Browser as ApiBrowser } from '../test/support/http.ts'
import { openChromium } from '../test/support/chromium.ts'
import { signedIn } from './support/signed-in.ts'
import { option, percentile } from './support/figures.ts'
import { foundQuietHouse, startPlaza } from './support/plaza.ts'
import { report } from './support/report.ts'
import { seedTickets } from './support/seed-tickets.ts'
import { progress, withDatabase } from './support/temporary.ts'

const TICKETS = option('tickets', 100_000)
const PRESSES = option('presses', 100)
const LOADS = option('loads', 7)
/** How much of the list the browser holds while `j` is pressed. */
const ROWS = option('rows', TICKETS)
const DIST = new URL('../web/dist/', import.meta.url)
const ROW = 'ul[aria-label="Tickets"] li a'

await withDatabase(async (url) => {
  const browser = await openChromium()
  const plaza = await startPlaza({ PLAZA_DATABASE_URL: url })
  try {
    const { owner, me } = await foundQuietHouse(plaza.base)
    const { db } = openDatabase(url, 1)
    await seedTickets(db, me.workspace.id, TICKETS)
    await sql`vacuum analyze`.execute(db)
    await db.destroy()
    progress(`${TICKETS} tickets are in`)
    const loads = await coldLoads(browser, plaza.base, owner)
    const page = await (await signedIn(browser, plaza.base, owner)).newPage()
    await page.goto(`${plaza.base}/inbox?view=need`)
    await page.locator(ROW).first().waitFor()
    const blank = await scrollFast(page)
    await holdRows(page)
    const presses = await pressNext(page)
    for (const path of loads[0]!.scripts) progress(`${sizeOf([path]).toFixed(1)} KB ${path}`)
    tell({ loads, blank, presses, floor: await frame(page) })
  } finally {
    await browser.close()
    await plaza.stop()
  }
})

interface Load {
  firstRow: number
  scripts: string[]
}

function tell({
  loads,
  blank,
  presses,
  floor,
}: {
  loads: Load[]
  blank: { frames: number; blank: number; rows: number }
  presses: number[]
  floor: number
}): void {
  const page = readFileSync(new URL('index.html', DIST), 'utf8')
  const initial = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path!)
  const about = `${TICKETS} tickets in the database, a real Chromium. First screen: from the start of the navigation of somebody signed in, with an empty cache, until the first row of the inbox is painted; the initial script is all that the page itself names, and beside it stands all that was asked for until the first row (the inbox loads its own parts), each file packed by gzip -9. Next ticket: from the key \`j\` until the next ticket and its conversation are painted, ${PRESSES} presses in the middle of ${Math.min(ROWS, TICKETS)} rows that the browser holds, each after the one before was seen; the floor is a key that only sets a word in an empty page. Scroll: by wheel as fast as events go, looked at in every frame.`
  report('web', about, [
    { what: 'initial script, gzip', value: sizeOf(initial), unit: 'KB', goal: { atMost: 200 } },
    { what: 'script until the first screen, gzip', value: sizeOf(loads[0]!.scripts), unit: 'KB', goal: { atMost: 200 } },
    {
      what: 'first screen cold, median',
      value: percentile(
        loads.map(({ firstRow }) => firstRow),
        0.5,
      ),
      unit: 'ms',
      goal: { atMost: 1_000 },
    },
    { what: 'next ticket p50', value: percentile(presses, 0.5), unit: 'ms' },
    { what: 'next ticket p95', value: percentile(presses, 0.95), unit: 'ms', goal: { atMost: 50 } },
    { what: 'an empty page (floor) p95', value: floor, unit: 'ms' },
    { what: 'rows scrolled through', value: blank.rows, unit: 'rows' },
    { what: 'frames while scrolling', value: blank.frames, unit: '' },
    { what: 'frames with a blank row', value: blank.blank, unit: '', goal: { atMost: 0 } },
  ])
}

function sizeOf(scripts: string[]): number {
  return scripts.reduce((sum, path) => sum + gzipSync(readFileSync(new URL(path, DIST)), { level: 9 }).length, 0) / 1_024
}

async function coldLoads(browser: Browser, base: string, owner: ApiBrowser): Promise<Load[]> {
  const loads: Load[] = []
  for (let n = 0; n < LOADS; n++) {
    const context = await signedIn(browser, base, owner)
    const page = await context.newPage()
    await page.addInitScript(noteFirst, ROW)
    await page.goto(`${base}/inbox?view=need`)
    loads.push(await page.waitForFunction(() => (globalThis as { first?: Load }).first).then((handle) => handle.jsonValue() as Promise<Load>))
    progress(`cold load ${n + 1} of ${LOADS}: ${loads.at(-1)!.firstRow.toFixed(0)} ms`)
    await context.close()
  }
  return loads
}

/** In the page, before its own scripts: when a row was first painted, and which scripts it had asked for until then. */
function noteFirst(row: string): void {
  const look = () => {
    if (!document.querySelector(row)) return requestAnimationFrame(look)
    return requestAnimationFrame(() => {
      const firstRow = performance.now()
      const scripts = performance.getEntriesByType('resource').filter(({ name, startTime }) => name.endsWith('.js') && startTime < firstRow)
      Object.assign(globalThis, { first: { firstRow, scripts: scripts.map(({ name }) => new URL(name).pathname.slice(1)) } })
    })
  }
  requestAnimationFrame(look)
}

/** Through some thousands of rows; every frame is looked at where rows must be. */
async function scrollFast(page: Page): Promise<{ frames: number; blank: number; rows: number }> {
  await page.locator(ROW).first().hover()
  await page.evaluate(watchRows)
  for (let n = 0; n < 400; n++) await page.mouse.wheel(0, 1_500)
  return page.evaluate(() => (globalThis as unknown as { stopWatching: () => { frames: number; blank: number; rows: number } }).stopWatching())
}

function watchRows(): void {
  const list = document.querySelector('ul[aria-label="Tickets"]')!
  const box = list.parentElement!
  let [frames, blank, isWatching, last] = [0, 0, true, -1]
  const look = () => {
    if (!isWatching) return
    if (box.scrollTop !== last) frames += 1
    last = box.scrollTop
    const { left, top, bottom } = box.getBoundingClientRect()
    const end = Math.min(bottom, list.getBoundingClientRect().bottom)
    for (let y = top + 8; y < end - 8; y += 24) {
      if (document.elementFromPoint(left + 40, y)?.closest('li')) continue
      blank += 1
      break
    }
    next()
  }
  // In a task that follows the frame: what was drawn, not what is about to be.
  const next = () => requestAnimationFrame(() => setTimeout(look))
  next()
  const stopWatching = () => {
    isWatching = false
    return { frames, blank, rows: Math.round(box.scrollTop / (list.querySelector('li')?.clientHeight ?? 1)) }
  }
  Object.assign(globalThis, { stopWatching })
}

/** Goes to the end again and again, until enough of the list has come; then back to its middle. */
async function holdRows(page: Page): Promise<void> {
  const held = await page.evaluate(bringRows, Math.min(ROWS, TICKETS))
  progress(`the browser holds ${held} rows`)
}

async function bringRows(wanted: number): Promise<number> {
  const list = document.querySelector('ul[aria-label="Tickets"]')!
  const box = list.parentElement!
  const rows = () => Math.round(list.clientHeight / list.querySelector('li')!.clientHeight)
  while (rows() < wanted) {
    box.scrollTop = box.scrollHeight
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
  box.scrollTop = box.scrollHeight / 2
  return rows()
}

async function pressNext(page: Page): Promise<number[]> {
  await page.locator(ROW).nth(16).click()
  await page.getByRole('log').getByRole('article').first().waitFor()
  await page.evaluate(watchKeys)
  const took: number[] = []
  for (let n = 0; n < PRESSES + 5; n++) {
    await page.keyboard.press('j')
    const ms = await page.waitForFunction((n) => (globalThis as unknown as { took: number[] }).took[n], n).then((handle) => handle.jsonValue())
    // The first few warm what any later one finds warm.
    if (n >= 5) took.push(ms!)
    if (n % 20 === 0) progress(`pressed j ${n} times`)
    // Somebody who reads two lines before going on; the next two are fetched meanwhile, as they would be.
    await page.waitForTimeout(250)
  }
  return took
}

/** In the page: from each key until another ticket's number and its own words are painted. */
function watchKeys(): void {
  const took: number[] = []
  Object.assign(globalThis, { took })
  const number = () => document.querySelector('#ticket .figures')?.textContent ?? ''
  const isWhole = () => document.querySelector('#ticket [role=log] article, #ticket [role=log] section') !== null
  addEventListener(
    'keydown',
    (event) => {
      const before = number()
      const look = () => {
        if (number() === before || !isWhole()) return requestAnimationFrame(look)
        const channel = new MessageChannel()
        channel.port1.addEventListener('message', () => took.push(performance.now() - event.timeStamp))
        channel.port1.start()
        return channel.port2.postMessage(null)
      }
      requestAnimationFrame(look)
    },
    { capture: true },
  )
}

/** What a key costs in a page that does nothing but show it. */
async function frame(page: Page): Promise<number> {
  const bare = await page.context().newPage()
  await bare.setContent('<p id="ticket"><span class="figures">0</span></p><div id="x" role="log"></div>')
  await bare.evaluate(() => {
    const took: number[] = []
    Object.assign(globalThis, { took })
    addEventListener('keydown', (event) => {
      document.querySelector('.figures')!.textContent = String(took.length + 1)
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.addEventListener('message', () => took.push(performance.now() - event.timeStamp))
        channel.port1.start()
        channel.port2.postMessage(null)
      })
    })
  })
  const took: number[] = []
  for (let n = 0; n < PRESSES; n++) {
    await bare.keyboard.press('j')
    took.push((await bare.waitForFunction((n) => (globalThis as unknown as { took: number[] }).took[n], n).then((handle) => handle.jsonValue()))!)
  }
  return percentile(took, 0.95)
}
