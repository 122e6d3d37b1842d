import assert from 'node:assert/strict'
import { journey } from '../support/browser.ts'
import { open, row, writing } from '../support/desk.ts'
import { connect, foundHouse, openLivingPlaza } from '../support/living.ts'

const plaza = await openLivingPlaza()
const { x } = plaza.world
const { owner, me } = await foundHouse(plaza)
await connect(plaza, me.workspace.id, 'x', { handle: 'aeroandes', name: 'Aeroandes' })
await x.openPerson({ handle: 'rosa', name: 'Rosa Q.' })
await x.say({ who: 'rosa', text: '@aeroandes is my seat 14C still mine?', visibility: 'public' })

journey('a session that ends while somebody writes leads to the door and back to what was written', async (visit) => {
  const page = await visit(`${plaza.base}/inbox?view=need`, { as: owner, refused: ['* /api/v1/* 401', '* /api/v1/*/*/* 401', 'GET /api/v1/*/* 401'] })
  await row(page, 'seat 14C').waitFor()
  await open(page, 'seat 14C')
  await writing(page).fill('It is yours.')
  const here = new URL(page.url()).pathname
  await page.context().clearCookies()
  await page.keyboard.press('Control+Enter')
  const notice = page.getByRole('alertdialog').filter({ hasText: 'You are not signed in any more. What you wrote is still here.' })
  await notice.waitFor()
  const [told, send] = [await notice.boundingBox(), await page.getByRole('button', { name: 'Send in public' }).boundingBox()]
  assert.ok(told && send && told.x + told.width < send.x, 'a notice must not lie on what sends')
  await notice.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('textbox', { name: 'E-mail' }).fill('olga@aeroandes.example')
  await page.getByRole('textbox', { name: 'Password' }).fill('a long enough secret')
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: 'Write' }).waitFor()
  assert.equal(new URL(page.url()).pathname, here)
  assert.equal(await writing(page).inputValue(), 'It is yours.')
})

journey('an address of a ticket that is not there offers the way to the inbox', async (visit) => {
  const page = await visit(`${plaza.base}/inbox/999999?view=need`, { as: owner, refused: ['GET /api/v1/tickets/* 404', '* /api/v1/tickets/*/* 404'] })
  await page.getByText('This does not exist, or not any more.').waitFor()
  await page.getByRole('link', { name: 'Go to the inbox' }).click()
  await page.waitForURL('**/inbox?view=need')
  await row(page, 'seat 14C').waitFor()
})
