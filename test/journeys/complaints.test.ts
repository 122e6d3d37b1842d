import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Complaint } from '../../src/http/contract/complaints.ts'
import { journey } from '../support/browser.ts'
import { open } from '../support/desk.ts'
import { connect, foundHouse, openLivingPlaza } from '../support/living.ts'

const plaza = await openLivingPlaza()
const { mastodon } = plaza.world
const { owner, me } = await foundHouse(plaza)
await connect(plaza, me.workspace.id, 'mastodon', { handle: 'aeroandes', name: 'Aeroandes' })
await mastodon.openPerson({ handle: 'caro', name: 'Carolina M.' })
await mastodon.openPerson({ handle: 'rosa', name: 'Rosa Q.' })
await mastodon.say({ who: 'caro', to: ['aeroandes'], text: 'reclamo el vuelo perdido del martes', visibility: 'private' })
await mastodon.say({ who: 'rosa', text: '@aeroandes reclamo mi maleta rota', visibility: 'public' })

const only = async (who: string): Promise<Complaint> => {
  const { items } = await owner.must<{ items: Complaint[] }>('GET', '/complaints')
  return items.find(({ ticket }) => ticket.personName === who)!
}

async function chooseSpain(page: Page): Promise<void> {
  const question = page.getByRole('dialog', { name: 'Make it a formal complaint?' })
  await question.getByRole('button', { name: /Law/ }).click()
  await page.getByRole('option', { name: /Ley 10\/2025/ }).click()
  await question.getByRole('button', { name: /Region/ }).click()
  await page.getByRole('option', { name: 'Aragón' }).click()
  await question.getByText('They asked for a person').click()
  await question.getByRole('button', { name: 'Make it formal' }).click()
}

journey('a key makes a complaint formal, its code goes out in private, and the answer closes it before everybody’s eyes', async (visit) => {
  const page = await visit(`${plaza.base}/inbox?view=need`, { as: owner })
  await open(page, 'vuelo perdido')
  await page.keyboard.press('f')
  await chooseSpain(page)
  const receipt = page.getByRole('dialog', { name: /^Complaint / })
  const words = receipt.getByRole('textbox', { name: 'What they are told' })
  await words.waitFor()
  const { code, humanAsked } = await only('Carolina M.')
  assert.ok(humanAsked)
  assert.match(await words.inputValue(), new RegExp(code))
  await receipt.getByRole('button', { name: 'Send it in private' }).click()
  const log = page.getByRole('log', { name: 'Conversation' })
  await log.getByText(`made it a formal complaint: ${code}`).waitFor()
  await log.getByText(`Hemos registrado su reclamación con el código ${code}`).waitFor()
  const about = page.getByRole('complementary', { name: 'About this ticket' })
  await about.getByText(/15 working days in ES-AR from the day after/).waitFor()

  await page.keyboard.press('r')
  await page.getByRole('region', { name: 'Write' }).getByRole('textbox').fill('Le devolvemos el importe.')
  await page.keyboard.press('Control+Enter')
  await log.getByText(`Complaint ${code} is answered`).waitFor()
  await about.getByText('Answered', { exact: true }).waitFor()
})

journey('in public only the code is told, and whoever reads it out is found by it', async (visit) => {
  const page = await visit(`${plaza.base}/inbox?view=all`, { as: owner })
  await open(page, 'maleta rota')
  await page.keyboard.press('f')
  await chooseSpain(page)
  const receipt = page.getByRole('dialog', { name: /^Complaint / })
  await receipt.getByRole('button', { name: /Where/ }).click()
  await page.getByRole('option', { name: /Mastodon public/ }).click()
  await receipt.getByText('Everybody can read this').waitFor()
  assert.equal(await receipt.getByRole('textbox').count(), 0)
  await receipt.getByRole('button', { name: 'Say it in public' }).click()
  const { code } = await only('Rosa Q.')
  await page
    .getByRole('log', { name: 'Conversation' })
    .getByText(`They were given the code`)
    .or(page.getByText(`gave them the code ${code}`))
    .first()
    .waitFor()

  await page.goto(`${plaza.base}/complaints`)
  await page.getByRole('textbox', { name: 'Code' }).fill(code.toLowerCase().replaceAll('-', ' '))
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Rosa Q.' }).waitFor()
  assert.equal(await page.getByRole('link', { name: 'Carolina M.' }).count(), 0)
  await page.getByRole('button', { name: /How they stand/ }).click()
  await page.getByRole('option', { name: 'Closed' }).click()
  await page.getByText('No complaints here').waitFor()
})
