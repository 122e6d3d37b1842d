import assert from 'node:assert/strict'
import { ingest } from '../../src/pipeline/ingest.ts'
import { keepComparison } from '../../src/watch/comparison/compare.ts'
import { journey } from '../support/browser.ts'
import { caughtUp } from '../support/caught-up.ts'
import { gravely } from '../support/gravely.ts'
import { connect, foundHouse, openLivingPlaza } from '../support/living.ts'
import { looksWell } from '../support/looks.ts'
import { batchOfLines, ingestNeeds, post } from '../support/workspace.ts'

const plaza = await openLivingPlaza()
const { owner, me } = await foundHouse(plaza)
const workspaceId = me.workspace.id
const accountId = await connect(plaza, workspaceId, 'bluesky', { handle: 'aeroandes', name: 'Aeroandes' })
const { native_id: us } = await plaza.db.selectFrom('account').select('native_id').where('id', '=', accountId).executeTakeFirstOrThrow()
const { bluesky } = plaza.world
/** The first of many questions, each an hour after the one before. */
const FIRST = Temporal.Now.instant().subtract({ hours: 20 * 24 })

/** So many people ask; the first of them are answered after the minutes given. */
async function askOthers(handle: string, people: number, minutes: readonly number[]): Promise<void> {
  for (let n = 0; n < people; n++) {
    const who = `${handle.split('.')[0]}-${n}`
    await bluesky.openPerson({ handle: who, name: who })
    const at = FIRST.add({ hours: n })
    const replyTo = await bluesky.say({ who, visibility: 'public', text: `@${handle} ¿dónde está mi maleta?`, at })
    const waited = minutes[n]
    if (waited !== undefined) await bluesky.say({ who: handle, visibility: 'public', text: 'ya la buscamos', replyTo, at: at.add({ minutes: waited }) })
  }
}

async function askUs(people: number, minutes: readonly number[]): Promise<void> {
  await plaza.db
    .updateTable('account')
    .set({ connected_at: FIRST.subtract({ hours: 24 }).toString() as never })
    .where('id', '=', accountId)
    .execute()
  const words = Array.from({ length: people }, (_, n) => {
    const at = FIRST.add({ hours: n })
    const asked = post(`q${n}`, `own-${n}`, '@aeroandes.test ¿dónde está mi maleta?', 0, { network: 'bluesky', addressed: [us], at: at.toString() })
    const waited = minutes[n]
    if (waited === undefined) return [asked]
    const author = { id: us, handle: 'aeroandes.test', name: 'Aeroandes' }
    const answer = { network: 'bluesky', author, addressed: [], replyTo: `q${n}`, at: at.add({ minutes: waited }).toString() }
    return [asked, post(`a${n}`, 'aeroandes.test', 'ya la buscamos', 0, answer)]
  }).flat()
  const workspace = { id: workspaceId, accounts: { x: '', second: '', mail: '' } }
  await ingest(await ingestNeeds(plaza.db), { ...batchOfLines(workspace, words), network: 'bluesky' })
}

async function count(): Promise<void> {
  await plaza.db.deleteFrom('own_measured' as never).execute()
  await caughtUp(plaza.db, ['comparison'], () => keepComparison(plaza.context()))
}

journey('another brand is named, read, and stands beside ours with its sample; too few are too few; it is forgotten again', async (visit) => {
  await bluesky.openPerson({ handle: 'caribeair.test', name: 'CaribeAir' })
  await bluesky.openPerson({ handle: 'callada.test', name: 'Callada Air' })
  await askOthers(
    'caribeair.test',
    36,
    Array.from({ length: 34 }, (_, n) => 3 + 2 * n * n),
  )
  await askOthers('callada.test', 5, [])
  await askUs(
    30,
    Array.from({ length: 17 }, (_, n) => 40 + 12 * n * n),
  )

  const page = await visit(`${plaza.base}/watch/storms`, { as: owner, refused: ['POST /api/v1/comparison/peers 422'] })
  await page.getByRole('link', { name: 'Comparison' }).click()
  await page.getByRole('heading', { level: 1, name: 'Comparison' }).waitFor()
  await page.getByText('No other brand is named here yet.').waitFor()
  for (const handle of ['nobody.test', '@CaribeAir.test']) {
    if (handle === 'nobody.test') await page.getByRole('button', { name: 'Compare with another brand' }).click()
    const dialog = page.getByRole('dialog', { name: 'Compare with another brand' })
    await dialog.getByRole('button', { name: /Network/ }).click()
    await page.getByRole('option', { name: 'Bluesky' }).click()
    await dialog.getByRole('textbox', { name: 'Handle' }).fill(handle)
    await page.keyboard.press('Enter')
    if (handle === 'nobody.test') await dialog.getByText('The network knows nobody by that name.').waitFor()
    else await dialog.waitFor({ state: 'detached' })
  }
  await owner.must('POST', '/comparison/peers', { network: 'bluesky', handle: 'callada.test' })
  await count()
  await page.reload()

  const row = (handle: string) => page.getByRole('listitem', { name: handle })
  await row('@caribeair.test').getByText('94% answered').waitFor()
  await row('@caribeair.test').getByText('Questions: 36 · people: 36 · answered: 34.').waitFor()
  await row('@caribeair.test').getByText('Answers more of its questions than you do.').waitFor()
  await row('@aeroandes.test').getByText('57% answered').waitFor()
  await row('@aeroandes.test')
    .getByText(/nine of ten: more than seven days/)
    .waitFor()
  await row('@callada.test').getByText('Too few to say: it takes 20 questions by 10 people.').waitFor()
  await row('@callada.test')
    .getByRole('img', { name: /answered 0, without an answer in seven days 5/ })
    .waitFor()
  await looksWell(page, 'comparison')

  await page.getByRole('button', { name: 'Remove @callada.test' }).click()
  await page.getByRole('button', { name: 'Forget it' }).click()
  await row('@callada.test').waitFor({ state: 'detached' })
  assert.equal(await row('@caribeair.test').count(), 1)
})

const SAID = {
  es: 'Responde a más preguntas que ustedes.',
  it: 'Risponde a più domande di voi.',
  pt: 'Responde a mais perguntas do que vocês.',
}

journey('the comparison tells itself in every language', async (visit) => {
  for (const [locale, sentence] of Object.entries(SAID)) {
    await owner.must('PATCH', '/me', { locale })
    const page = await visit(`${plaza.base}/watch/comparison`, { as: owner })
    await page.getByText(sentence).waitFor()
    assert.deepEqual(await gravely(page), [])
    await page.context().close()
  }
})
