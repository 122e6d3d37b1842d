import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { gravely } from './gravely.ts'

const LOOKS = [
  [1440, 'light'],
  [1440, 'dark'],
  [390, 'light'],
  [390, 'dark'],
] as const

/** At a desk, on a phone and in the dark: whole, and nothing grave for who can't see it. Pictures go to the folder `PLAZA_SHOTS`, if it is set. */
export async function looksWell(page: Page, name: string): Promise<void> {
  const folder = process.env['PLAZA_SHOTS']
  for (const [width, scheme] of LOOKS) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: scheme })
    const grave = await gravely(page)
    if (folder) await page.screenshot({ path: `${folder}/${name}-${width}-${scheme}.png` })
    assert.deepEqual(grave, [])
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, 'it is shown whole')
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}
