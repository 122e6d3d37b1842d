import assert from 'node:assert/strict'
import type { Page, Route } from 'playwright-core'
import { journey } from '../support/browser.ts'
import { card, open, row, send, writing } from '../support/desk.ts'
import { gravely } from '../support/gravely.ts'
import type { Browser } from '../support/http.ts'
import { connect, foundHouse, invite, openLivingPlaza } from '../support/living.ts'

const plaza = await openLivingPlaza({ undo: 0 })
const { x } = plaza.world
const { owner, me } = await foundHouse(plaza)
await connect(plaza, me.workspace.id, 'x', { handle: 'aeroandes', name: 'Aeroandes' })
const supervisor = await invite(plaza, owner, { name: 'Nora C.', email: 'nora@aeroandes.example', role: 'supervisor' })
const agent = await invite(plaza, owner, { name: 'Diana R.', email: 'diana@aeroandes.example', role: 'agent' })
const mechanic = await invite(plaza, owner, { name: 'Jairo P.', email: 'jairo@aeroandes.example', role: 'agent' })
const MANUAL = `
manual: aeroandes
title: The manual of Aeroandes
language: en
brand: { name: Aeroandes, time zone: America/Bogota, languages: [en], voice: { is: clear } }
accounts: { aeroandes: { network: x, handle: aeroandes } }
people:
  jairo: { name: Jairo P., role: agent, email: jairo@aeroandes.example }
  nora: { name: Nora C., role: supervisor, email: nora@aeroandes.example }
departments:
  workshop:
    name: The workshop
    does: Cabin and maintenance
    duty: [{ who: jairo, hours: always }]
    escalation: [{ call: duty, after: 0m, by: push }, { call: nora, after: 10m, by: email }]
topics: { cabin: [air conditioning], court: [lawsuit] }
rules:
  - { rule: air in the cabin, when: { topic: cabin }, do: { consult: workshop } }
  - { rule: before a court, when: { topic: court }, do: { approve: supervisor } }
abuse: { script: calm, strikes: 1, consequence: supervisor takes over }
scripts: { calm: { use: When somebody insults., steps: [Name the problem.], texts: [{ language: en, text: We are sorry }] } }
`
await owner.must('POST', '/manual/publish', { text: MANUAL, note: 'the first', over: null })
for (const [handle, name] of [
  ['lucia', 'Lucía F.'],
  ['bruno', 'Bruno T.'],
  ['tito', 'Tito R.'],
] as const)
  await x.openPerson({ handle, name })

const inbox = (view = 'need') => `${plaza.base}/inbox?view=${view}`
const ourWords = async () => (await x.said()).filter(({ official }) => official).map(({ text }) => text)
const wait = (page: Page) => page.getByRole('region', { name: 'Reply of Diana R., not sent' })

journey('what must be approved waits in plain sight, goes back with words, and goes out with the yes', async (visit) => {
  const first = await x.say({ who: 'lucia', visibility: 'public', text: '@aeroandes my lawsuit is filed, what now?' })
  const writer = await visit(inbox('all'), { as: agent.browser })
  await open(writer, 'my lawsuit')
  await writer.getByText('It goes out once a supervisor has approved it.').waitFor()
  await send(writer, 'The lawsuit is none of ours.')
  await wait(writer).getByText('not sent: waits for a supervisor').waitFor()
  await row(writer, 'my lawsuit').getByText('waits for approval').waitFor()
  assert.deepEqual(await gravely(writer), [])

  const reader = await visit(inbox('asked'), { as: supervisor.browser, refused: ['POST /api/v1/approvals/*/approval 409'] })
  await open(reader, 'my lawsuit')
  await wait(reader).getByRole('button', { name: 'Send back…' }).click()
  await reader.getByRole('textbox', { name: 'What should be otherwise?' }).fill('Kinder, please.')
  await reader.getByRole('button', { name: 'Send it back' }).click()

  await wait(writer).getByText('Kinder, please.').waitFor()
  await wait(writer).getByRole('button', { name: 'Change it' }).click()
  await writing(writer).fill('We are sorry it came to this.')
  await writer.getByRole('button', { name: 'Ask for approval' }).click()
  const second = wait(reader).filter({ hasText: 'We are sorry it came to this.' })
  await second.waitFor()
  await x.say({ who: 'lucia', visibility: 'public', text: '@aeroandes and your air conditioning failed', replyTo: first })
  await card(reader, 'Public', 'Lucía F.').getByText('air conditioning').waitFor()
  await reader.keyboard.press('y')
  const unasked = reader.getByRole('dialog', { name: 'Send it without asking?' })
  await unasked.getByRole('textbox', { name: 'Why' }).fill('Jairo is on a plane.')
  await unasked.getByRole('button', { name: 'Send it all the same' }).click()
  const unseen = reader.getByRole('alertdialog', { name: 'They have written meanwhile' })
  await unseen.waitFor()
  assert.deepEqual(await gravely(reader), [])
  await unseen.getByRole('button', { name: 'Send it all the same' }).click()
  await second.getByText('approved by Nora C.').waitFor()
  await card(writer, 'Public', 'Aeroandes').getByText('We are sorry it came to this.').waitFor()
  await card(writer, 'Public', 'Aeroandes').getByText('sent', { exact: true }).waitFor()
  assert.deepEqual(
    (await ourWords()).map((words) => words.replace(/^@\S+ /, '')),
    ['We are sorry it came to this.'],
  )
})

