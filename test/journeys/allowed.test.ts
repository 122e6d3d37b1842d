import assert from 'node:assert/strict'
import { journey } from '../support/browser.ts'
import { LOCALES, wordsIn, type Locale } from '../support/catalog.ts'
import { open, worlds } from '../support/desk.ts'
import { connect, foundHouse, openLivingPlaza } from '../support/living.ts'
import { looksWell } from '../support/looks.ts'

const plaza = await openLivingPlaza()
const { x } = plaza.world
const { owner, me } = await foundHouse(plaza)
await connect(plaza, me.workspace.id, 'x', { handle: 'telar', name: 'Telar' })

const MANUAL = `manual: telar
title: Manual de Telar
language: es
brand: { name: Telar, timeZone: America/Mexico_City, languages: [es], voice: { is: [cálida] } }
accounts: { telar: { network: x, handle: telar } }
rules:
  - rule: pedido cancelado
    when: { words: [cancelaron] }
    then: { gesture: { give: una pieza equivalente del mismo taller, upTo: 600 MXN }, remedyLimit: 1500 MXN }
  - rule: retraso
    when: { words: [tarde] }
    then: { gesture: { give: el envío de la próxima vez } }
`
await owner.must('POST', '/manual/publish', { text: MANUAL, over: null, note: '' })

const ASKED = 'me cancelaron un pedido'
/** What stands above the composer; a gesture is in the manual's language, all else in the reader's. */
const TOLD: Record<Locale, RegExp[]> = {
  es: [/permite dar: una pieza equivalente del mismo taller, hasta 600\sMXN$/, /prometer hasta 1500\sMXN/],
  it: [/permette di dare: una pieza equivalente del mismo taller, fino a 600\sMXN$/, /promettere fino a 1500\sMXN/],
  pt: [/permite dar: una pieza equivalente del mismo taller, até MX\$\s600$/, /prometer até MX\$\s1\.500/],
  en: [/lets you give: una pieza equivalente del mismo taller, up to MX\$600$/, /Promise up to MX\$1,500 /],
}

journey('what the manual lets be given stands where the answer is written, in the words of whoever writes it', async (visit) => {
  await x.openPerson({ handle: 'ines', name: 'Inés A.' })
  await x.openPerson({ handle: 'beto', name: 'Beto S.' })
  await x.openPerson({ handle: 'rosa', name: 'Rosa Q.' })
  const asked = await x.say({ who: 'ines', visibility: 'public', text: `@telar ${ASKED} que me hacía ilusión` })
  await x.say({ who: 'beto', visibility: 'public', text: '@telar mi rebozo llega tarde' })
  await x.say({ who: 'rosa', visibility: 'public', text: '@telar ¿abren los domingos?' })
  for (const locale of LOCALES) {
    await owner.must('PATCH', '/me', { locale })
    const page = await visit(`${plaza.base}/inbox?view=all`, { as: owner })
    await page.getByRole('link').filter({ hasText: ASKED }).click()
    const told = page.getByRole('list', { name: wordsIn(locale)('What you may give') }).getByRole('listitem')
    await told.nth(1).waitFor()
    for (const [n, line] of (await told.allInnerTexts()).entries()) assert.match(line, TOLD[locale][n]!)
    await looksWell(page, `allowed-${locale}`)
  }
  const page = await visit(`${plaza.base}/inbox?view=all`, { as: owner })
  const told = page.getByRole('list', { name: 'What you may give' }).getByRole('listitem')
  await open(page, 'mi rebozo llega tarde')
  await told.filter({ hasText: 'el envío de la próxima vez' }).waitFor()
  assert.equal(await told.count(), 1)
  await open(page, '¿abren los domingos?')
  await worlds(page).first().waitFor()
  assert.equal(await told.count(), 0)

  await x.say({ who: 'ines', visibility: 'public', replyTo: asked, text: '@telar es el 5521, ¿siguen ahí?' })
  await open(page, '¿siguen ahí?')
  await told.nth(1).waitFor()
  assert.match((await told.allInnerTexts())[0]!, TOLD.en[0]!, 'a plainer word takes nothing back')
})
