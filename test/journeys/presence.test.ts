import assert from 'node:assert/strict'
import { ingest } from '../../src/pipeline/ingest.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { watchSilence } from '../../src/watch/silence/watch-silence.ts'
import { journey } from '../support/browser.ts'
import { followClocks } from '../support/follow-clocks.ts'
import { gravely } from '../support/gravely.ts'
import { connect, foundHouse, openLivingPlaza } from '../support/living.ts'
import { batchOfLines, ingestNeeds, post } from '../support/workspace.ts'

const plaza = await openLivingPlaza()
const { owner, me } = await foundHouse(plaza)
const workspaceId = me.workspace.id
const accountId = await connect(plaza, workspaceId, 'mastodon', { handle: 'aeroandes', name: 'Aeroandes' })
const { native_id: account, handle } = await plaza.db
  .selectFrom('account')
  .select(['native_id', 'handle'])
  .where('id', '=', accountId)
  .executeTakeFirstOrThrow()

const MANUAL = `
manual: aeroandes
title: Manual de Aeroandes
language: es
brand: { name: Aeroandes, timeZone: America/Bogota, languages: [es], voice: { is: [claro] } }
words: { competitors: [CaribeAirCo] }
accounts: { aeroandes: { network: mastodon, handle: '${handle}', promise: amiga } }
departments: { atencion: { does: Contesta. } }
rules: [{ rule: se van, when: { churn: true }, then: { gesture: { give: un pase a la sala } } }]
otherwise: { department: atencion }
promises: { amiga: { role: friend, bio: 'Todas tus preguntas: aquí estamos.', firstAnswer: 30m } }
`
const ago = (hours: number) => Temporal.Now.instant().subtract({ minutes: hours * 60 })
const said = (id: string, who: string, text: string, hours: number) =>
  post(id, who, text, 0, { network: 'mastodon', addressed: [account], at: ago(hours).toString() })

journey('an account that answers nobody stands out with its rule, and somebody takes it in hand; who leaves opens the ticket', async (visit) => {
  await insertManualVersion(plaza.db, { workspaceId, memberId: null, text: MANUAL, note: null })
  const workspace = { id: workspaceId, accounts: { x: '', second: '', mail: '' } }
  const words = [
    said('1', 'caro', '@aeroandes ¿sale el vuelo?', 5),
    said('2', 'caro', '@aeroandes ¿hay alguien ahí?', 4),
    said('3', 'lola', '@aeroandes mis próximos tiquetes los compro en @CaribeAirCo, que por lo menos habla. Me cambio.', 3),
  ]
  await ingest(await ingestNeeds(plaza.db), { ...batchOfLines(workspace, words), network: 'mastodon' })
  await followClocks(plaza.context())
  await watchSilence(plaza.context())

  const page = await visit(`${plaza.base}/watch/presence`, { as: owner })
  await page.getByRole('heading', { level: 1, name: 'Presence' }).waitFor()
  await page.getByText('silent', { exact: true }).waitFor()
  await page.getByText('Somebody has waited four times as long as promised, and nobody was answered since.').waitFor()
  await page.getByText('The figures deny what the profile says.').waitFor()
  await page.getByText('one has written 2 times').waitFor()
  await page.getByText('Answer whoever waits, the longest first.').waitFor()
  // Whoever waits too long calls her too, above every screen.
  await page.getByRole('main').getByRole('button', { name: 'I have it' }).click()
  await page.getByText(/sees to it; the alarm was raised/).waitFor()

  await page.getByRole('button', { name: '1 leave' }).click()
  await page.getByText('To whom: CaribeAirCo (1)').waitFor()
  await page.getByText('A way back, by the manual: un pase a la sala').waitFor()
  await plaza.db.updateTable('account').set({ bio: 'Vuelos por los Andes.' }).execute()
  await page.reload()
  await page.getByText('The manual keeps another sentence: “Todas tus preguntas: aquí estamos.”').waitFor()
  assert.equal(await page.getByText('The figures deny what the profile says.').count(), 0, 'what the profile says no more is not denied')
  await plaza.db.updateTable('account').set({ bio: null }).execute()
  assert.deepEqual(await gravely(page), [])
  await page.setViewportSize({ width: 390, height: 844 })
  assert.deepEqual(await gravely(page), [])
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, 'a phone shows it whole')
  await page.emulateMedia({ colorScheme: 'dark' })
  assert.deepEqual(await gravely(page), [])
  await page.getByRole('link', { name: 'lola', exact: true }).click()
  await page.waitForURL(/\/inbox\/\d+/)
})

const SAID = {
  es: 'Las cifras desmienten lo que dice el perfil.',
  it: 'Le cifre smentiscono ciò che dice il profilo.',
  pt: 'Os números desmentem o que diz o perfil.',
}

journey('presence tells itself in every language', async (visit) => {
  for (const [locale, sentence] of Object.entries(SAID)) {
    await owner.must('PATCH', '/me', { locale })
    const page = await visit(`${plaza.base}/watch/presence`, { as: owner })
    await page.getByText(sentence).waitFor()
  }
})
