import assert from 'node:assert/strict'
import { PhotonImage } from '@silvia-odwyer/photon-node'
import { ingest } from '../../src/pipeline/ingest.ts'
import { followLookAlikes } from '../../src/watch/follow-look-alikes.ts'
import { journey } from '../support/browser.ts'
import { caughtUp } from '../support/caught-up.ts'
import { gravely } from '../support/gravely.ts'
import { connect, foundHouse, openLivingPlaza } from '../support/living.ts'
import { batchOfLines, ingestNeeds, post } from '../support/workspace.ts'

const plaza = await openLivingPlaza()
const { owner, me } = await foundHouse(plaza)
const workspaceId = me.workspace.id
const accountId = await connect(plaza, workspaceId, 'x', { handle: 'aeroandes', name: 'Aeroandes' })
const account = await plaza.db.selectFrom('account').select('native_id').where('id', '=', accountId).executeTakeFirstOrThrow()
const addressed = [account.native_id]

async function keepPictures(): Promise<void> {
  const side = 64
  for (const [address, light] of [['ours', 40] as const, ['theirs', 60] as const]) {
    const pixels = new Uint8Array(side * side * 4)
    for (let n = 0; n < side * side; n++) pixels.set([light, (n % side) * 4, Math.floor(n / side) * 4, 255], n * 4)
    const jpeg = Buffer.from(new PhotonImage(pixels, side, side).get_bytes_jpeg(80))
    await plaza.db.insertInto('picture').values({ workspace_id: workspaceId, address, jpeg, read_at: Temporal.Now.instant(), next_at: null }).execute()
  }
}

journey('a look-alike stands beside ours with its evidence, is judged, and its customer warned', async (visit) => {
  const workspace = { id: workspaceId, accounts: { x: accountId, second: '', mail: '' } }
  const at = Temporal.Now.instant().toString()
  const words = [
    post('1', 'caro', '@aeroandes mi maleta no llegó', 0, { addressed, at }),
    post('2', 'aeroandes_', '@caro en nombre de la empresa: pásenos su tarjeta', 1, { addressed, replyTo: '1', at }),
    post('3', 'pedro', '@aeroandes ¿o le escribo a @aeroandes_?', 2, { addressed, at }),
  ]
  await ingest(await ingestNeeds(plaza.db), batchOfLines(workspace, words, accountId))
  await caughtUp(plaza.db, ['look-alikes'], () => followLookAlikes(plaza.context()))

  const page = await visit(`${plaza.base}/watch/look-alikes`, { as: owner })
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'aeroandes_' }) })
  await card.getByText('It speaks in our name').waitFor()
  await plaza.db.updateTable('look_alike').set({ bio: 'Reembolsos de Aeroandes: wa.me/15550100', created_on: '2026-11-01', avatar_url: 'theirs' }).execute()
  await plaza.db
    .updateTable('account')
    .set({ avatar_url: 'ours', bio: 'Lo ayudamos de 6 a 22.', created_on: '2011-05-04' })
    .where('id', '=', accountId)
    .execute()
  await keepPictures()
  await page.reload()
  await card.getByText('wa.me/15550100').waitFor()
  for (const handle of ['aeroandes', 'aeroandes_']) {
    const picture = card.getByRole('img', { name: `Picture of ${handle}`, exact: true })
    assert.ok(await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth === 64)), 'shown from our own server')
  }
  await page.getByRole('link', { name: 'Watch 1' }).waitFor()
  await card.getByText('The handle is ours but for signs, capitals or the network').waitFor()
  assert.equal(await card.getByRole('button', { name: /Warn/ }).count(), 0, 'nobody has judged it yet')
  await card.getByRole('button', { name: 'An impostor' }).click()
  await card.getByRole('button', { name: 'Warn whom it spoke to (1)' }).waitFor()
  assert.deepEqual(await gravely(page), [])
  await card.getByRole('button', { name: 'Warn whom it spoke to (1)' }).click()
  await page.getByRole('alertdialog', { name: /They are told that it is not yours/ }).waitFor()
  await card.getByText('warned', { exact: true }).waitFor()
  await card.getByRole('button', { name: 'Warn who named it (1)' }).click()
  await card.getByText('warned', { exact: true }).nth(1).waitFor()
  await card.getByRole('button', { name: 'It has been reported' }).click()
  await card.getByText(/reported it to its network/).waitFor()

  await page.getByRole('button', { name: 'Publish for customers' }).click()
  await page.getByRole('button', { name: 'Publish no more' }).waitFor()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'dark' })
  assert.deepEqual(await gravely(page), [])
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, 'a phone shows it whole')

  await page.setViewportSize({ width: 1440, height: 900 })
  await card.getByRole('link', { name: 'caro' }).click()
  await page.getByRole('heading', { name: 'A look-alike speaks here' }).waitFor()
})
