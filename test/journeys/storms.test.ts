import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import type { Json } from '../../src/domain/network-name.ts'
import { ingest } from '../../src/pipeline/ingest.ts'
import { insertIncident } from '../../src/storage/incidents.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { followVolume } from '../../src/watch/storm/follow-volume.ts'
import { watchStorms } from '../../src/watch/watch-storms.ts'
import { journey } from '../support/browser.ts'
import { LOCALES, wordsIn } from '../support/catalog.ts'
import { caughtUp } from '../support/caught-up.ts'
import { gravely } from '../support/gravely.ts'
import { connect, foundHouse, invite, openLivingPlaza } from '../support/living.ts'
import { datesOn, speakerOf, textsOn } from '../support/spoken.ts'
import { batchOfLines, ingestNeeds, post } from '../support/workspace.ts'

const plaza = await openLivingPlaza()
const { owner, me } = await foundHouse(plaza)
const workspaceId = me.workspace.id
const accountId = await connect(plaza, workspaceId, 'x', { handle: 'aeroandes', name: 'Aeroandes' })
const { native_id: account } = await plaza.db.selectFrom('account').select('native_id').where('id', '=', accountId).executeTakeFirstOrThrow()
const { browser: supervisor } = await invite(plaza, owner, { name: 'Zqsofia', email: 'sofia@aeroandes.example', role: 'supervisor' })

const MANUAL = `
manual: aeroandes
title: Manual de Aeroandes
language: es
brand: { name: Aeroandes, timeZone: America/Bogota, languages: [es, en], voice: { is: [claro] } }
accounts: { aeroandes: { network: x, handle: aeroandes } }
people: { vera: { name: Zqvera Solano, role: executive, email: vera@aeroandes.example } }
scripts:
  averiguando: { use: Al empezar., texts: [{ language: es, text: "Zqbuscamos cada maleta y lo contamos aquí." }] }
crisis:
  zqrojo: { looks: Zqmucho más de lo normal., begins: { timesNormal: 2 }, stopScheduled: yes, spokesperson: vera, statement: averiguando, do: { approve: vera } }
`
await insertManualVersion(plaza.db, { workspaceId, memberId: null, text: MANUAL, note: null })

const now = Temporal.Now.instant()
const said = (...[id, who, text, minutes, more = {}]: [id: string, who: string, text: string, minutes: number, more?: Record<string, Json>]) =>
  post(id, who, text, 0, { addressed: [account], at: now.subtract({ minutes }).toString(), ref: { reach: 1_200 }, ...more })

const luggage = Array.from({ length: 16 }, (_, n) =>
  said(`l${n}`, `zqpasajera${n}`, `@aeroandes perdieron mi equipaje del vuelo ${n} y nadie contesta, una vergüenza`, 40 - n),
)
const echo = said('rt', 'zqeco', 'RT @zqpasajera1: @aeroandes perdieron mi equipaje del vuelo 1 y nadie contesta, una vergüenza', 22)
await ingest(await ingestNeeds(plaza.db), batchOfLines({ id: workspaceId, accounts: { x: accountId, second: '', mail: '' } }, [...luggage, echo], accountId))
/** Four accounts made yesterday, in nearly the same words. */
const farm = Array.from({ length: 4 }, (_, n) => {
  const id = (BigInt(now.subtract({ hours: 24 }).epochMilliseconds - 1_288_834_974_657) << 22n) + BigInt(n)
  const author = { id: id.toString(), handle: `zqgranja${n}`, name: `zqgranja${n}` }
  return said(`g${n}`, author.handle, `Nadie vuele con @aeroandes: pierden el equipaje y se ríen de los pasajeros${'!'.repeat(n)}`, 30 - n, { author })
})
await ingest(await ingestNeeds(plaza.db), batchOfLines({ id: workspaceId, accounts: { x: accountId, second: '', mail: '' } }, farm, accountId))
const incidentId = await insertIncident(plaza.db, { workspaceId, title: 'Zqcinta de Lima', siteTitle: 'Zqcinta de Lima', memberId: null, at: now })
await sql`
  insert into incident_ticket (incident_id, ticket_id, workspace_id, message_id, standing, at)
  select ${incidentId}::bigint, id, workspace_id, last_inbound_id, 'suggested', now() from ticket where person_handle like 'zqpasajera1%'`.execute(plaza.db)
