import assert from 'node:assert/strict'
import { journey } from '../support/browser.ts'
import { LOCALES, wordsIn } from '../support/catalog.ts'
import { OWNER } from '../support/http.ts'
import { freePort, openLivingPlaza } from '../support/living.ts'
import { openTestServer } from '../support/server.ts'

const NAMES = { es: 'Español', it: 'Italiano', pt: 'Português', en: 'English' }

for (const locale of LOCALES) {
  journey(`in ${NAMES[locale]}, a newcomer founds the house and people on the square write to it`, async (visit) => {
    const plaza = await openLivingPlaza({ square: true })
    const say = wordsIn(locale)
    // Whatever the system speaks, the four languages are there to choose from, each by its own name.
    const page = await visit(plaza.base, { locale: 'de-DE' })
    await page.getByText(NAMES[locale], { exact: true }).click()
    await page.getByRole('heading', { name: say('Welcome to Plaza') }).waitFor()
    assert.equal(await page.locator('html').getAttribute('lang'), locale)
    await page.getByLabel(say('Your name'), { exact: true }).fill(OWNER.name)
    await page.getByRole('textbox', { name: say('E-mail'), exact: true }).fill(OWNER.email)
    await page.getByRole('textbox', { name: say('Password'), exact: true }).fill(OWNER.password)
    await page.getByRole('textbox', { name: say('Brand'), exact: true }).fill(OWNER.brand)
    assert.match(await page.getByRole('combobox', { name: say('Time zone') }).inputValue(), /Bogota/, 'the zone of this device is proposed')
    await page.getByRole('button', { name: say('Create and continue') }).click()
    await page.getByRole('button', { name: say('Open the rehearsal') }).click()
    await page.getByText(say('Rehearsal: nothing here reaches a real network.')).first().waitFor()
    await page
      .getByRole('list', { name: say('Tickets') })
      .getByRole('link')
      .first()
      .waitFor({ timeout: 120_000 })
    await page.keyboard.press('j')
    await page
      .getByRole('log', { name: say('Conversation') })
      .getByRole('article')
      .first()
      .waitFor()
    await page.reload()
    await page.getByRole('log', { name: say('Conversation') }).waitFor()
    assert.equal(await page.locator('html').getAttribute('lang'), locale)
    await page.context().close()
    await plaza.fall()
  })
}

// Bound to this machine all the same, but not by an address that says so: as far as Plaza knows, anybody may come by.
const port = await freePort()
const open = await openTestServer({}, { PLAZA_HOST: '127.1', PLAZA_PORT: String(port), PLAZA_BASE_URL: `http://127.0.0.1:${port}` })

journey('where anybody may come by, only who has the code from the console founds the house', async (visit) => {
  const page = await visit(`http://127.0.0.1:${port}/`, { refused: ['POST /api/v1/first-run 403'] })
  await page.getByRole('heading', { name: 'Welcome to Plaza' }).waitFor()
  const found = async () => {
    await page.getByLabel('Your name', { exact: true }).fill(OWNER.name)
    await page.getByRole('textbox', { name: 'E-mail', exact: true }).fill(OWNER.email)
    await page.getByRole('textbox', { name: 'Password', exact: true }).fill(OWNER.password)
    await page.getByRole('textbox', { name: 'Brand', exact: true }).fill(OWNER.brand)
    await page.getByRole('button', { name: 'Create and continue' }).click()
  }
  for (const code of ['', '?code=0123456789', `?code=${open.firstRunCode!.slice(0, -1)}`]) {
    await page.goto(`http://127.0.0.1:${port}/first-run${code}`)
    await found()
    await page.getByText('Only who has the code from the console may begin here.').waitFor()
    await page.getByText('Open the address that the console of Plaza shows; the code is in it.').waitFor()
    assert.equal(await page.getByRole('textbox', { name: 'Brand', exact: true }).inputValue(), OWNER.brand, 'what was written is kept')
  }
  await page.goto(`http://127.0.0.1:${port}/first-run?code=${open.firstRunCode}`)
  await found()
  await page.getByRole('button', { name: 'Choose a network' }).click()
  await page.getByRole('heading', { level: 1, name: 'Accounts' }).waitFor()
  assert.doesNotMatch(page.url(), /code/)
  const late = await visit(`http://127.0.0.1:${port}/first-run?code=${open.firstRunCode}`)
  await late.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
})
