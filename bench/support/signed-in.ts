import type { Browser, BrowserContext } from 'playwright-core'
import { cookiesFor } from '../../test/support/chromium.ts'
import type { Browser as ApiBrowser } from '../../test/support/http.ts'

/** A desk of 1440 × 900, signed in. */
export async function signedIn(browser: Browser, base: string, as: ApiBrowser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  context.setDefaultTimeout(60_000)
  await context.addCookies(cookiesFor(base, as))
  return context
}
