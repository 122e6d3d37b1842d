import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { journey } from '../support/browser.ts'
import { card, open, row, rows, writing } from '../support/desk.ts'
import { connect, foundHouse, invite, openLivingPlaza } from '../support/living.ts'

const plaza = await openLivingPlaza()
const { x } = plaza.world
const { owner, me } = await foundHouse(plaza)
const ana = await invite(plaza, owner, { name: 'Ana Ruiz', email: 'ana@aeroandes.example', role: 'agent' })
await connect(plaza, me.workspace.id, 'x', { handle: 'aeroandes', name: 'Aeroandes' })

async function writes(who: string, text: string): Promise<void> {
  await x.openPerson({ handle: who, name: who })
  await x.say({ who, text: `@aeroandes ${text}`, visibility: 'public' })
}

const at = (view: string) => `${plaza.base}/inbox?view=${view}`

/** Presses a key of the desk when nobody is asked anything. */
async function press(page: Page, key: string): Promise<void> {
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press(key)
}

journey('each sees that the other looks and writes, whose it is, and a note that names them', async (visit) => {
  await writes('gemela', 'who of you answers me?')
  const olgas = await visit(at('need'), { as: owner })
  const anas = await visit(at('need'), { as: ana.browser })
  await open(olgas, 'who of you answers me?')
  await open(anas, 'who of you answers me?')
  await olgas.getByText('Ana Ruiz is looking').waitFor()
  await anas.getByText('Olga Ferrer is looking').waitFor()
  await anas.keyboard.press('r')
  await anas.keyboard.type('I a')
  await olgas.getByText('Ana Ruiz is writing here too. Speak to each other before you send.').waitFor()
  await anas.keyboard.press('Escape')
  await press(anas, 'm')
  await olgas.getByRole('button', { name: 'On it: Ana Ruiz' }).waitFor()
  await row(olgas, 'who of you').getByText('Ana Ruiz').waitFor()

  await olgas.keyboard.press('n')
  await olgas.keyboard.type('Look at the second bag, @An')
  await olgas.getByRole('button', { name: '@Ana Ruiz' }).waitFor()
  await olgas.keyboard.press('Tab')
  assert.equal(await writing(olgas).inputValue(), 'Look at the second bag, @Ana Ruiz ')
  await olgas.keyboard.press('Control+Enter')
  await anas.getByText('Olga Ferrer mentioned you in a note').waitFor()
  await anas.getByRole('log').getByText('Look at the second bag, ').waitFor()
  assert.equal(await olgas.getByText('mentioned you').count(), 0, 'nobody is told of their own note')
  assert.equal((await x.said()).filter(({ official }) => official).length, 0, 'a note never leaves the house')
  await anas.close()
  await olgas.getByText('Ana Ruiz is looking').waitFor({ state: 'detached', timeout: 120_000 })
})

journey('resolve, reopen, snooze and wake, leave with a reason: each moves the ticket, tells the other, and can be undone', async (visit) => {
  await writes('vueltas', 'round and round')
  const olgas = await visit(at('need'), { as: owner })
  const anas = await visit(at('need'), { as: ana.browser })
  const sees = (there: boolean) => row(anas, 'round and round').waitFor({ state: there ? 'visible' : 'detached' })
  await open(olgas, 'round and round')
  await sees(true)
  await press(olgas, 'e')
  await sees(false)
  await olgas.getByRole('button', { name: 'Undo' }).first().click()
  await sees(true)
  await open(olgas, 'round and round')
  await press(olgas, 'e')
  await sees(false)
  await olgas.keyboard.press('Control+z')
  await sees(true)
  await open(olgas, 'round and round')
  await press(olgas, 'e')
  await sees(false)
  await x.say({
    who: 'vueltas',
    text: '@aeroandes not solved at all',
    visibility: 'public',
    replyTo: (await x.said()).findLast(({ who }) => who === 'vueltas')!.nativeId,
  })
  await row(anas, 'not solved at all').waitFor()

  await open(olgas, 'not solved at all')
  await press(olgas, 'z')
  await olgas
    .getByRole('dialog', { name: 'Snooze until when?' })
    .getByRole('button', { name: /^One hour/ })
    .click()
  await row(anas, 'not solved').waitFor({ state: 'detached' })
  await olgas.goto(at('snoozed'))
  await open(olgas, 'not solved')
  await press(olgas, 'z')
  await row(anas, 'not solved').waitFor()

  await olgas.goto(at('need'))
  await open(olgas, 'not solved')
  await press(olgas, 'x')
  const question = olgas.getByRole('dialog', { name: 'Leave it unanswered?' })
  assert.ok(await question.getByRole('button', { name: 'Leave it' }).isDisabled(), 'never without a reason')
  await question.getByRole('textbox', { name: 'Why' }).fill('Only an insult, no matter of ours')
  await question.getByRole('button', { name: 'Leave it' }).click()
  await row(anas, 'not solved').waitFor({ state: 'detached' })
  await olgas.goto(at('resolved'))
  await open(olgas, 'not solved')
  await olgas.getByText('left unanswered: «Only an insult, no matter of ours»').waitFor()
})

