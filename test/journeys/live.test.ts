import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import type { TicketRow, TimelineItem } from '../../src/http/contract/tickets.ts'
import { journey } from '../support/browser.ts'
import { card, open, row, rows, send, writing } from '../support/desk.ts'
import { openStream, type OpenStream } from '../support/live.ts'
import { connect, foundHouse, openLivingPlaza } from '../support/living.ts'

const plaza = await openLivingPlaza()
const { mastodon } = plaza.world
const { owner, me } = await foundHouse(plaza)
await connect(plaza, me.workspace.id, 'mastodon', { handle: 'aeroandes', name: 'Aeroandes' })

let count = 0
async function somebodyWrites(text: string): Promise<string> {
  const who = `person${(count += 1)}`
  await mastodon.openPerson({ handle: who, name: `Person ${count}` })
  return mastodon.say({ who, text: `@aeroandes ${text}`, visibility: 'public', to: ['aeroandes'] })
}

interface PageOf<T> {
  items: T[]
}

/** What the screen shows is what the server says: the same tickets in the same order, the same messages, each once. */
async function assertTrue(page: Page, ticketId: string): Promise<void> {
  const wanted = (await owner.must<PageOf<TicketRow>>('GET', '/tickets?view=need&limit=200')).items.map(({ id }) => id)
  const { items } = await owner.must<PageOf<TimelineItem>>('GET', `/tickets/${ticketId}/timeline?limit=200`)
  const said = items.flatMap((item) => (item.kind === 'message' ? [item.text] : []))
  await page.waitForFunction((count) => document.querySelectorAll('ul[aria-label="Tickets"] a').length === count, wanted.length)
  const shown = await rows(page).evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname.split('/').pop()))
  assert.deepEqual(shown, wanted)
  const cards = await page
    .getByRole('log')
    .getByRole('article', { name: /message of/ })
    .evaluateAll((sections) => sections.map((section) => section.querySelector('.whitespace-pre-wrap')?.textContent))
  assert.deepEqual(cards, said)
}

/** The road in has taken these words: heard on a stream of our own, because the screen is what is in doubt. */
async function hears(live: OpenStream, words: string[]): Promise<void> {
  const missing = new Set(words)
  while (missing.size > 0) {
    const { data } = await live.next('ticket')
    for (const item of data.kind === 'ticket' ? data.items : []) if (item.kind === 'message') missing.delete(item.text.replace('@aeroandes ', ''))
  }
}

journey('offline for a while: the screen says so, and afterwards nothing is missing and nothing doubled', async (visit) => {
  const first = await somebodyWrites('is anybody there?')
  const page = await visit(`${plaza.base}/inbox?view=need`, { as: owner, cut: true })
  await open(page, 'is anybody there?')
  const ticketId = new URL(page.url()).pathname.split('/').pop()!
  await page.context().setOffline(true)
  await page.getByText('You are offline.').waitFor({ timeout: 15_000 })
  await send(page, 'we are on our way')
  await page.getByText("Plaza can't be reached. Check your connection. What you wrote is still here.").waitFor()
  assert.equal(await writing(page).inputValue(), 'we are on our way')
  const live = await openStream(owner)
  const meanwhile = Array.from({ length: 12 }, (_, n) => `meanwhile ${n}`)
  await mastodon.say({ who: 'person1', text: '@aeroandes I ask again', visibility: 'public', to: ['aeroandes'], replyTo: first })
  for (const words of meanwhile) await somebodyWrites(words)
  await mastodon.edit(first, '@aeroandes is anybody really there?')
  await hears(live, ['I ask again', 'is anybody really there?', ...meanwhile])
  live.close()
  assert.equal(await row(page, 'meanwhile').count(), 0)
  await page.context().setOffline(false)
  await row(page, 'meanwhile 11').waitFor()
  await page.getByText('You are offline.').waitFor({ state: 'detached' })
  await card(page, 'Public', 'Person 1').filter({ hasText: 'I ask again' }).waitFor()
  await page.getByText('is anybody really there?').first().waitFor()
  await assertTrue(page, ticketId)
  await writing(page).press('Control+Enter')
  await card(page, 'Public', 'Aeroandes').filter({ hasText: 'we are on our way' }).getByText('sent', { exact: true }).waitFor()
})

journey('what happens between the first screen and the opening of the stream is there too', async (visit) => {
  const page = await visit(`${plaza.base}/sign-in`, { as: owner, cut: true })
  const heardAll = Promise.withResolvers<void>()
  await page.route('**/api/v1/live', async (route) => {
    await heardAll.promise
    await route.continue()
  })
  await page.goto(`${plaza.base}/inbox?view=need`)
  await row(page, 'meanwhile 11').waitFor()
  const live = await openStream(owner)
  await somebodyWrites('just in between')
  await hears(live, ['just in between'])
  live.close()
  heardAll.resolve()
  await row(page, 'just in between').waitFor()
})

journey('the server falls and stands up again: drafts are kept, the list catches up, and work goes on', async (visit) => {
  const first = await somebodyWrites('before the fall')
  const page = await visit(`${plaza.base}/inbox?view=need`, { as: owner, cut: true })
  await open(page, 'before the fall')
  const ticketId = new URL(page.url()).pathname.split('/').pop()!
  await page.keyboard.press('r')
  await page.keyboard.type('half a sentence')
  await plaza.fall()
  await page.getByText('Reconnecting: what you see may be behind.').waitFor({ timeout: 60_000 })
  for (let n = 0; n < 5; n++) await somebodyWrites(`in the dark ${n}`)
  await mastodon.say({ who: `person${count - 5}`, text: '@aeroandes and one more thing', visibility: 'public', to: ['aeroandes'], replyTo: first })
  await plaza.stand()
  await row(page, 'in the dark 4').waitFor()
  await page.getByText('Reconnecting:').waitFor({ state: 'detached' })
  await page.getByRole('log').getByText('and one more thing').waitFor()
  await assertTrue(page, ticketId)
  assert.equal(await page.getByRole('textbox', { name: /^Public reply/ }).inputValue(), 'half a sentence')
  await send(page, 'We are back.')
  await card(page, 'Public', 'Aeroandes').getByText('sent', { exact: true }).waitFor()
})

test('every message came in once', async () => {
  const { rows: twice } = await plaza.context().pool.query('select native_id from message group by native_id having count(*) > 1')
  assert.deepEqual(twice, [])
})
