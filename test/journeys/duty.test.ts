import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { journey } from '../support/browser.ts'
import { row, rows } from '../support/desk.ts'
import { connect, foundHouse, invite, openLivingPlaza } from '../support/living.ts'

const plaza = await openLivingPlaza()
const { x } = plaza.world
const { owner, me } = await foundHouse(plaza)
const ana = await invite(plaza, owner, { name: 'Ana Ruiz', email: 'ana@aeroandes.example', role: 'agent' })
const luis = await invite(plaza, owner, { name: 'Luis Vega', email: 'luis@aeroandes.example', role: 'agent' })
await connect(plaza, me.workspace.id, 'x', { handle: 'aeroandes', name: 'Aeroandes' })

async function writes(who: string, text: string): Promise<void> {
  await x.openPerson({ handle: who, name: who })
  await x.say({ who, text: `@aeroandes ${text}`, visibility: 'public' })
}

const at = (path: string) => `${plaza.base}${path}`
const refused = ['POST /api/v1/tickets/next 409']
const saying = (page: Page, words: string) => page.getByRole('log', { name: 'Conversation' }).getByText(words).first()
const dutyIs = (page: Page, word: string) => page.getByRole('button', { name: `Duty: ${word}` })

async function goes(page: Page, from: string, to: string): Promise<void> {
  await dutyIs(page, from).click()
  await page
    .getByRole('menuitemradio', { name: to })
    .or(page.getByRole('menuitem', { name: to }))
    .click()
  await dutyIs(page, to).waitFor()
}

journey('one key takes the ticket that needs help most; two who press at once get two', async (visit) => {
  await writes('calma', 'what do you serve on board?')
  await writes('apuro', 'my father cannot breathe, we are at gate 4, help now!')
  const [anas, luises] = [await visit(at('/inbox?view=need'), { as: ana.browser, refused }), await visit(at('/inbox?view=need'), { as: luis.browser, refused })]
  for (const page of [anas, luises]) {
    await row(page, 'what do you serve').waitFor()
    await row(page, 'cannot breathe').waitFor()
  }
  await anas.keyboard.press('t')
  await anas.getByText('You are not on duty.').waitFor()
  await anas.getByRole('button', { name: 'Go on duty and take it' }).click()
  await saying(anas, 'cannot breathe').waitFor()
  await dutyIs(anas, 'On duty').waitFor()
  await anas.getByText('Ana Ruiz took it as the next').waitFor()
  await goes(luises, 'Off duty', 'On duty')
  await luises.getByRole('button', { name: 'Take next' }).click()
  await saying(luises, 'what do you serve').waitFor()
  await luises.keyboard.press('t')
  await luises.getByText('Nothing that you can do waits for somebody.').waitFor()

  await goes(anas, 'On duty', 'Off duty')
  await anas.getByText('1 ticket of yours is back in the queue.').waitFor()
  await luises.goto(at('/inbox?view=unassigned'))
  await row(luises, 'cannot breathe').waitFor()
  assert.equal(await rows(luises).count(), 1)
  await goes(luises, 'On duty', 'Off duty')
})

journey('where Plaza gives work out, it comes by itself to who fits, and the ticket says why', async (visit) => {
  const olgas = await visit(at('/settings/people'), { as: owner })
  await olgas.getByRole('button', { name: 'Change what Ana Ruiz takes on' }).click()
  const dialog = olgas.getByRole('dialog', { name: 'What Ana Ruiz takes on' })
  await dialog.getByRole('textbox', { name: 'Open tickets they can hold' }).fill('1')
  await dialog.getByRole('button', { name: 'Keep' }).click()
  await dialog.waitFor({ state: 'detached' })
  await olgas.getByText('0 of 1 open').waitFor()
  await olgas.getByRole('button', { name: /Tickets of all departments/ }).click()
  await olgas.getByRole('option', { name: 'Plaza gives them out' }).click()
  const anas = await visit(at('/inbox?view=mine'), { as: ana.browser })
  await goes(anas, 'Off duty', 'On duty')
  await row(anas, 'cannot breathe').click()
  await saying(anas, 'cannot breathe').waitFor()
  await anas.getByText('Given to Ana Ruiz').waitFor()
  await anas.getByText('Why it is here:').click()
  await anas.getByText('it was given to whoever fits best', { exact: true }).waitFor()
  assert.equal(await rows(anas).count(), 1, 'no more than she can hold')
  await anas.keyboard.press('e')
  await row(anas, 'what do you serve').waitFor()
  await olgas.getByRole('button', { name: /Tickets of all departments/ }).click()
  await olgas.getByRole('option', { name: 'They take the next one' }).click()
  await goes(anas, 'On duty', 'Off duty')
})

journey('the hand-over says what is hot and what those who leave want known, live, and on a phone', async (visit) => {
  await writes('fuego', 'there is smoke in the cabin and nobody answers, please help us now!')
  const anas = await visit(at('/handover'), { as: ana.browser })
  const phone = await visit(at('/handover'), { as: luis.browser, viewport: { width: 390, height: 780 } })
  await anas.getByRole('textbox', { name: 'A note for the next shift' }).fill('Flight 402 leaves at six, whatever the board says.')
  await anas.getByRole('button', { name: 'Leave the note' }).click()
  await phone.getByText('Flight 402 leaves at six').waitFor()
  assert.equal(await phone.getByRole('button', { name: 'Take this note back' }).count(), 0, 'only who wrote it takes it back')
  assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing is cut at the side')
  await anas.getByRole('button', { name: 'Take this note back' }).click()
  await phone.getByText('Nobody has left a note in this time.').waitFor()
  await anas.getByRole('button', { name: /How far back/ }).click()
  await anas.getByRole('option', { name: '24 hours' }).click()
  await anas.waitForURL('**/handover?hours=24')
  const hot = anas.getByRole('link').filter({ hasText: 'smoke in the cabin' })
  await hot.getByText('danger or harm').waitFor()
  await anas.getByText('1 danger or harm', { exact: true }).waitFor()
  await anas.emulateMedia({ media: 'print' })
  assert.ok(await anas.getByRole('heading', { name: 'Hot now' }).isVisible())
  assert.ok(await anas.getByRole('button', { name: 'Leave the note' }).isHidden(), 'paper has no buttons')
  await anas.emulateMedia({ media: 'screen' })
  await hot.click()
  await saying(anas, 'smoke in the cabin').waitFor()
})
