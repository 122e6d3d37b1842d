import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { journey } from '../support/browser.ts'
import { card, open, row, writing } from '../support/desk.ts'
import { connect, foundHouse, invite, openLivingPlaza } from '../support/living.ts'

const plaza = await openLivingPlaza()
const { x } = plaza.world
const { owner, me } = await foundHouse(plaza)
await connect(plaza, me.workspace.id, 'x', { handle: 'aeroandes', name: 'Aeroandes' })
await x.openPerson({ handle: 'carolinam', name: 'Carolina M.' })

const MANUAL = `manual: aeroandes
title: The manual of Aeroandes
language: en
brand:
  name: Aeroandes
  timeZone: America/Bogota
  languages: [en]
  voice: { is: [plain] }
accounts:
  care: { network: x, handle: aeroandes }
people:
  ana: { name: Ana R., role: supervisor, email: ana@aeroandes.example }
departments:
  cabin:
    does: Air, seats and crew
    duty: [{ who: ana, hours: always }]
    escalation: [{ call: ana, delay: 0m, by: email }]
  luggage:
    does: Bags
    duty: [{ who: ana, hours: always }]
    escalation: [{ call: ana, delay: 0m, by: email }]
topics:
  cabin air: [cabin air, air in the cabin]
rules:
  - rule: air in the cabin
    when: { topic: cabin air }
    do: { department: cabin, need: urgent, script: hot cabin }
otherwise: { department: luggage }
scripts:
  greeting:
    use: To begin with
    texts:
      - { language: en, text: 'Hello {name}.' }
  hot cabin:
    use: When the air does not work
    steps: [Say sorry, Ask the crew, Say when]
    texts:
      - { language: en, text: 'Sorry, {name}. We write again at {time}. {agent}' }
`
const BROKEN = MANUAL.replace('department: cabin,', 'department: cabn,')
const lineOf = (words: string) => MANUAL.slice(0, MANUAL.indexOf(words)).split('\n').length

const editor = (page: Page) => page.getByRole('textbox', { name: 'Text of the manual' })
const tab = (page: Page, name: string) => page.getByRole('tab', { name }).click()

const inForce = (page: Page, number: number) =>
  page
    .getByRole('main')
    .locator('header')
    .getByText(new RegExp(`^Version ${number} is in force`))
    .waitFor()