await caughtUp(plaza.db, ['volume'], () => followVolume(plaza.db))
await watchStorms({ db: plaza.db, manuals: plaza.context().manuals, now: () => now })

/** To look at, where PLAZA_SHOTS names a folder. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['PLAZA_SHOTS']
  if (folder) await page.screenshot({ path: `${folder}/storm-${name}.png`, fullPage: true })
}

const section = (page: Page, name: string) => page.locator('section').filter({ has: page.getByRole('heading', { name, exact: true }) })

journey('an alarm opens a room that says why; what we say needs two; its end has a report', async (visit) => {
  const page = await visit(`${plaza.base}/watch`, { as: supervisor, refused: ['POST /api/v1/storms/*/entries 422'] })
  await page.getByText('raised by an alarm').waitFor()
  assert.deepEqual(await gravely(page), [])
  await page.getByRole('list', { name: 'Storms' }).getByRole('link').click()
  await page.getByText('There is no history yet to know the normal by.').waitFor()
  await page.getByRole('img', { name: /messages in five minutes/ }).waitFor()
  await section(page, 'What is said')
    .getByText(/^1[67] new complaints$/)
    .waitFor()
  await section(page, 'What is said').getByText('equipaje', { exact: true }).click()
  await section(page, 'What is said')
    .getByRole('link', { name: /perdieron mi equipaje/ })
    .first()
    .waitFor()
  await section(page, 'Who is affected')
    .getByText(/^21 people, 1[67] of them complain and wait$/)
    .waitFor()
  await section(page, 'Who is affected').getByText('At most 25,200 could have seen it').waitFor()
  await section(page, 'The same words from several accounts').getByText('4 accounts within 3 minutes').waitFor()
  await section(page, 'The same words from several accounts').getByText('looks coordinated').waitFor()
  await section(page, 'What may be behind it').getByRole('link', { name: 'Zqcinta de Lima' }).waitFor()
  await page.getByText('Zqvera Solano speaks for the brand.').waitFor()
  await page.getByRole('checkbox', { name: 'Stop scheduled posts and campaigns' }).waitFor()
  await shoot(page, 'room')

  const statement = page.getByRole('textbox', { name: 'A statement' })
  await statement.fill('Zqbuscamos cada maleta. '.repeat(20))
  await section(page, 'Statement').getByText('X, public: 479 / 280').waitFor()
  await page.getByRole('button', { name: 'Ask for approval' }).click()
  await page.getByText('It is too long where some of them write.').waitFor()
  await page.getByRole('textbox', { name: 'The statement, shorter' }).fill('Zqbuscamos.')
  await section(page, 'Statement').getByText('X, public: 11 / 280 · the short form').waitFor()
  await shoot(page, 'statement')
  assert.deepEqual(await gravely(page), [])
  await page.getByRole('textbox', { name: 'The statement, shorter' }).fill('')
  await statement.fill('')
  await page.getByRole('button', { name: 'Begin with the manual’s words' }).click()
  assert.equal(await page.getByRole('textbox', { name: 'A statement' }).inputValue(), 'Zqbuscamos cada maleta y lo contamos aquí.')
  await page.getByRole('button', { name: 'Ask for approval' }).click()
  await section(page, 'Statement').getByText('waits for approval').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Approve' }).count(), 0, 'nobody approves their own')
  await page.getByRole('textbox', { name: 'A task' }).fill('Llamar a Lima')
  await page.getByRole('button', { name: 'Add' }).click()
  await page.getByRole('checkbox', { name: /Llamar a Lima/ }).press('Space')
  await page.getByRole('checkbox', { name: /Llamar a Lima/, checked: true }).waitFor()
  await page.getByRole('textbox', { name: 'A line for the log' }).fill('Lima responde')
  await page.keyboard.press('Enter')
  await section(page, 'Log').getByText('Lima responde').waitFor()
  assert.deepEqual(await gravely(page), [])

  const other = await visit(page.url(), { as: owner, viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
  await other.getByRole('button', { name: 'Approve' }).waitFor()
  await shoot(other, 'room-phone-dark')
  assert.deepEqual(await gravely(other), [])
  assert.ok(await other.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'a phone shows it whole')
  await other.getByRole('button', { name: 'Approve' }).click()
  await section(other, 'Statement').getByText('approved: this is what we say').waitFor()
  await other.getByRole('button', { name: /Spokesperson/ }).click()
  await other.getByRole('option', { name: 'Zqsofia' }).click()
  await other.getByRole('button', { name: /Zqsofia.*Spokesperson|Spokesperson.*Zqsofia/ }).waitFor()

  const ticket = await visit(`${plaza.base}/inbox`, { as: supervisor })
  await ticket.getByText('zqpasajera3').first().click()
  await ticket.getByText('Approved in this storm:').waitFor()
  await section(ticket, 'Storm').getByRole('link', { name: '@aeroandes' }).waitFor()
  await shoot(ticket, 'composer')
  await ticket.keyboard.press('w')
  await ticket.waitForFunction(() => [...document.querySelectorAll('textarea')].some(({ value }) => value.includes('Zqbuscamos cada maleta')))
  assert.deepEqual(await gravely(ticket), [])

  const queue = await visit(`${plaza.base}/inbox`, { as: supervisor })
  await queue
    .getByRole('navigation', { name: 'Views' })
    .getByRole('link', { name: /^Storm/ })
    .click()
  await queue.getByRole('heading', { level: 1, name: /^Storm ?21$/ }).waitFor()
  await queue.getByText('storm: repeats others').first().waitFor()
  await queue.getByRole('navigation', { name: 'Rooms of open storms' }).getByRole('link', { name: '@aeroandes' }).waitFor()
  await shoot(queue, 'queue')
  assert.deepEqual(await gravely(queue), [])
  const small = await visit(`${plaza.base}/inbox?view=storm`, { as: supervisor, viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
  await small.getByText('storm: repeats others').first().waitFor()
  await shoot(small, 'queue-phone-dark')
  assert.ok(await small.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing hangs over the edge')
  assert.deepEqual(await gravely(small), [])

  await other.getByRole('button', { name: 'Close the storm' }).click()
  await other.getByRole('textbox', { name: 'What its cause was' }).fill('La cinta de Lima se detuvo')
  assert.deepEqual(await gravely(other), [])
  await other.getByRole('button', { name: 'Close with a report' }).click()
  await section(other, 'What it cost').getByText('Agents’ time').waitFor()
  await section(other, 'What it cost').getByText('The room was open').waitFor()
  await shoot(other, 'report-phone-dark')
  await other.getByText('La cinta de Lima se detuvo').waitFor()
  await queue.getByText('No storm waits for us').waitFor()
  assert.equal(await other.getByRole('textbox').count(), 0, 'nothing is written in a closed room')
  assert.deepEqual(await gravely(other), [])
})

journey('a room is opened by hand where no alarm was raised', async (visit) => {
  const page = await visit(`${plaza.base}/watch/storms`, { as: owner })
  await page.getByRole('button', { name: 'Open a room' }).click()
  await page.getByRole('textbox', { name: 'What it is about' }).fill('Zqhuelga anunciada')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Zqhuelga anunciada' }).waitFor()
  await page.getByText('Opened by Olga Ferrer').waitFor()
  assert.deepEqual(await gravely(page), [])
})

/** Names, and what was said: the same in every language. */
const isData = (text: string) =>
  /^(Aeroandes|Olga Ferrer(?: ·)?|Plaza|X|English|Español|Italiano|Português)$/.test(text.trim()) ||
  /zq\w+|aeroandes|equipaje|contesta|perdieron|pierden|pasajeros|verguenza|vuelo|Lima|maleta|^\d+ min$|^(spanish|español|spagnolo|espanhol|english|inglés|inglese|inglês)$/i.test(
    text,
  )

for (const locale of LOCALES) {
  journey(`the list and both rooms are wholly in ${locale}`, async (visit) => {
    await owner.must('PATCH', '/me', { locale })
    const [say, speaks] = [wordsIn(locale), speakerOf(locale)]
    const page = await visit(`${plaza.base}/watch/storms`, { as: owner, locale: 'de-DE' })
    const links = page.getByRole('list', { name: say('Storms') }).getByRole('link')
    const wholly = async () => {
      assert.deepEqual(
        (await textsOn(page)).filter((text) => !isData(text) && !speaks(text)),
        [],
      )
      for (const { title, expected } of await datesOn(page, locale)) assert.equal(title, expected)
    }
    await links.first().waitFor()
    await wholly()
    for (let n = 0; n < 2; n += 1) {
      await links.nth(n).click()
      await page.getByRole('heading', { name: say('What is said') }).waitFor()
      await wholly()
      await page.goBack()
    }
  })
}
