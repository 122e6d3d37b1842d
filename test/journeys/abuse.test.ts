import assert from 'node:assert/strict'
import { journey } from '../support/browser.ts'
import { card, row } from '../support/desk.ts'
import { connect, foundHouse, openLivingPlaza } from '../support/living.ts'

const plaza = await openLivingPlaza()
const { x } = plaza.world
const { owner, me } = await foundHouse(plaza)
await connect(plaza, me.workspace.id, 'x', { handle: 'aeroandes', name: 'Aeroandes' })

journey('an insult is folded until it is asked for, by keyboard too; what is merely rude is not, until a person says otherwise', async (visit) => {
  await x.openPerson({ handle: 'tito', name: 'Tito R.' })
  await x.openPerson({ handle: 'rodo', name: 'Rodo V.' })
  const page = await visit(`${plaza.base}/inbox?view=need`, { as: owner })
  await x.say({ who: 'tito', visibility: 'public', text: '@aeroandes vete a la mierda imbécil, perdieron mi maleta y llevo horas esperando' })
  await x.say({ who: 'rodo', visibility: 'public', text: '@aeroandes su servicio es una mierda, tres horas de retraso' })

  const insulted = row(page, 'Tito R.')
  await insulted.getByText('Abusive words, folded: a complaint').waitFor()
  assert.equal(await page.getByText('imbécil').count(), 0, 'the queue insults nobody')
  await insulted.press('Enter')
  const insult = card(page, 'Public', 'Tito R.')
  const label = insult.getByText('Abusive words, folded. Show them.')
  await label.waitFor()
  const said = insult.getByText('imbécil, perdieron mi maleta')
  assert.equal(await said.isVisible(), false)
  assert.ok(await insult.getByText(/^Understood as: a complaint .*abusive/).isVisible(), 'the matter stays in sight')
  await label.focus()
  await page.keyboard.press('Enter')
  await said.waitFor()

  await row(page, 'servicio').press('Enter')
  const rude = card(page, 'Public', 'Rodo V.')
  await rude.getByText('su servicio es una mierda').waitFor()
  assert.equal(await rude.getByText('Abusive words').count(), 0)
  await rude.getByText(/^Understood as:/).click()
  await rude.getByRole('button', { name: 'Correct: rude' }).click()
  await page
    .getByRole('menuitemradio', { name: 'abusive', exact: true })
    .or(page.getByRole('menuitem', { name: 'abusive', exact: true }))
    .click()
  await rude.getByText('corrected by a person').waitFor()
  await rude.getByText('Abusive words, folded. Show them.').waitFor()
})
