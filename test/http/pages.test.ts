import assert from 'node:assert/strict'
import { test } from 'node:test'
import { climbPage } from '../../src/pipeline/climb-page.ts'
import { openPages } from '../../src/pipeline/open-pages.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { findTicketsById } from '../../src/storage/ticket-writes.ts'
import { openHouse, openStranger } from '../support/house.ts'
import { MANUAL } from '../support/paging.ts'
import { openMailDrop } from '../support/receivers/mail-drop.ts'
import { openPushService } from '../support/receivers/push-service.ts'
import { post } from '../support/workspace.ts'

const [mail, push] = await Promise.all([openMailDrop(), openPushService()])
const house = await openHouse({ PLAZA_SMTP_URL: mail.url, PLAZA_ALLOWED_HOSTS: push.host })
const { owner, supervisor, agent, observer } = house.people
const asAgent = agent.browser

/** A ticket to which supervisors are called: nobody of this house matches the manual's names. */
async function paged(words: string): Promise<{ ticketId: string; pageId: string }> {
  const id = `p-${words}`
  await house.hear(post(id, words, `@aeroandes ${words}: humo en la cabina`, 0, { at: Temporal.Now.instant().toString() }))
  const { ticket_id: ticketId } = await house.db.selectFrom('message').select('ticket_id').where('native_id', '=', id).executeTakeFirstOrThrow()
  const tickets = await findTicketsById(house.db, house.id, [ticketId!])
  await openPages(house.db, { workspaceId: house.id, version: 1, tickets, struck: new Set(), now: Temporal.Now.instant() })
  const { id: pageId } = await house.db.selectFrom('page').select('id').where('ticket_id', '=', ticketId!).executeTakeFirstOrThrow()
  await climbPage(house.context, pageId)
  return { ticketId: ticketId!, pageId }
}

await insertManualVersion(house.db, { workspaceId: house.id, memberId: null, text: MANUAL, note: null })

interface Listed {
  items: { id: string; ticketId: string; mine: boolean; callee: string }[]
}

test('a page shows to whom it called, until somebody takes it; who comes second hears so', async () => {
  const { ticketId, pageId } = await paged('uno')
  const [shown] = (await supervisor.browser.must<Listed>('GET', '/pages')).items
  assert.deepEqual([shown?.id, shown?.ticketId, shown?.mine, shown?.callee], [pageId, ticketId, true, 'operaciones'])
  assert.deepEqual((await asAgent.must<Listed>('GET', '/pages')).items, [], 'who was not called is left in peace')
  const { items } = await observer.browser.must<{ items: { calls: { standsInFor: string; member: { name: string } }[] }[] }>(
    'GET',
    `/tickets/${ticketId}/pages`,
  )
  assert.deepEqual(
    items[0]!.calls.map(({ standsInFor, member }) => [standsInFor, member.name]),
    [
      ['diana', 'The supervisor'],
      ['diana', 'The supervisor'],
    ],
  )
  assert.equal((await observer.browser.ask('PUT', `/pages/${pageId}/taking`)).status, 403)
  await asAgent.must('PUT', `/pages/${pageId}/taking`)
  const late = await supervisor.browser.ask<{ code: string }>('PUT', `/pages/${pageId}/taking`)
  assert.deepEqual([late.status, late.body.code], [409, 'page-taken'])
  assert.deepEqual((await supervisor.browser.must<Listed>('GET', '/pages')).items, [])
  const { assignee } = await asAgent.must<{ assignee: { id: string } }>('GET', `/tickets/${ticketId}`)
  assert.equal(assignee.id, agent.id)
})

test('a page of another house is not there', async () => {
  const { pageId, ticketId } = await paged('dos')
  const stranger = await openStranger(house)
  assert.equal((await stranger.browser.ask('PUT', `/pages/${pageId}/taking`)).status, 404)
  assert.equal((await stranger.browser.ask('GET', `/tickets/${ticketId}/pages`)).status, 404)
})

test('whose answer is queued has it in hand', async () => {
  const { ticketId } = await paged('tres')
  const { replyOptions } = await asAgent.must<{ replyOptions: { account: { id: string }; threadId: string; answers: string; visibility: string }[] }>(
    'GET',
    `/tickets/${ticketId}`,
  )
  const { account, threadId, answers, visibility } = replyOptions[0]!
  const reply = { draft: crypto.randomUUID(), visibility, accountId: account.id, threadId, answers, parts: ['Ya vamos.'], media: [], resolve: false }
  await asAgent.must('POST', `/tickets/${ticketId}/replies`, reply)
  const { taken_by: takenBy } = await house.db.selectFrom('page').select('taken_by').where('ticket_id', '=', ticketId).executeTakeFirstOrThrow()
  assert.equal(takenBy, agent.id)
})

