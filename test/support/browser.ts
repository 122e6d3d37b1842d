import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { CHROMIUM, cookiesFor, openChromium } from './chromium.ts'
import { ensureDebian, skipUnless } from './debian.ts'
import type { Browser as ApiBrowser } from './http.ts'

/** Longer than anything here takes on a busy machine; nothing waits for it to pass. */
const PATIENCE_MS = 20_000

export interface VisitOptions extends BrowserContextOptions {
  /** Signed in as this one. */
  as?: ApiBrowser
  /** Refusals that belong to the journey: «POST /api/v1/accounts 422». Any other answer of 400 and above fails it. */
  refused?: string[]
  /** The journey itself cuts the connection: what fails with it is no problem of the page's. */
  cut?: boolean
}

/** Opens a page at a path, in a context of its own. Whatever goes wrong in it, even unseen, fails the journey. */
export type Visit = (url: string, options?: VisitOptions) => Promise<Page>

let browser: Browser | null = null

/** A real Chromium, one for all journeys of a file. */
export async function launch(): Promise<Browser> {
  browser ??= await openChromium()
  return browser
}

after(() => browser?.close())

/** A test in a real browser: skipped loudly where there is none, failed by any error that its pages met. */
export function journey(name: string, walk: (visit: Visit) => Promise<void>): void {
  test(name, { timeout: 240_000 }, async (t) => {
    if (!skipUnless(t, await ensureDebian(['chromium'], CHROMIUM), 'there is no Chromium')) return
    const contexts: BrowserContext[] = []
    const problems: string[] = []
    const visit: Visit = async (url, options = {}) => {
      const { page, context } = await openPage(url, options, problems)
      contexts.push(context)
      await page.goto(url)
      return page
    }
    try {
      await walk(visit)
    } catch (error) {
      await tellWhatWasSeen(name, contexts)
      if (problems.length > 0) process.stderr.write(`${name}: ${problems.join('\n')}\n`)
      throw error
    } finally {
      for (const context of contexts) await context.close()
    }
    assert.deepEqual(problems, [], 'the pages met problems')
  })
}

async function openPage(url: string, { as, refused = [], cut = false, ...options }: VisitOptions, problems: string[]) {
  const context = await (await launch()).newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', timezoneId: 'America/Bogota', ...options })
  context.setDefaultTimeout(PATIENCE_MS)
  if (as) await context.addCookies(cookiesFor(url, as))
  context.on('page', (page) => watch(page, { refused, cut }, problems))
  return { context, page: await context.newPage() }
}

/** How a page asks who is there, and ahead for what they will see, before anybody signed in. */
const ALWAYS = ['GET /api/v1/me 401', 'GET /api/v1/tickets 401', 'GET /api/v1/views 401']

function watch(page: Page, { refused, cut }: { refused: string[]; cut: boolean }, problems: string[]): void {
  page.on('pageerror', (error) => problems.push(`page error: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    // Refused answers are told of below, with their addresses; the console only repeats them.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) problems.push(`console: ${message.text()}`)
  })
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? ''
    if (!cut && why !== 'net::ERR_ABORTED') problems.push(`failed: ${request.method()} ${request.url()} ${why}`)
  })
  page.on('response', (response) => {
    if (response.status() < 400) return
    const said = `${response.request().method()} ${new URL(response.url()).pathname} ${response.status()}`
    if (![...ALWAYS, ...refused].some((expected) => matches(expected, said))) problems.push(`refused: ${said}`)
  })
}

/** `*` in an expected refusal stands for one step of the path. */
function matches(expected: string, said: string): boolean {
  const [one, other] = [expected, said].map((text) => text.split(/[/ ]/))
  return one!.length === other!.length && one!.every((step, n) => step === '*' || step === other![n])
}

/** What a person would have seen where the journey ended: the best witness of why. */
async function tellWhatWasSeen(name: string, contexts: BrowserContext[]): Promise<void> {
  for (const page of contexts.flatMap((context) => context.pages())) {
    const text = await page.evaluate(() => document.body.innerText).catch(() => '(the page is gone)')
    process.stderr.write(`\n${name}: at ${page.url()} the page read\n${text.replaceAll(/^/gm, '  │ ').slice(0, 4_000)}\n`)
  }
}
