import assert from 'node:assert/strict'
import { ingest } from '../../src/pipeline/ingest.ts'
import { journey } from '../support/browser.ts'
import { open } from '../support/desk.ts'
import { followIncidents } from '../support/follow-incidents.ts'
import { gravely } from '../support/gravely.ts'
import { connect, foundHouse, openLivingPlaza } from '../support/living.ts'
import { batchOfLines, ingestNeeds, post } from '../support/workspace.ts'

const plaza = await openLivingPlaza()
const { owner, me } = await foundHouse(plaza)
const workspaceId = me.workspace.id
const accountId = await connect(plaza, workspaceId, 'mastodon', { handle: 'aeroandes', name: 'Aeroandes' })
const { native_id: account } = await plaza.db.selectFrom('account').select('native_id').where('id', '=', accountId).executeTakeFirstOrThrow()

const now = Temporal.Now.instant()
const said = (id: string, who: string, text: string, minutes: number) =>
  post(id, who, text, 0, { network: 'mastodon', addressed: [account], at: now.subtract({ minutes }).toString() })

journey('three people on one flight stand as an incident, are told once, and staff on site see the same', async (visit) => {
  const lines = [
    said('1', 'caro', '@aeroandes el vuelo AN431 a Cartagena no ha salido y nadie nos dice nada', 50),
    said('2', 'yolanda', '@aeroandes voy en el vuelo AN431 con mi mamá, dos horas de retraso sin agua', 40),
    said('3', 'oscar', 'Qué descaro el de @aeroandes con el vuelo AN431. Cuatro horas tirados', 30),
    said('4', 'pilar', '@aeroandes ¿cuánto equipaje puedo llevar a Medellín?', 20),
  ]
  const workspace = { id: workspaceId, accounts: { x: '', second: '', mail: '' } }
  await ingest(await ingestNeeds(plaza.db), { ...batchOfLines(workspace, lines), network: 'mastodon' })
  await followIncidents(plaza.db, plaza.context().incidents)

  const page = await visit(`${plaza.base}/watch/incidents`, { as: owner })
  await page.getByText('3 confirmed').waitFor()
  assert.deepEqual(await gravely(page), [])
  await page.getByRole('link', { name: /AN431/ }).click()
  await page
    .getByText(/same journey: AN431/)
    .first()
    .waitFor()
  assert.equal(await page.getByRole('link', { name: 'pilar' }).count(), 0)

  await page.getByLabel('Spanish', { exact: true }).fill('El AN431 espera una pieza. Sale a las 20:30.')
  await page.getByRole('button', { name: 'Look at it as they get it' }).click()
  await page.getByText('3 would be told').waitFor()
  assert.deepEqual(await gravely(page), [])
  await page.getByRole('button', { name: 'Approve and tell everybody' }).click()
  await page.getByRole('heading', { name: 'What they were told' }).waitFor()

  const site = await page.getByLabel('Address of the page').textContent()
  const plain = await visit(`${plaza.base}${new URL(site!).pathname}`, { javaScriptEnabled: false })
  await plain.getByText('El AN431 espera una pieza.').waitFor()
  assert.equal(await plain.getByText(/caro|yolanda|oscar/).count(), 0)

  const phone = await visit(page.url(), { as: owner, viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
  await phone.getByRole('heading', { name: 'Who stands in it' }).waitFor()
  assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing hangs over the edge')
  assert.deepEqual(await gravely(phone), [])
})

journey('the key i opens an incident with a ticket, and leads to the one that it stands in', async (visit) => {
  const page = await visit(`${plaza.base}/inbox?view=all`, { as: owner })
  await open(page, 'cuánto equipaje')
  await page.getByRole('button', { name: /Open an incident/ }).waitFor()
  await page.keyboard.press('i')
  await page.getByRole('heading', { level: 1, name: /cuánto equipaje/ }).waitFor()
  await page.goto(`${plaza.base}/inbox?view=all`)
  await open(page, 'cuánto equipaje')
  await page
    .getByRole('region', { name: 'About this ticket' })
    .or(page.getByRole('complementary', { name: 'About this ticket' }))
    .getByRole('link', { name: /cuánto equipaje/ })
    .waitFor()
})
