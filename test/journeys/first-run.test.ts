import assert from 'node:assert/strict'
import { journey } from '../support/browser.ts'
import { LOCALES, wordsIn } from '../support/catalog.ts'
import { OWNER } from '../support/http.ts'
import { openLivingPlaza } from '../support/living.ts'

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
