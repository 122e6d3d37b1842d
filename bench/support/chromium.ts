import { chromium, type Browser, type BrowserContext } from 'playwright-core'
import type { Browser as ApiBrowser } from '../../test/support/http.ts'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A real Chromium with an empty cache. */
export function openChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS })
}

/** A desk of 1440 × 900, signed in. */
export async function signedIn(browser: Browser, base: string, as: ApiBrowser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  context.setDefaultTimeout(60_000)
  await context.addCookies([...as.cookies].map(([name, value]) => ({ name, value, url: base, httpOnly: true, sameSite: 'Lax' as const })))
  return context
}
