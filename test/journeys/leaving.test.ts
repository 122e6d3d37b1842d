import assert from 'node:assert/strict'
import { ingest } from '../../src/pipeline/ingest.ts'
import { journey } from '../support/browser.ts'
import { open, row } from '../support/desk.ts'
import { connect, foundHouse, openLivingPlaza } from '../support/living.ts'
import { batchOfLines, ingestNeeds, post } from '../support/workspace.ts'

const plaza = await openLivingPlaza()
const { owner, me } = await foundHouse(plaza)
const accountId = await connect(plaza, me.workspace.id, 'mastodon', { handle: 'aeroandes', name: 'Aeroandes' })
const words = [post('1', 'caro', '@aeroandes gana dinero desde casa', 0), post('2', 'bruno', '@aeroandes siete tutti uguali', 1)]
await ingest(await ingestNeeds(plaza.db), batchOfLines({ id: me.workspace.id, accounts: { x: accountId, second: '', mail: '' } }, words))
const leftReasons = async () =>
  (await plaza.db.selectFrom('ticket').select('left_reason').where('state', '=', 'left').orderBy('number').execute()).map((one) => one.left_reason)

journey('a digit chooses the reason, Enter leaves it; a sentence may say more, and its digits stay digits', async (visit) => {
  const page = await visit(`${plaza.base}/inbox?view=need`, { as: owner })
  const question = page.getByRole('dialog', { name: 'Leave it unanswered?' })
  const leaveIt = question.getByRole('button', { name: 'Leave it' })
  await open(page, 'gana dinero')
  await page.keyboard.press('x')
  await question.getByRole('textbox', { name: 'Why' }).waitFor()
  assert.ok(await leaveIt.isDisabled(), 'another reason says nothing by itself')
  await page.keyboard.press('3')
  await question.getByRole('button', { name: 'Spam', pressed: true }).waitFor()
  const left = page.waitForResponse(/\/leaving$/)
  await page.keyboard.press('Enter')
  await row(page, 'gana dinero').waitFor({ state: 'detached' })

  await open(page, 'siete tutti uguali')
  await page.keyboard.press('x')
  await question.getByRole('textbox', { name: 'Why' }).waitFor()
  await page.keyboard.press('2')
  await question.getByRole('button', { name: 'Chatter, nothing for us', pressed: true }).waitFor()
  await page.keyboard.type('said 3 times today')
  const leftToo = page.waitForResponse(/\/leaving$/)
  await page.keyboard.press('Enter')
  await row(page, 'siete tutti uguali').waitFor({ state: 'detached' })
  await page.getByText('Left unanswered, with your reason').nth(1).waitFor()
  await Promise.all([left, leftToo])
  assert.deepEqual(await leftReasons(), ['spam', 'chatter: said 3 times today'])
})
