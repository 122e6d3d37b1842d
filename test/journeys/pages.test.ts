import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { ingest } from '../../src/pipeline/ingest.ts'
import { openPages } from '../../src/pipeline/open-pages.ts'
import { upsertAccount } from '../../src/storage/account-writes.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { findTicketsById } from '../../src/storage/ticket-writes.ts'
import { journey } from '../support/browser.ts'
import { gravely } from '../support/gravely.ts'
import { foundHouse, invite, openLivingPlaza } from '../support/living.ts'
import { openMailDrop } from '../support/receivers/mail-drop.ts'
import { openPushService, type PushedBrowser } from '../support/receivers/push-service.ts'
import { batchOfLines, post } from '../support/workspace.ts'

const MANUAL = `
manual: aeroandes
title: Manual
language: en
brand: { name: Aeroandes, time zone: America/Bogota, languages: [en], voice: { is: [plain] } }
accounts: { aeroandes: { network: x, handle: aeroandes } }
people:
  diana: { name: Diana Rojas, role: agent, email: diana@aeroandes.example }
  ines: { name: Ines Barreto, role: agent, email: ines@aeroandes.example }
departments:
  operations:
    does: Knows where each plane is.
    duty: [{ who: diana, hours: always }]
    escalation: [{ call: duty, after: 0m, by: push }, { call: ines, after: 30m, by: email }]
rules:
  - { rule: smoke, when: { words: [smoke] }, then: { notify: operations } }
`

const [mail, push] = await Promise.all([openMailDrop(), openPushService()])
const plaza = await openLivingPlaza({ settings: { PLAZA_SMTP_URL: mail.url }, hosts: [push.host] })
const { owner, me } = await foundHouse(plaza)
const workspaceId = me.workspace.id
const diana = await invite(plaza, owner, { name: 'Diana Rojas', email: 'diana@aeroandes.example', role: 'agent' })
const x = await upsertAccount(plaza.db, {
  workspaceId,
  network: 'x',
  nativeId: '900',
  handle: 'aeroandes',
  name: 'Aeroandes',
  speaks: 'brand',
  state: 'connected',
})
await insertManualVersion(plaza.db, { workspaceId, memberId: null, text: MANUAL, note: null })
await diana.browser.must('PUT', '/me/workspace', { id: workspaceId })
const inbox = `${plaza.base}/inbox?view=need`

async function write(who: string, text: string): Promise<void> {
  const context = plaza.context()
  const line = post(`m-${who}`, who, `@aeroandes ${text}`, 0, { at: context.now().toString() })
  await ingest(context, batchOfLines({ id: workspaceId, accounts: { x, second: '', mail: '' } }, [line], x))
  const { ticket_id: id } = await plaza.db.selectFrom('message').select('ticket_id').where('native_id', '=', `m-${who}`).executeTakeFirstOrThrow()
  await openPages(plaza.db, { workspaceId, version: 1, tickets: await findTicketsById(plaza.db, workspaceId, [id!]), struck: new Set(), now: context.now() })
}

/** No push service of the world is reached from here: the browser is given one of this machine, and all else is its own. */
async function withPushService(page: Page, browser: () => PushedBrowser): Promise<void> {
  await page.context().grantPermissions(['notifications'], { origin: plaza.base })
  await page.exposeFunction('pushAddress', () => ({ endpoint: browser().endpoint, keys: browser().keys }))
  await page.addInitScript(() => {
    let given: unknown = null
    const asked = (globalThis as unknown as { pushAddress(): Promise<object> }).pushAddress
    PushManager.prototype.subscribe = async () => {
      const address = await asked()
      given = { ...address, toJSON: () => address, unsubscribe: async () => true }
      return given as PushSubscription
    }
    PushManager.prototype.getSubscription = async () => given as PushSubscription | null
  })
}

