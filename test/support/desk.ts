import type { Locator, Page } from 'playwright-core'

/** The screens of the desk as somebody who reads English knows them: by names, never by classes. */
export const rows = (page: Page): Locator => page.getByRole('list', { name: 'Tickets' }).getByRole('link')

export const row = (page: Page, words: string): Locator => rows(page).filter({ hasText: words })

/** The card of a message, by who said it and in which world. */
export function card(page: Page, visibility: 'Public' | 'Private', who: string): Locator {
  return page.getByRole('article', { name: `${visibility} message of ${who}`, exact: true })
}

/** Where the composer would speak, as its first line says. */
export const worlds = (page: Page): Locator => page.getByRole('radiogroup', { name: 'Where you speak' }).getByRole('radio')

export const writing = (page: Page): Locator => page.getByRole('region', { name: 'Write' }).getByRole('textbox')

/** Opens a ticket by its words, as a mouse does, and waits until it can be read and answered. */
export async function open(page: Page, words: string): Promise<void> {
  await row(page, words).click()
  await page.getByRole('log', { name: 'Conversation' }).getByText(words).first().waitFor()
}

/** Writes and sends from the keyboard; the composer must be there. */
export async function send(page: Page, words: string): Promise<void> {
  await page.keyboard.press('r')
  await writing(page).fill(words)
  await page.keyboard.press('Control+Enter')
}