journey('who must be asked is asked, answers in the ticket, and then the answer may go', async (visit) => {
  await x.say({ who: 'bruno', visibility: 'public', text: '@aeroandes the air conditioning is dead on my flight' })
  const writer = await visit(inbox('all'), { as: agent.browser })
  await open(writer, 'dead on my flight')
  await writing(writer).fill('It was the filter.')
  await writer.getByText('The manual wants The workshop to be asked before this is answered.').waitFor()
  const button = writer.getByRole('button', { name: 'Send in public' })
  assert.ok(await button.isDisabled())
  await writer.getByRole('button', { name: 'Ask…' }).click()
  await writer.getByRole('textbox', { name: 'Question' }).fill('Which filter was it?')
  await writer.getByRole('button', { name: 'Ask', exact: true }).click()
  await writer.getByText('Waiting for the answer of The workshop.').waitFor()

  const asked = await visit(inbox('asked'), { as: mechanic.browser, viewport: { width: 390, height: 844 } })
  await open(asked, 'dead on my flight')
  const question = asked.getByRole('region', { name: 'Question to The workshop' })
  await question.getByText('Which filter was it?').waitFor()
  await question.getByRole('textbox', { name: 'Your answer' }).fill('The one of cabin 4.')
  assert.deepEqual(await gravely(asked), [])
  await question.getByRole('button', { name: 'Answer', exact: true }).click()

  await writer.getByText('The one of cabin 4.').waitFor()
  await button.click()
  await card(writer, 'Public', 'Aeroandes').getByText('sent', { exact: true }).waitFor()
})

journey('an agent who is insulted hands the ticket on in one key, and takes it back before the answer has come', async (visit) => {
  await x.say({ who: 'tito', visibility: 'public', text: '@aeroandes vete a la mierda imbécil, perdieron mi maleta y llevo horas esperando' })
  const page = await visit(inbox('all'), { as: agent.browser })
  await row(page, 'Tito').press('Enter')
  await page.getByText('By the manual, a supervisor takes it from here.').waitFor()
  await page.keyboard.press('m')
  await row(page, 'Tito').getByText('Diana R.').waitFor()
  const answer = Promise.withResolvers<void>()
  const hold = async (route: Route) => {
    await answer.promise
    await route.continue()
  }
  await page.route('**/handing-on', hold, { times: 1 })
  await page.keyboard.press('u')
  await page.getByText('Handing on…').first().waitFor()
  await page.keyboard.press('Control+z')
  answer.resolve()
  await page.getByText('Diana R. handed it on: Nora C.').waitFor()
  await row(page, 'Tito').getByText('Diana R.').waitFor()

  await page.keyboard.press('u')
  await page.getByText('Handed on to Nora C.').first().waitFor()
  await row(page, 'Tito').getByText('Nora C.').waitFor()
  await page.getByText('Diana R. handed it on: Nora C.').nth(1).waitFor()
  await countsAbuse(visit, supervisor.browser)
})

async function countsAbuse(visit: Parameters<Parameters<typeof journey>[1]>[0], as: Browser): Promise<void> {
  const page = await visit(`${plaza.base}/settings/people`, { as })
  await page.getByRole('heading', { name: 'Abuse received' }).waitFor()
  await page.getByText(/^Week of/).waitFor()
}
