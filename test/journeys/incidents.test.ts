import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { ingest } from '../../src/pipeline/ingest.ts'
import { journey } from '../support/browser.ts'
import { LOCALES, wordsIn } from '../support/catalog.ts'
import { open, row, rows } from '../support/desk.ts'
import { followIncidents } from '../support/follow-incidents.ts'
import { gravely } from '../support/gravely.ts'
import { connect, foundHouse, openLivingPlaza } from '../support/living.ts'
import { datesOn, speakerOf, textsOn } from '../support/spoken.ts'
import { batchOfLines, ingestNeeds, post } from '../support/workspace.ts'

const plaza = await openLivingPlaza()
const { owner, me } = await foundHouse(plaza)
const workspaceId = me.workspace.id
const accountId = await connect(plaza, workspaceId, 'mastodon', { handle: 'aeroandes', name: 'Aeroandes' })
const { native_id: account } = await plaza.db.selectFrom('account').select('native_id').where('id', '=', accountId).executeTakeFirstOrThrow()

const now = Temporal.Now.instant()
const said = (id: string, who: string, text: string, minutes: number) =>
  post(id, who, text, 0, { network: 'mastodon', addressed: [account], at: now.subtract({ minutes }).toString() })
const hear = async (lines: ReturnType<typeof post>[]) => {
  const workspace = { id: workspaceId, accounts: { x: '', second: '', mail: '' } }
  await ingest(await ingestNeeds(plaza.db), { ...batchOfLines(workspace, lines), network: 'mastodon' })
  await followIncidents(plaza.db, plaza.context().incidents)
}
const section = (page: Page, name: string) => page.locator('section').filter({ has: page.getByRole('heading', { name, exact: true }) })
/** To look at, where PLAZA_SHOTS names a folder. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['PLAZA_SHOTS']
  if (folder) await page.screenshot({ path: `${folder}/incident-${name}.png`, fullPage: true })
}
const isWhole = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
const PHONE = { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } as const

journey('three people on one flight stand as an incident, are told once, and staff on site see the same', async (visit) => {
  await hear([
    said('1', 'caro', '@aeroandes el vuelo AN431 a Cartagena no ha salido y nadie nos dice nada', 50),
    said('2', 'yolanda', '@aeroandes voy en el vuelo AN431 con mi mamá, dos horas de retraso sin agua', 40),
    said('3', 'oscar', 'Qué descaro el de @aeroandes con el vuelo AN431. Cuatro horas tirados', 30),
    said('4', 'pilar', '@aeroandes ¿cuánto equipaje puedo llevar a Medellín?', 20),
    said('5', 'ramon', '@aeroandes ¿y mi silla de ruedas?', 19),
    said('6', 'sara', '@aeroandes ¿dan comida a bordo?', 18),
  ])
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
  await section(page, 'What they were told')
    .getByText(/^3 (on their way|not told)$/)
    .waitFor()

  const site = await page.getByLabel('Address of the page').textContent()
  const plain = await visit(`${plaza.base}${new URL(site!).pathname}`, { javaScriptEnabled: false })
  await plain.getByText('El AN431 espera una pieza.').waitFor()
  assert.equal(await plain.getByText(/caro|yolanda|oscar/).count(), 0)
  await shoot(plain, 'site')
  await shoot(page, 'told')

  const phone = await visit(page.url(), { as: owner, ...PHONE })
  await phone.getByRole('heading', { name: 'Who stands in it' }).waitFor()
  await shoot(phone, 'phone-dark')
  assert.ok(await isWhole(phone), 'nothing hangs over the edge')
  assert.deepEqual(await gravely(phone), [])
})

journey('the key i puts a ticket into an incident, by its name or a new one, and leads to where it stands', async (visit) => {
  const page = await visit(`${plaza.base}/inbox?view=all`, { as: owner })
  await open(page, 'cuánto equipaje')
  await page.keyboard.press('i')
  const asked = page.getByRole('dialog', { name: 'Into which incident?' })
  await asked.getByRole('menuitem', { name: /AN431/ }).waitFor()
  assert.deepEqual(await gravely(page), [])
  await page.keyboard.type('an431')
  await page.keyboard.press('Enter')
  await page.getByText('Put into I-1.').waitFor()
  await page.getByRole('complementary', { name: 'About this ticket' }).getByRole('link', { name: /AN431/ }).waitFor()
  await page.keyboard.press('i')
  await page.getByRole('heading', { level: 1, name: /AN431/ }).waitFor()
  await section(page, 'Who stands in it').getByRole('link', { name: 'pilar' }).waitFor()

  // Somebody takes them out again, and they get an incident of their own.
  await page.getByRole('checkbox', { name: 'pilar' }).press('Space')
  await page.getByRole('button', { name: 'Not this one (1)' }).click()
  await section(page, 'Who stands in it').getByText('not this one').waitFor()
  await page.goto(`${plaza.base}/inbox?view=all`)
  await open(page, 'cuánto equipaje')
  await page.keyboard.press('i')
  await asked.getByRole('menuitem', { name: 'A new incident' }).waitFor()
  await page.keyboard.type('Equipaje de mano')
  await asked.getByRole('menuitem', { name: 'New: Equipaje de mano' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Equipaje de mano' }).waitFor()
})

journey('several tickets of the list go into an incident at once, with the keyboard and on a phone', async (visit) => {
  const page = await visit(`${plaza.base}/inbox?view=all`, { as: owner })
  await rows(page).first().waitFor()
  await page.getByRole('button', { name: 'Choose several' }).click()
  await page.getByText('None chosen').waitFor()
  await page.getByRole('checkbox', { name: 'sara' }).press('Space')
  await open(page, 'silla de ruedas')
  await page.keyboard.press('b')
  await page.getByText('2 chosen').waitFor()
  assert.deepEqual(await gravely(page), [])
  await page.getByRole('toolbar', { name: 'Chosen tickets' }).getByRole('button', { name: 'Into an incident…' }).click()
  await page.getByRole('dialog', { name: '2 tickets: into which incident?' }).waitFor()
  await page.keyboard.type('equipaje de mano')
  await page.getByRole('menuitem', { name: /I-2/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('Put into I-2.').waitFor()
  assert.equal(await page.getByRole('checkbox').count(), 0, 'nobody chooses any more')

  const phone = await visit(`${plaza.base}/inbox?view=all`, { as: owner, ...PHONE })
  await row(phone, 'silla de ruedas').waitFor()
  await phone.getByRole('button', { name: 'Choose several' }).click()
  await phone.getByRole('checkbox', { name: 'ramon' }).press('Space')
  await phone.getByText('1 chosen').waitFor()
  assert.ok(await isWhole(phone), 'nothing hangs over the edge')
  assert.deepEqual(await gravely(phone), [])
  await phone.getByRole('button', { name: 'Done' }).click()
  await phone.goto(`${plaza.base}/watch/incidents`)
  await phone.getByText('3 confirmed').first().waitFor()
})

journey('an incident is split, put together, renamed, closed and opened again', async (visit) => {
  const page = await visit(`${plaza.base}/watch/incidents`, { as: owner })
  await page.getByRole('link', { name: /AN431/ }).click()
  await page.getByRole('checkbox', { name: 'yolanda' }).press('Space')
  await page.getByRole('textbox', { name: 'What the chosen have in common' }).fill('Sin agua')
  await page.getByRole('button', { name: 'Make them an incident of their own' }).click()
  await page.getByRole('heading', { level: 1, name: 'Sin agua' }).waitFor()
  await section(page, 'Who stands in it').getByRole('link', { name: 'yolanda' }).waitFor()
  const gone = page.url()

  await page.goto(`${plaza.base}/watch/incidents`)
  await page.getByRole('link', { name: /AN431/ }).click()
  await section(page, 'What was done').getByText('split').waitFor()
  await page.getByRole('button', { name: /The same as/ }).click()
  await page.getByRole('option', { name: /Sin agua/ }).click()
  await page.getByRole('button', { name: 'Put it into this one' }).click()
  await section(page, 'What was done').getByText('put together with another').waitFor()
  await section(page, 'Who stands in it').getByRole('link', { name: 'yolanda' }).waitFor()
  await page.getByRole('textbox', { name: 'What it is called' }).fill('AN431 sin salir')
  await page.getByRole('button', { name: 'Rename' }).click()
  await page.getByRole('heading', { level: 1, name: 'AN431 sin salir' }).waitFor()
  await section(page, 'For staff on site').getByText('“AN431 sin salir”').waitFor()
  assert.deepEqual(await gravely(page), [])
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await page.getByRole('button', { name: 'Open again' }).click()
  await section(page, 'What was done').getByText('opened again').waitFor()

  await page.goto(gone)
  await page.getByRole('link', { name: 'It has been put together with another incident.' }).click()
  await page.getByRole('heading', { level: 1, name: 'AN431 sin salir' }).waitFor()
})

journey('it is closed with a word to everybody: told, left open who has asked since, and listed who can’t be told', async (visit) => {
  for (const who of ['ines', 'luis', 'teo']) {
    await plaza.world.mastodon.openPerson({ handle: who, name: who })
    await plaza.world.mastodon.say({ who, text: `@aeroandes el vuelo AN777 no sale y soy ${who}`, visibility: 'public' })
  }
  // Of somebody whose words are not on their network any more.
  await hear([said('77', 'zoe', '@aeroandes también espero el vuelo AN777, retrasado', 5)])
  const page = await visit(`${plaza.base}/watch/incidents`, { as: owner })
  const heard = async (text: RegExp) => {
    while ((await page.getByText(text).count()) === 0) await Promise.all([page.waitForResponse(/\/api\/v1\/incidents/), page.reload()])
  }
  await heard(/4 confirmed/)
  await page.getByRole('link', { name: /AN777/ }).click()
  const tell = async (words: string) => {
    await page.getByLabel('Spanish', { exact: true }).fill(words)
    await page.getByRole('button', { name: 'Look at it as they get it' }).click()
    await page.getByRole('button', { name: 'Approve and tell everybody' }).click()
  }
  await tell('Sale a las nueve.')
  await heard(/3 told/)
  const failures = section(page, 'What they were told')
  await failures.getByRole('link', { name: 'zoe' }).waitFor()
  assert.deepEqual(await gravely(page), [])

  await plaza.world.mastodon.say({ who: 'ines', text: '@aeroandes ¿y quién me paga el hotel?', visibility: 'public' })
  const inbox = await visit(`${plaza.base}/inbox?view=all`, { as: owner })
  await row(inbox, 'paga el hotel').waitFor()
  await page.getByRole('checkbox', { name: /It is over/ }).press('Space')
  await page.getByRole('checkbox', { name: /Tell it to those who come later too/, checked: false }).waitFor()
  await tell('Ya salió. Perdón por la espera.')
  await heard(/^Resolved$/)
  await page.getByRole('button', { name: 'Open again' }).waitFor()
  await row(inbox, 'paga el hotel').click()
  await inbox.getByText('Ya salió. Perdón por la espera.').first().waitFor()
  const ticket = await plaza.db.selectFrom('ticket').select(['state', 'unanswered']).where('person_name', '=', 'ines').executeTakeFirstOrThrow()
  assert.deepEqual([ticket.state, ticket.unanswered], ['open', 1])

  // Whoever comes now may tell that it goes on: nobody says to them that it is over.
  await plaza.world.mastodon.openPerson({ handle: 'nora', name: 'nora' })
  await plaza.world.mastodon.say({ who: 'nora', text: '@aeroandes sigo esperando el vuelo AN777, sin salir', visibility: 'public' })
  await row(inbox, 'sigo esperando').waitFor()
  await followIncidents(plaza.db, plaza.context().incidents)
  await heard(/^came after it was closed$/)
  await page.getByText('It is closed. Whoever comes later is told nothing by itself').waitFor()
  await shoot(page, 'closed')
  assert.deepEqual(await gravely(page), [])
  await page.getByRole('button', { name: 'Open again' }).click()
  await page.getByText('Whoever is confirmed gets the current word at once').waitFor()
})

/** Names, and what was said: the same in every language. */
const isData = (text: string) =>
  /Aeroandes|Olga Ferrer|Plaza|Mastodon|AN\d{3}|equipaje|Equipaje|Cartagena|^[a-z]{3,7}$|^[IT]-\d+$|aeroandes|Sale a las|Ya salió|https?:/.test(text.trim())

for (const locale of LOCALES) {
  journey(`the list and an incident are wholly in ${locale}`, async (visit) => {
    await owner.must('PATCH', '/me', { locale })
    const [say, speaks] = [wordsIn(locale), speakerOf(locale)]
    const page = await visit(`${plaza.base}/watch/incidents`, { as: owner, locale: 'de-DE' })
    const wholly = async () => {
      assert.deepEqual(
        (await textsOn(page)).filter((text) => !isData(text) && !speaks(text.trim().replace(/^\((.*)\)$/, '$1'))),
        [],
      )
      for (const { title, expected } of await datesOn(page, locale)) assert.equal(title, expected)
    }
    await page.getByRole('link', { name: /AN431/ }).waitFor()
    await wholly()
    await page.getByRole('link', { name: /AN431/ }).click()
    await page.getByRole('heading', { name: say('Who stands in it') }).waitFor()
    await wholly()
  })
}