journey('a snoozed ticket wakes by itself, also for who did not put it to sleep', async (visit) => {
  await writes('dormida', 'wake me up')
  const anas = await visit(at('need'), { as: ana.browser })
  await row(anas, 'wake me up').waitFor()
  const { items } = await owner.must<{ items: { id: string; snippet: string }[] }>('GET', '/tickets?view=need')
  const { id } = items.find(({ snippet }) => snippet.includes('wake me up'))!
  await owner.must('PUT', `/tickets/${id}/snooze`, { until: Temporal.Now.instant().add({ seconds: 3 }).toString() })
  await row(anas, 'wake me up').waitFor({ state: 'detached' })
  await row(anas, 'wake me up').waitFor({ timeout: 90_000 })
})

journey('labels and departments are made while they are given; a saved view holds what it says, with its count', async (visit) => {
  await writes('maletas', 'both my suitcases are in Lima')
  const olgas = await visit(at('need'), { as: owner })
  await open(olgas, 'suitcases')
  await press(olgas, 'l')
  await olgas.getByRole('dialog', { name: 'Labels' }).waitFor()
  await olgas.keyboard.type('equipaje')
  await olgas.getByRole('menuitem', { name: 'New: equipaje' }).waitFor()
  await olgas.keyboard.press('Enter')
  await olgas.getByRole('dialog', { name: 'Labels' }).getByRole('button', { name: 'Keep' }).click()
  await row(olgas, 'suitcases').getByText('equipaje').waitFor()
  await press(olgas, 'd')
  await olgas.getByRole('dialog', { name: 'Which department?' }).waitFor()
  await olgas.keyboard.type('Bags')
  await olgas.getByRole('menuitem', { name: 'New: Bags' }).waitFor()
  await olgas.keyboard.press('Enter')
  await olgas.getByRole('button', { name: 'Department: Bags' }).waitFor()
  await owner.must('POST', '/views', { name: 'Lost bags', filter: { labels: ['equipaje'] }, shared: true })
  const anas = await visit(at('need'), { as: ana.browser })
  const link = anas.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /^Lost bags/ })
  await link.getByText('1').waitFor()
  await link.click()
  await row(anas, 'suitcases').waitFor()
  assert.equal(await rows(anas).count(), 1)
  await writes('paraguas', 'my umbrella stayed in seat 3A')
  const mine = await visit(at('need'), { as: owner })
  await mine
    .getByRole('navigation', { name: 'Views' })
    .getByRole('link', { name: /^Lost bags/ })
    .click()
  await mine.getByRole('button', { name: 'Change this view…' }).click()
  const dialog = mine.getByRole('dialog', { name: 'Change the view' })
  assert.equal(await dialog.getByRole('textbox', { name: 'Name' }).inputValue(), 'Lost bags')
  assert.equal(await dialog.getByRole('button', { name: 'equipaje', exact: true }).getAttribute('aria-pressed'), 'true')
  await dialog.getByRole('button', { name: 'equipaje', exact: true }).click()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('All that is open')
  await dialog.getByRole('button', { name: 'Keep the view' }).click()
  await mine.getByRole('heading', { level: 1, name: 'All that is open' }).waitFor()
  await row(mine, 'umbrella').waitFor()
})

journey('search finds by words with and without accents, by handle and by order number', async (visit) => {
  await writes('jose_perez', 'la conexión de Bogotá se perdió, pedido AB-771-2290')
  const page = await visit(at('need'), { as: ana.browser })
  await row(page, 'Bogotá').waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('f')
  const box = page.getByRole('searchbox', { name: 'Search all history' })
  for (const asked of ['conexion bogota', 'CONEXIÓN', '@jose_perez', 'AB-771-2290', 'ab-771-2290']) {
    await box.fill(asked)
    await box.press('Enter')
    await page.waitForURL((url) => url.searchParams.get('q') === asked)
    await page.getByRole('main').getByRole('link').filter({ hasText: 'Bogotá' }).waitFor()
  }
  await box.fill('nobody ever said this')
  await box.press('Enter')
  await page.getByRole('main').getByRole('link').filter({ hasText: 'Bogotá' }).waitFor({ state: 'detached' })
  await box.fill('conexion')
  await box.press('Enter')
  await page.getByRole('main').getByRole('link').filter({ hasText: 'Bogotá' }).click()
  await card(page, 'Public', 'jose_perez').waitFor()
})