journey('who is on duty is called on every screen, takes it with one key, and all see who has it', async (visit) => {
  const dianas = await visit(`${plaza.base}/settings/notifications`, { as: diana.browser })
  const olgas = await visit(inbox, { as: owner })
  await write('carolina', 'there is smoke in the cabin')
  const banner = dianas.getByRole('alert').filter({ hasText: /T-\d+ needs you now/ })
  await banner.getByText('carolina · operations').waitFor()
  assert.deepEqual(await gravely(dianas), [])
  assert.equal(await olgas.getByRole('alert').count(), 0, 'who was not called is left in peace')
  await dianas.keyboard.press('g')
  await dianas.keyboard.press('p')
  const notice = dianas.getByRole('region', { name: 'Who was called' })
  await notice.getByText('Diana Rojas · mail · called').waitFor()
  assert.deepEqual(await gravely(dianas), [])
  await dianas.keyboard.press('p')
  await notice.waitFor({ state: 'detached' })
  await dianas.getByRole('log', { name: 'Conversation' }).getByText('Diana Rojas has it').waitFor()
  await olgas.getByRole('list', { name: 'Tickets' }).getByRole('link').filter({ hasText: 'there is smoke' }).click()
  const log = olgas.getByRole('log', { name: 'Conversation' })
  await log.getByText('Called: Diana Rojas (operations)').waitFor()
  await log.getByText('Diana Rojas has it').waitFor()
  assert.equal(mail.mails.filter(({ subject }) => /needs you now/.test(subject!)).length, 1)
})

journey('a browser is allowed, tried, called and removed; the page leads to the ticket', async (visit) => {
  let browser: PushedBrowser | undefined
  const page = await visit(`${plaza.base}/inbox?view=need`, { as: diana.browser })
  const { pushKey } = await diana.browser.must<{ pushKey: string }>('GET', '/me/notifications')
  await withPushService(page, () => (browser ??= push.open(pushKey)))
  await page.goto(`${plaza.base}/settings/notifications`)
  await page.getByRole('button', { name: 'Notify me in this browser' }).click()
  await page.getByText('This browser will be notified.').waitFor()
  await page.getByRole('button', { name: 'Test it' }).first().click()
  await page.getByText('Sent: it should reach you now.').waitFor()
  assert.match(browser!.pushed[0]!.text, /Plaza reaches you/)
  await write('bruno', 'smoke again')
  await page.getByRole('alert').filter({ hasText: 'bruno · operations' }).waitFor()
  await page.getByRole('button', { name: 'I have it' }).click()
  await page.getByRole('log', { name: 'Conversation' }).getByText('smoke again').first().waitFor()
  assert.match(browser!.pushed[1]!.text, /smoke again/)

  await page.goto(`${plaza.base}/settings/notifications`)
  await shown(page, browser!.pushed[1]!.text)
  await page.getByRole('button', { name: /^Remove Chrome/ }).click()
  await page.getByRole('list', { name: 'Your browsers' }).waitFor({ state: 'detached' })
  assert.deepEqual(push.refusals, [])
})

/** What the worker draws of a push, as the browser's own service would hand it over. */
async function shown(page: Page, payload: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const found = new Promise<string>((resolve) =>
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [ours] = registrations.filter(({ isDeleted }) => !isDeleted)
      if (ours) resolve(ours.registrationId)
    }),
  )
  await session.send('ServiceWorker.enable')
  await session.send('ServiceWorker.deliverPushMessage', { origin: plaza.base, registrationId: await found, data: payload })
  await page.waitForFunction(
    async (title) => {
      const registration = await navigator.serviceWorker.getRegistration('/push-worker.js')
      return ((await registration?.getNotifications()) ?? []).some((one) => one.title === title)
    },
    (JSON.parse(payload) as { title: string }).title,
  )
}

journey('quiet hours and the webhook are set, on a phone too; Health names whom the manual calls in vain', async (visit) => {
  const page = await visit(`${plaza.base}/settings/notifications`, { as: owner, viewport: { width: 390, height: 844 } })
  await page.getByText('Leave me in peace at certain hours').click()
  await page.getByLabel('Quiet from').fill('21:30')
  await page.getByRole('button', { name: 'Keep', exact: true }).click()
  await page.getByText('Kept.').waitFor()
  assert.deepEqual((await owner.must<{ quiet: unknown }>('GET', '/me/notifications')).quiet, { from: 1290, to: 420 })
  await page.getByLabel('Address').fill('https://pager.example/plaza')
  await page.getByRole('button', { name: 'Set it', exact: true }).click()
  await page.getByText('it is not shown again').waitFor()
  assert.deepEqual(await gravely(page), [])
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, 'nothing runs out of a phone')
  await page.goto(`${plaza.base}/settings/health`)
  await page.getByText('The manual names people who match nobody here: ines').waitFor()
})
