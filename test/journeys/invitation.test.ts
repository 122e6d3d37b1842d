import assert from 'node:assert/strict'
import { journey } from '../support/browser.ts'
import { OWNER } from '../support/http.ts'
import { openAskedHouse } from '../support/living.ts'
import { open, row, writing } from '../support/desk.ts'

const { plaza, owner } = await openAskedHouse()

journey('an invitation is made once, accepted in another browser with its role, and then of no more use', async (visit) => {
  const olgas = await visit(`${plaza.base}/settings/people`, { as: owner })
  await olgas.getByRole('button', { name: 'Invite somebody' }).click()
  const dialog = olgas.getByRole('dialog', { name: 'Invite somebody' })
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill('not an address')
  await dialog.getByRole('button', { name: 'Make the invitation' }).click()
  await dialog.getByText('Write their e-mail address').waitFor()
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill('ana@aeroandes.example')
  await dialog.getByRole('button', { name: 'Make the invitation' }).click()
  const link = await dialog.getByLabel('Invitation link').innerText()
  await olgas.keyboard.press('Escape')
  const waiting = olgas.getByRole('listitem').filter({ hasText: 'ana@aeroandes.example' })
  await waiting.getByText('Agent').waitFor()

  const anas = await visit(link)
  await anas.getByRole('heading', { level: 1, name: 'Welcome to Aeroandes' }).waitFor()
  assert.equal(await anas.getByRole('textbox', { name: 'E-mail' }).inputValue(), 'ana@aeroandes.example')
  await anas.getByRole('textbox', { name: 'Your name' }).fill('Ana Ruiz')
  await anas.getByRole('textbox', { name: 'Password' }).fill('short')
  await anas.getByRole('button', { name: 'Accept and sign in' }).click()
  await anas.getByText('The password needs ten characters or more.').waitFor()
  await anas.getByRole('textbox', { name: 'Password' }).fill(OWNER.password)
  await anas.getByRole('button', { name: 'Accept and sign in' }).click()
  await open(anas, 'seat 14C')
  await anas.keyboard.press('r')
  assert.ok(await writing(anas).isEditable(), 'an agent answers')
  await olgas.reload()
  await olgas.getByRole('listitem').filter({ hasText: 'ana@aeroandes.example' }).getByText('Ana Ruiz').waitFor()
  assert.equal(await olgas.getByText('Invited, not here yet').count(), 0)

  const late = await visit(link, { refused: ['GET /api/v1/invitations/* 404'] })
  await late.getByRole('heading', { level: 1, name: 'This invitation no longer works' }).waitFor()

  await olgas.getByRole('button', { name: /^(Agent )?Role of Ana Ruiz/ }).click()
  await olgas.getByRole('option', { name: 'Observer' }).click()
  await olgas.getByText('Changed for Ana Ruiz, from now on.').waitFor()
  await anas.reload()
  await anas.getByText('Your role reads, and does not answer.').waitFor()
})

journey('an invitation that was taken back opens nothing', async (visit) => {
  const { link } = await owner.must<{ link: string }>('POST', '/invitations', { email: 'never@aeroandes.example', role: 'owner' })
  const olgas = await visit(`${plaza.base}/settings/people`, { as: owner })
  await olgas.getByRole('listitem').filter({ hasText: 'never@aeroandes.example' }).getByRole('button', { name: 'Take back' }).click()
  await olgas.getByText('Taken back: the link no longer works.').waitFor()
  const page = await visit(link, { refused: ['GET /api/v1/invitations/* 404'] })
  await page.getByRole('heading', { level: 1, name: 'This invitation no longer works' }).waitFor()
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
  assert.equal(await row(page, 'seat 14C').count(), 0)
})
