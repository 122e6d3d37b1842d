import type { Page } from 'playwright-core'

/** The word that a message carries to be recognised on the screen. */
export const mark = (n: number, run: string): string => `m${run}${n}x`

/**
 * Makes a page note when each marked word is first painted: what changed is read after every change, and the time is taken in the
 * frame after the one that it came in. Installed before the page's own scripts. Times are of the machine's clock, in ms.
 */
export async function watchMarks(page: Page, among: string): Promise<void> {
  await page.addInitScript((among) => {
    const seen = new Map<string, number>()
    Object.assign(globalThis, { seen })
    let isReading = false
    const read = () => {
      isReading = false
      const text = document.querySelector(among)?.textContent ?? ''
      const painted = performance.timeOrigin + performance.now()
      for (const [word] of text.matchAll(/m[a-z]+\d+x/g)) if (!seen.has(word)) seen.set(word, painted)
    }
    // After the next frame is drawn: a task that follows it.
    const afterPaint = () =>
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.addEventListener('message', read)
        channel.port1.start()
        channel.port2.postMessage(null)
      })
    const changes = new MutationObserver(() => {
      if (isReading) return
      isReading = true
      afterPaint()
    })
    changes.observe(document, { childList: true, subtree: true, characterData: true })
  }, among)
}

/** When each marked word was painted. */
export async function seenIn(page: Page): Promise<Map<string, number>> {
  return new Map(await page.evaluate(() => [...(globalThis as unknown as { seen: Map<string, number> }).seen]))
}
