import assert from 'node:assert/strict'
import { ingest } from '../../src/pipeline/ingest.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { journey } from '../support/browser.ts'
import { open } from '../support/desk.ts'
import { followClocks } from '../support/follow-clocks.ts'
import { gravely } from '../support/gravely.ts'
import { connect, foundHouse, invite, openLivingPlaza } from '../support/living.ts'
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
accounts: { aeroandes: { network: mastodon, handle: '${handle}', promise: mesa } }
promises:
  mesa: { role: service-desk, bio: De lunes a viernes contestamos en media hora., calendar: oficina, firstAnswer: 30m, resolution: 8h }
calendars: { oficina: { hours: { 'mon-fri': '09:00-17:00' } } }
`

/** Friday before last at 16:45, on the brand's wall: the journey's Monday is over whenever it is walked. */
const today = Temporal.Now.plainDateISO('America/Bogota')
const friday = today.subtract({ days: ((today.dayOfWeek + 2) % 7) + 7 })
const at = (days: number, time: string) => friday.add({ days }).toZonedDateTime({ timeZone: 'America/Bogota', plainTime: time }).toInstant()
const said = (id: string, who: string, text: string, more: { at: Temporal.Instant; replyTo?: string }) =>
  post(id, who, text, 0, { network: 'mastodon', addressed: [account], ...more, at: more.at.toString() })
const ours = { author: { id: account, handle: 'aeroandes', name: 'Aeroandes' }, addressed: [] }

journey('where nothing is promised yet, the promises show the way to where it is written', async (visit) => {
  const page = await visit(`${plaza.base}/promises`, { as: owner })
  await page.getByRole('button', { name: 'Open the manual' }).click()
  await page.getByRole('heading', { level: 1, name: 'Manual' }).waitFor()
})

journey('a ticket tells how each promise came to its end, and the promises stand beside what people lived', async (visit) => {
  await insertManualVersion(plaza.db, { workspaceId, memberId: null, text: MANUAL, note: null })
  const workspace = { id: workspaceId, accounts: { x: '', second: '', mail: '' } }
  const words = [
    said('1', 'caro', '@aeroandes mi maleta no aparece', { at: at(0, '16:45') }),
    said('2', 'aeroandes', 'Ya la buscamos', { at: at(3, '09:10'), replyTo: '1', ...ours }),
    said('3', 'bruno', '@aeroandes il volo non parte', { at: at(3, '10:00') }),
  ]
  await ingest(await ingestNeeds(plaza.db), { ...batchOfLines(workspace, words), network: 'mastodon' })
  await followClocks(plaza.context())

  const page = await visit(`${plaza.base}/inbox?view=all`, { as: owner })
  await open(page, 'mi maleta no aparece')
  const first = page.getByRole('region', { name: 'Promises' }).getByRole('listitem').filter({ hasText: 'First answer' })
  await first.getByText('kept', { exact: true }).waitFor()
  const told = await first.textContent()
  assert.match(told!, /opened .*(?:16:45|04:45 PM), counted 15 min, closed hours, counted 10 min, answered .*09:10.*, after 25 min, due .*09:15/)
  await page
    .getByRole('region', { name: 'Promises' })
    .getByText(/on hold from .*09:10.*, waiting for them/)
    .waitFor()

  await page.getByRole('link', { name: 'Promises' }).click()
  await page.getByText('De lunes a viernes contestamos en media hora.').waitFor()
  const answer = page.getByRole('article', { name: 'First answer' })
  await answer.getByText('promised: 30 min').waitFor()
  const weeks = answer.getByRole('list', { name: 'The last eight weeks' }).getByRole('listitem')
  assert.equal(await weeks.count(), 8)
  await weeks.filter({ hasText: '1 promised, 1 kept, 0 broken' }).waitFor({ state: 'attached' })
  await weeks.filter({ hasText: '1 promised, 0 kept, 1 broken' }).waitFor({ state: 'attached' })
  assert.deepEqual(await gravely(page), [])
  await page.setViewportSize({ width: 390, height: 844 })
  assert.deepEqual(await gravely(page), [])
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, 'a phone shows it whole')
})

journey('a matter handed to another company, and taken back, shows where a colleague has the ticket open', async (visit) => {
  const { browser: colleague } = await invite(plaza, owner, { name: 'Sofía Prado', email: 'sofia@aeroandes.example', role: 'agent' })
  const [ours, theirs] = [await visit(`${plaza.base}/inbox?view=all`, { as: owner }), await visit(`${plaza.base}/inbox?view=all`, { as: colleague })]
  for (const page of [ours, theirs]) await open(page, 'il volo non parte')
  const beside = (page: typeof ours) => page.getByRole('region', { name: 'Promises' })
  await beside(theirs).getByRole('button', { name: 'With another company…' }).waitFor()
  await beside(ours).getByRole('button', { name: 'With another company…' }).click()
  await ours.getByRole('textbox', { name: 'Which company' }).fill('Handling Sur')
  await ours.getByRole('button', { name: 'Hand it over' }).click()
  await beside(theirs).getByText('With Handling Sur').waitFor()
  await beside(theirs).getByRole('button', { name: 'Back with us' }).click()
  await beside(ours).getByRole('button', { name: 'With another company…' }).waitFor()
})

const SAID = {
  es: /abierta .*, contados 15 min, horas de cierre, contados 10 min, respondida .*, tras 25 min, vence /,
  it: /aperta .*, contati 15 min, ore di chiusura, contati 10 min, risposta .*, dopo 25 min, scade /,
  pt: /aberta .*, contados 15 min, horas fechadas, contados 10 min, respondida .*, após 25 min, vence /,
}

journey('a clock tells itself in every language', async (visit) => {
  for (const [locale, sentence] of Object.entries(SAID)) {
    await owner.must('PATCH', '/me', { locale })
    const page = await visit(`${plaza.base}/inbox?view=all`, { as: owner })
    await page.getByRole('link', { name: 'mi maleta no aparece' }).click()
    await page.getByText(sentence).waitFor()
  }
})

journey('long waits are shown whole on every width, and as what they are: not over yet', async (visit) => {
  await owner.must('PATCH', '/me', { locale: 'es' })
  // Where it is noon now, the day is hours old, whenever this is walked.
  const hour = Temporal.Now.zonedDateTimeISO('UTC').hour
  const noon = hour === 12 ? 'UTC' : `Etc/GMT${hour > 12 ? '+' : '-'}${Math.abs(hour - 12)}`
  const text = MANUAL.replace('America/Bogota', noon).replace('role: service-desk', 'role: friend').replace('calendar: oficina, ', '')
  await insertManualVersion(plaza.db, { workspaceId, memberId: null, text, note: null })
  const waiting = said('8', 'dora', '@aeroandes ¿hay alguien?', { at: Temporal.Now.instant().subtract({ minutes: 170 }) })
  const workspace = { id: workspaceId, accounts: { x: '', second: '', mail: '' } }
  await ingest(await ingestNeeds(plaza.db), { ...batchOfLines(workspace, [waiting]), network: 'mastodon' })
  await followClocks(plaza.context())
  const page = await visit(`${plaza.base}/promises`, { as: owner })
  const answer = page.getByRole('article', { name: 'Primera respuesta' })
  await answer
    .getByText(/más de 2 h 5\d min, y alguien espera todavía/)
    .first()
    .waitFor({ state: 'attached' })
  for (const width of [320, 390, 640, 1024, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    const [table, weeks, whole] = await Promise.all(
      [answer.getByRole('table'), answer.getByRole('list'), answer].map(async (one) => {
        const { x, width } = (await one.boundingBox())!
        return { left: x, right: x + width }
      }),
    )
    assert.ok(table!.right <= whole!.right + 1 && weeks!.right <= whole!.right + 1 && whole!.right <= width, `at ${width} px nothing is cut off`)
    assert.ok(table!.right <= weeks!.left || weeks!.left < whole!.left + 1, `at ${width} px the figures do not lie on the weeks`)
  }
  assert.deepEqual(await gravely(page), [])
})