test('Health names whom the manual calls in vain, and what mails go out by', async () => {
  const health = await asAgent.must<{ manual: number; strangers: string[]; mail: string; webhook: boolean }>('GET', '/pages/health')
  assert.deepEqual([health.manual, health.strangers, health.mail, health.webhook], [1, ['diana', 'nora', 'inés'], 'server', false])
})

test('a browser is let in, tried and forgotten; keys that are none are refused', async () => {
  const { pushKey } = await asAgent.must<{ pushKey: string }>('GET', '/me/notifications')
  assert.equal((await supervisor.browser.must<{ pushKey: string }>('GET', '/me/notifications')).pushKey, pushKey, 'one key for all, for ever')
  const browser = push.open(pushKey)
  const wrong = await asAgent.ask<{ code: string }>('POST', '/me/browsers', { endpoint: browser.endpoint, keys: { p256dh: 'x', auth: 'y' }, label: 'Firefox' })
  assert.deepEqual([wrong.status, wrong.body.code], [422, 'not-a-browser'])
  const { browsers } = await asAgent.must<{ browsers: { id: string; label: string }[] }>('POST', '/me/browsers', {
    endpoint: browser.endpoint,
    keys: browser.keys,
    label: 'Firefox',
  })
  assert.deepEqual(
    browsers.map(({ label }) => label),
    ['Firefox'],
  )
  assert.deepEqual(await asAgent.must('POST', '/me/test-page', { by: 'push' }), { ok: true, code: null })
  assert.match(browser.pushed[0]!.text, /Plaza reaches you/)
  const kept = await house.db.selectFrom('push_subscription').select('keys').executeTakeFirstOrThrow()
  assert.ok(!kept.keys.includes(Buffer.from(browser.keys.auth)), 'sealed')
  assert.equal((await supervisor.browser.ask('DELETE', `/me/browsers/${browsers[0]!.id}`)).status, 404)
  await asAgent.must('DELETE', `/me/browsers/${browsers[0]!.id}`)
  assert.deepEqual(await asAgent.must('POST', '/me/test-page', { by: 'push' }), { ok: false, code: 'no-browser' })
})

test('a browser on this machine’s own network that nobody allowed is never reached', async () => {
  const { pushKey } = await asAgent.must<{ pushKey: string }>('GET', '/me/notifications')
  const { keys } = push.open(pushKey)
  const inside = new URL(house.base)
  await asAgent.must('POST', '/me/browsers', { endpoint: `${inside.origin}/api/v1/first-run`, keys, label: 'Inside' })
  assert.deepEqual(await asAgent.must('POST', '/me/test-page', { by: 'push' }), { ok: false, code: 'unreachable' })
})

test('the test by mail arrives, from the operator’s own server', async () => {
  assert.deepEqual(await owner.browser.must('POST', '/me/test-page', { by: 'e-mail' }), { ok: true, code: null })
  assert.match(mail.mails.at(-1)!.subject!, /Plaza te alcanza/)
})

test('quiet hours are kept, and taken back', async () => {
  await asAgent.must('PUT', '/me/quiet', { quiet: { from: 1320, to: 420 } })
  assert.deepEqual((await asAgent.must<{ quiet: unknown }>('GET', '/me/notifications')).quiet, { from: 1320, to: 420 })
  await asAgent.must('PUT', '/me/quiet', { quiet: null })
  assert.equal((await asAgent.must<{ quiet: unknown }>('GET', '/me/notifications')).quiet, null)
})

test('the webhook’s secret is shown once and never again', async () => {
  const made = await owner.browser.must<{ url: string; secret: string }>('PUT', '/page-webhook', { url: 'https://pager.example/pages' })
  assert.equal(made.secret.length, 43)
  assert.deepEqual(await owner.browser.must('GET', '/page-webhook'), { url: 'https://pager.example/pages' })
  assert.equal((await supervisor.browser.ask('GET', '/page-webhook')).status, 403)
  await owner.browser.must('DELETE', '/page-webhook')
  assert.deepEqual(await owner.browser.must('GET', '/page-webhook'), { url: null })
})

test('in the rehearsal nobody is called, not even by themself', async () => {
  const me = await supervisor.browser.must<{ workspaces: { id: string; rehearsal: boolean }[] }>('GET', '/me')
  const at = (rehearsal: boolean) => ({ id: me.workspaces.find((one) => one.rehearsal === rehearsal)!.id })
  await supervisor.browser.must('PUT', '/me/workspace', at(true))
  const answer = await supervisor.browser.ask<{ code: string }>('POST', '/me/test-page', { by: 'e-mail' })
  assert.deepEqual([answer.status, answer.body.code], [409, 'rehearsal-stays'])
  await supervisor.browser.must('PUT', '/me/workspace', at(false))
})
