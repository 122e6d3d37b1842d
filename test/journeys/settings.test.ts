import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { importLines } from '../../src/pipeline/import.ts'
import { journey } from '../support/browser.ts'
import { card, open, row, send } from '../support/desk.ts'
import { foundHouse, invite, openLivingPlaza } from '../support/living.ts'

const plaza = await openLivingPlaza()
const { mastodon } = plaza.world
const { owner, me } = await foundHouse(plaza)
const ana = await invite(plaza, owner, { name: 'Ana Ruiz', email: 'ana@aeroandes.example', role: 'agent' })

const at = (path: string) => `${plaza.base}/settings/${path}`
const inbox = `${plaza.base}/inbox?view=need`

async function writes(who: string, text: string): Promise<string> {
  await mastodon.openPerson({ handle: who, name: who })
  return mastodon.say({ who, text: `@aeroandes ${text}`, visibility: 'public', to: ['aeroandes'] })
}

async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  const names = { server: 'Server', accessToken: 'Access token' } as const
  for (const [field, name] of Object.entries(names)) await page.getByRole('textbox', { name, exact: true }).fill(fields[field]!)
  await page.getByRole('button', { name: 'Test and connect' }).click()
}

journey('wrong credentials are refused with what to do and keep what was written; right ones connect and are heard at once', async (visit) => {
  const fields = await mastodon.openAccount({ handle: 'aeroandes', name: 'Aeroandes' })
  const page = await visit(at('accounts'), { as: owner, refused: ['POST /api/v1/accounts 422'] })
  await page.getByText('No account is connected yet').waitFor()
  await page.getByRole('link', { name: /^Mastodon/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Connect Mastodon' }).waitFor()
  await page.getByRole('button', { name: 'Test and connect' }).click()
  await page.getByText('This is needed to connect.').first().waitFor()
  await fill(page, { ...fields, accessToken: 'not-the-token' })
  const refusal = page.getByRole('alert').filter({ hasText: 'The network did not accept these credentials.' })
  await refusal.getByText('Copy “Your access token” again').waitFor()
  await refusal.getByText('what you wrote is still here').waitFor()
  assert.equal(await page.getByRole('textbox', { name: 'Server' }).inputValue(), fields['server'])
  assert.equal(await page.getByRole('textbox', { name: 'Access token' }).inputValue(), 'not-the-token')
  assert.deepEqual((await owner.must<{ items: unknown[] }>('GET', '/accounts')).items, [], 'what was refused is not kept')

  await fill(page, fields)
  await page.getByRole('heading', { level: 1, name: 'Connected' }).waitFor()
  await page.getByText('Aeroandes (aeroandes@mastodon.test) is connected').waitFor()
  await page.getByRole('link', { name: 'See the accounts' }).click()
  await page.getByRole('listitem').filter({ hasText: 'aeroandes@mastodon.test' }).getByText('Connected', { exact: true }).waitFor()
  await writes('paola', 'is anybody there?')
  await page.goto(inbox)
  await row(page, 'is anybody there?').waitFor()
})

journey('an access that expired is told to everybody, renewed by who may, and what waited goes out once', async (visit) => {
  await writes('nico', 'where is gate B7?')
  const anas = await visit(inbox, { as: ana.browser })
  const olgas = await visit(at('accounts'), { as: owner, refused: ['POST /api/v1/accounts/*/reconnection 409'] })
  const account = olgas.getByRole('listitem').filter({ hasText: 'aeroandes@mastodon.test' })
  await account.getByText('Connected', { exact: true }).waitFor()
  await open(anas, 'where is gate B7?')
  await mastodon.fail('token-expired', 'aeroandes')
  await send(anas, 'Down the stairs and left.')
  const ours = card(anas, 'Public', 'Aeroandes')
  await ours.getByText('Not sent.').waitFor()
  await ours.getByText("The account's permission has expired.").waitFor()
  await account.getByText('Access lost').waitFor()
  await account.getByText('The access has expired.').waitFor()
  await writes('lejos', 'said while nobody could hear')
  await ours.getByRole('link', { name: 'Connect it again' }).click()
  const told = anas.getByRole('listitem').filter({ hasText: 'aeroandes@mastodon.test' })
  await told.getByText('The access has expired.').waitFor()
  assert.equal(await told.getByRole('link', { name: 'Reconnect' }).count(), 0, 'an agent is told, and can’t')

  await mastodon.heal()
  await account.getByRole('link', { name: 'Reconnect' }).click()
  await olgas.getByRole('heading', { level: 1, name: 'Reconnect aeroandes@mastodon.test' }).waitFor()
  await fill(olgas, await mastodon.openAccount({ handle: 'another', name: 'Another' }))
  await olgas.getByText('These credentials belong to another account.').waitFor()
  assert.deepEqual(ourWords(await mastodon.said()), [], 'nothing goes out before it is connected again')
  await fill(olgas, await mastodon.openAccount({ handle: 'aeroandes', name: 'Aeroandes' }))
  await olgas.getByText('Aeroandes (aeroandes@mastodon.test) is connected').waitFor()
  await anas.goto(inbox)
  await row(anas, 'said while nobody could hear').waitFor()
  await anas.goto(`${plaza.base}/inbox?view=waiting`)
  await open(anas, 'where is gate B7?')
  await ours.getByText('sent', { exact: true }).waitFor()
  assert.equal(ourWords(await mastodon.said()).length, 1)
})

function ourWords(said: Awaited<ReturnType<typeof mastodon.said>>): string[] {
  return said.filter(({ official, text }) => official && text.includes('Down the stairs')).map(({ text }) => text)
}

journey('what could not be taken in is shown with its reason, replayed once its cause is gone, and discarded only when asked twice', async (visit) => {
  const page = await visit(at('quarantine'), { as: owner })
  await page.getByText('The quarantine is empty').waitFor()
  const mastodonId = await writes('tarde', 'this one is here')
  const early = { kind: 'ticket', messages: [{ network: 'mastodon', id: `${mastodonId}-not-yet` }], state: 'resolved' }
  await takeIn(early, { kind: 'message', network: 'mastodon', at: 'yesterday' })
  const item = (reason: string) => page.getByRole('main').getByRole('listitem').filter({ hasText: reason })
  const waiting = item('names no message that is here')
  await waiting.getByText('could not be imported').waitFor()
  await waiting.getByText('What came in').click()
  await waiting.getByText(`"id": "${mastodonId}-not-yet"`).waitFor()
  await waiting.getByRole('button', { name: 'Replay' }).click()
  await page.getByText('It stays in quarantine: names no message that is here').waitFor()
  await waiting.getByText('2 tries').waitFor()

  await takeIn({
    kind: 'message',
    network: 'mastodon',
    id: `${mastodonId}-not-yet`,
    at: '2026-11-01T10:00:00Z',
    author: { id: 'https://elsewhere.test/@tarde', handle: 'tarde@elsewhere.test' },
    visibility: 'public',
    text: 'older than its ticket',
    addressed: [(await plaza.db.selectFrom('account').select('native_id').where('handle', '=', 'aeroandes@mastodon.test').executeTakeFirstOrThrow()).native_id],
  })
  await waiting.getByRole('button', { name: 'Replay' }).click()
  await page.getByText('It went in: it is where it belongs now.').waitFor()
  await waiting.waitFor({ state: 'detached' })

  const poison = item('must be an RFC 3339 time')
  await poison.getByRole('button', { name: 'Discard' }).click()
  const question = page.getByRole('alertdialog', { name: 'Discard this item?' })
  await question.getByRole('button', { name: 'Go back' }).click()
  await question.waitFor({ state: 'detached' })
  await poison.getByRole('button', { name: 'Discard' }).click()
  await question.getByRole('button', { name: 'Discard it for good' }).click()
  await page.getByText('The quarantine is empty').waitFor()
  await page.goto(`${plaza.base}/inbox?view=resolved`)
  await row(page, 'older than its ticket').waitFor()
})

/** Lines of a file, taken in while Plaza runs. */
async function takeIn(...lines: object[]): Promise<void> {
  async function* numbered() {
    for (const [n, line] of lines.entries()) yield { number: n + 1, text: JSON.stringify(line), problem: null }
  }
  await importLines(plaza.context(), { workspaceId: me.workspace.id, lines: numbered(), fileHash: null, progress: () => {} })
}