async function publish(page: Page, note: string): Promise<void> {
  await page.getByRole('button', { name: 'Publish…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: /^Why/ }).fill(note)
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
}

journey('a manual is written, its mistake found and mended, published, followed, tried, told and rolled back', async (visit) => {
  const page = await visit(`${plaza.base}/manual`, { as: owner })
  await page.getByRole('button', { name: 'English: Larkline' }).waitFor()
  await editor(page).fill(BROKEN)
  const finding = page.getByRole('list', { name: 'Findings' }).getByRole('listitem').filter({ hasText: 'cabn' })
  await finding.getByText('error', { exact: true }).waitFor()
  assert.ok(await page.getByRole('button', { name: 'Publish…' }).isDisabled())
  await finding.getByRole('button', { name: `Line ${lineOf('department: cabin,')}` }).click()
  const chosen = await editor(page).evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd))
  assert.match(chosen, /department: cabn/)
  await finding.getByRole('button', { name: 'Write «cabin»' }).click()
  await page.getByText('No errors').waitFor()
  await publish(page, 'the first')
  await inForce(page, 1)

  await x.say({ who: 'carolinam', visibility: 'public', text: '@aeroandes no cabin air for two hours' })
  await page.getByRole('link', { name: 'By need' }).first().click()
  await open(page, 'no cabin air')
  const why = page.locator('details').filter({ hasText: 'Why it is here' })
  await why.locator('summary').click()
  await why.getByText('«air in the cabin»').first().waitFor()
  await why
    .getByRole('link', { name: `line ${lineOf('- rule: air')}, version 1` })
    .first()
    .click()
  await page.getByRole('heading', { level: 1, name: 'Version 1' }).waitFor()
  const shown = await page
    .getByRole('textbox', { name: 'Text of version 1' })
    .evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd))
  assert.equal(shown.trim(), '- rule: air in the cabin')

  await page.getByRole('link', { name: 'Manual' }).first().click()
  await editor(page).fill(MANUAL.replace('do: { department: cabin', 'do: { department: luggage'))
  await page.getByText('No errors').waitFor()
  await tab(page, 'Changes')
  await page.getByRole('list', { name: 'What changes' }).getByText('then › department: cabin → luggage').waitFor()
  await tab(page, 'Try')
  await page.getByRole('button', { name: 'Try it' }).click()
  await page.getByText('1 of 1 messages would go otherwise.').waitFor()
  const way = page.getByRole('list', { name: 'What would go otherwise' }).getByRole('listitem').filter({ hasText: 'cabin → luggage' })
  await way.getByRole('link', { name: /^T-\d+$/ }).waitFor()
  await publish(page, 'all to luggage')
  await inForce(page, 2)

  await tab(page, 'Versions')
  const first = page.getByRole('list', { name: 'Versions' }).getByRole('listitem').filter({ hasText: 'Version 1' })
  await first.getByText('the first').waitFor()
  await page.getByRole('region', { name: 'Compare two versions' }).getByText('then › department: cabin → luggage').waitFor()
  await first.getByRole('button', { name: 'Roll back to version 1' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Roll back' }).click()
  await inForce(page, 3)
  await page.waitForFunction((text) => document.querySelector('textarea')?.value === text, MANUAL)

  await tab(page, 'Explain')
  await page.getByRole('textbox', { name: 'Number of the ticket' }).fill('T-1')
  await page.getByRole('button', { name: 'Explain it' }).click()
  await page.getByRole('list', { name: 'Rules that matched' }).getByText('«air in the cabin»').waitFor()
})

