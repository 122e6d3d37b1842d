import assert from 'node:assert/strict'
import { runAudit } from '../../src/pipeline/run-audit.ts'
import { journey } from '../support/browser.ts'
import { connect, foundHouse, openLivingPlaza } from '../support/living.ts'
import { batchOfLines, ingestNeeds, post } from '../support/workspace.ts'
import { ingest } from '../../src/pipeline/ingest.ts'

const plaza = await openLivingPlaza()
const { owner, me } = await foundHouse(plaza)
const workspaceId = me.workspace.id
const accountId = await connect(plaza, workspaceId, 'mastodon', { handle: 'aeroandes', name: 'Aeroandes' })
const night = () => runAudit({ db: plaza.db, now: () => Temporal.Now.instant() })

journey('Health says what the night proved, and leads to what broke it', async (visit) => {
  const page = await visit(`${plaza.base}/settings/health`, { as: owner })
  await page.getByText('Not looked at yet').waitFor()
  await page.getByText('There is no manual yet: nobody is called').waitFor()
  await page.getByRole('link', { name: 'Write who is on duty' }).waitFor()
  assert.equal(await page.getByText('Everybody whom the manual calls can be called').count(), 0)

  const workspace = { id: workspaceId, accounts: { x: accountId, second: '', mail: '' } }
  const words = [post('1', 'caro', '@aeroandes mi maleta no aparece', 0), post('2', 'bruno', '@aeroandes il volo non parte', 1)]
  await ingest(await ingestNeeds(plaza.db), batchOfLines(workspace, words))
  await night()
  await page.reload()
  await page.getByRole('status').filter({ hasText: 'Nothing is unanswered by accident' }).getByText('2 messages proved').waitFor()

  await plaza.db.updateTable('ticket').set({ due_at: null }).where('person_name', '=', 'caro').execute()
  await page.getByRole('button', { name: 'Prove it now' }).click()
  await page.getByRole('alert').filter({ hasText: '1 message needs a look' }).getByText('1 message proved').waitFor()
  const broken = page.getByRole('list', { name: 'What needs a look' }).getByRole('listitem').filter({ hasText: 'Open, but no clock runs' })
  const unread = page.getByRole('listitem').filter({ hasText: 'Something came that could not be taken in' })
  assert.equal(await unread.count(), 0)
  await ingest(await ingestNeeds(plaza.db), batchOfLines(workspace, [post('3', 'dora', '@aeroandes hola', 2, { at: 'yesterday' })]))
  await page.getByRole('button', { name: 'Prove it now' }).click()
  await unread.getByRole('link', { name: 'Quarantine' }).waitFor()
  await broken.getByRole('link', { name: /^Ticket \d+$/ }).click()
  await page.getByRole('log', { name: 'Conversation' }).getByText('mi maleta no aparece').first().waitFor()
})