journey('nothing typed is lost: not to a reload, nor to a colleague who publishes or writes meanwhile', async (visit) => {
  const colleague = await invite(plaza, owner, { name: 'Sara V.', email: 'sara@aeroandes.example', role: 'supervisor' })
  const page = await visit(`${plaza.base}/manual`, { as: owner, refused: ['PUT /api/v1/manual/draft 409'] })
  const mine = `${MANUAL}# mine\n`
  await editor(page).fill(mine)
  await page.getByText('Draft kept').waitFor()
  await page.reload()
  assert.equal(await editor(page).inputValue(), mine)
  const { inForce } = await owner.must<{ inForce: { number: number } }>('GET', '/manual')
  await colleague.browser.must('POST', '/manual/publish', { text: `${MANUAL}# hers\n`, over: inForce.number, note: 'hers' })
  await page.getByText(`Sara V. has published version ${inForce.number + 1} meanwhile`).waitFor()
  assert.equal(await editor(page).inputValue(), mine)
  await page.getByRole('button', { name: `Go on over version ${inForce.number + 1}` }).click()
  await colleague.browser.must('PUT', '/manual/draft', { text: `${MANUAL}# her draft\n` })
  await editor(page).press('Control+End')
  await editor(page).pressSequentially('# more')
  await page.getByText('Sara V. has kept another draft meanwhile').waitFor()
  assert.equal(await editor(page).inputValue(), `${mine}# more`)
  await page.getByRole('button', { name: 'Go on with mine' }).click()
  await page.getByText('Draft kept').waitFor()
  await page.getByRole('button', { name: 'Discard the draft' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard it' }).click()
  await page.waitForFunction(() => document.querySelector('textarea')?.value.endsWith('# hers\n'))
})

journey('who may not publish reads the manual and its versions', async (visit) => {
  const reader = await invite(plaza, owner, { name: 'Lea O.', email: 'lea@aeroandes.example', role: 'agent' })
  const page = await visit(`${plaza.base}/manual`, { as: reader.browser })
  await page.getByText('Your role reads it').waitFor()
  assert.equal(await editor(page).getAttribute('readonly'), '')
  await page.getByRole('list', { name: 'Versions' }).getByText('the first').first().waitFor()
  assert.equal(await page.getByRole('button', { name: /Publish|Roll back|in force again/ }).count(), 0)
})

journey('a script is found by its words, filled in, and does not go before it is whole', async (visit) => {
  await x.openPerson({ handle: 'bruno', name: 'Bruno T.' })
  const page = await visit(`${plaza.base}/inbox?view=need`, { as: owner })
  await x.say({ who: 'bruno', visibility: 'public', text: '@aeroandes there is no air in the cabin of flight 771' })
  await row(page, 'flight 771').press('Enter')
  await card(page, 'Public', 'Bruno T.').waitFor()
  await page.keyboard.press('/')
  const dialog = page.getByRole('dialog', { name: 'Which script?' })
  await dialog.getByRole('menuitem').first().filter({ hasText: 'hot cabin' }).getByText('the manual proposes it').waitFor()
  await page.keyboard.type('air does not')
  await dialog.getByRole('menuitem', { name: 'greeting' }).waitFor({ state: 'detached' })
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  assert.equal(await writing(page).first().inputValue(), '')
  await page.getByText('Fill this in before it goes:').waitFor()
  const words = page.getByRole('textbox', { name: /^Public reply/ })
  assert.equal(await words.inputValue(), 'Sorry, Bruno T. We write again at {time}. Olga Ferrer')
  await page.getByText('Ask the crew').waitFor()
  assert.ok(await page.getByRole('button', { name: 'Send in public' }).isDisabled())
  await words.press('Control+Enter')
  await page.getByRole('textbox', { name: '{time}' }).fill('21:30')
  await page.keyboard.press('Enter')
  assert.equal(await words.inputValue(), 'Sorry, Bruno T. We write again at 21:30. Olga Ferrer')
  await page.getByRole('button', { name: 'Send in public' }).click()
  await card(page, 'Public', 'Aeroandes').filter({ hasText: '21:30' }).getByText('sent', { exact: true }).waitFor()
  assert.equal((await x.said()).filter(({ official, text }) => official && text.includes('We write again')).length, 1)
})

journey('braces that are not filled in are shown and gone to with Tab; only one’s own may go out as they are', async (visit) => {
  await x.openPerson({ handle: 'ines', name: 'Inés P.' })
  const page = await visit(`${plaza.base}/inbox?view=need`, { as: owner, refused: ['POST /api/v1/tickets/*/replies 422'] })
  await x.say({ who: 'ines', visibility: 'public', text: '@aeroandes what do I write into the form?' })
  await open(page, 'into the form')
  const words = page.getByRole('textbox', { name: /^Public reply/ })
  const asIs = page.getByRole('button', { name: 'The braces are meant: send it as it is' })
  const chosen = () => words.evaluate((box: HTMLTextAreaElement) => box.value.slice(box.selectionStart, box.selectionEnd))
  await words.fill('We write again at {time}. Truly.')
  await words.press('Control+Enter')
  await page.getByText('Fill this in before it goes:').waitFor()
  assert.equal(await asIs.count(), 0, 'a script left it')
  await words.press('Tab')
  assert.equal(await chosen(), '{time}')
  await page.keyboard.type('21:00, as {name}')
  await page.getByText('Fill this in before it goes:').waitFor({ state: 'detached' })
  await words.press('Control+Enter')
  await asIs.waitFor()
  await words.press('Tab')
  assert.equal(await chosen(), '{name}')
  await words.press('Tab')
  assert.ok(await words.evaluate((box) => box !== document.activeElement), 'behind the last, Tab goes on')
  await asIs.click()
  await card(page, 'Public', 'Aeroandes').filter({ hasText: 'as {name}' }).getByText('sent', { exact: true }).waitFor()
})
