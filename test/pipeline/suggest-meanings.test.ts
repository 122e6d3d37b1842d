import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { ingest } from '../../src/pipeline/ingest.ts'
import { openFurtherTiers } from '../../src/pipeline/open-further-tiers.ts'
import { suggestMeanings } from '../../src/pipeline/suggest-meanings.ts'
import { openTestDatabase } from '../support/database.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post } from '../support/workspace.ts'

const { db } = await openTestDatabase()
const needs = await ingestNeeds(db)
const workspace = await makeWorkspace(db)
const now = () => Temporal.Instant.from('2026-11-20T16:00:00Z')

/** What the model's address was asked, and what it says. */
const asked: string[] = []
let says = '{"type":"complaint","urgency":2,"sarcasm":true}'
const server = createServer(async (request: IncomingMessage, response) => {
  asked.push(await text(request))
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ choices: [{ message: { content: says } }] }))
})

before(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // Whatever the weights make of them: one sure in all, the others in doubt of their type.
  await take(
    post('sure', 'ana', '@aeroandes gracias', 0),
    post('odd', 'luz', '@aeroandes soy 12345678Z, qué bien todo, como siempre', 1),
    post('other', 'rosa', '@aeroandes ay', 2),
  )
  await db
    .updateTable('message')
    .set({ meaning: await unsureOf('odd', ['type', 'sarcasm']) })
    .where('native_id', '=', 'odd')
    .execute()
  await db
    .updateTable('message')
    .set({ meaning: await unsureOf('other', ['type']) })
    .where('native_id', '=', 'other')
    .execute()
  await db
    .updateTable('message')
    .set({ meaning: await unsureOf('sure', []) })
    .where('native_id', '=', 'sure')
    .execute()
})
after(() => {
  server.closeAllConnections()
  server.close()
})

const take = (...items: ReturnType<typeof post>[]) => ingest(needs, batchOfLines(workspace, items, workspace.accounts.x))

async function meaningOf(nativeId: string) {
  const { meaning } = await db.selectFrom('message').select('meaning').where('native_id', '=', nativeId).executeTakeFirstOrThrow()
  return meaning!
}

async function unsureOf(nativeId: string, unsure: ('type' | 'sarcasm')[]): Promise<string> {
  const { unsure: _, ...meaning } = await meaningOf(nativeId)
  return JSON.stringify(unsure.length > 0 ? { ...meaning, unsure } : meaning)
}

function run(remote: boolean, allowedHosts: readonly string[] = ['127.0.0.1'], dailyBudget = 100) {
  const { port } = server.address() as AddressInfo
  const settings = { address: `http://127.0.0.1:${port}/v1`, model: 'm', key: null, dailyBudget, timeout: 5_000 }
  const furtherTiers = openFurtherTiers({ onnxFolder: null, remote: remote ? settings : null, allowedHosts }, needs.log, now)
  return suggestMeanings({ db, log: needs.log, now, furtherTiers })
}

test('nobody is asked unless the operator set a reader up, nor at an address that is not allowed, nor beyond the budget', async () => {
  await run(false)
  await run(true, [])
  await run(true, ['127.0.0.1'], 0)
  assert.deepEqual([asked.length, (await meaningOf('odd')).suggestion], [0, undefined])
})

test('what is unsure is asked once, masked, and the answer stands beside our word', async () => {
  const { type } = await meaningOf('odd')
  await run(true)
  const meaning = await meaningOf('odd')
  assert.deepEqual(meaning.suggestion, { by: 'remote m', verdicts: { type: 'complaint', urgency: 2, sarcasm: true } })
  assert.equal(meaning.type, type, 'our own verdict stays')
  const { id, ticket_id } = await db.selectFrom('message').select(['id', 'ticket_id']).where('native_id', '=', 'odd').executeTakeFirstOrThrow()
  const told = await db.selectFrom('event').select(['ticket_id', 'facts']).where('kind', '=', 'suggested').where('ticket_id', '=', ticket_id).execute()
  assert.deepEqual(told, [{ ticket_id, facts: { messages: [id] } }], 'and who has the ticket open hears of it')
  assert.equal((await meaningOf('sure')).suggestion, undefined)
  assert.equal(asked.length, 2)
  assert.ok(asked.every((body) => !body.includes('12345678Z') && !body.includes('aeroandes')))
  await run(true)
  assert.equal(asked.length, 2, 'what was answered is not asked again')
})

test('what can’t be read is asked once, and its suggestion is empty', async () => {
  says = 'I think it is a complaint'
  await take(post('third', 'eva', '@aeroandes pues eso', 3))
  await db
    .updateTable('message')
    .set({ meaning: await unsureOf('third', ['type']) })
    .where('native_id', '=', 'third')
    .execute()
  await run(true)
  await run(true)
  assert.deepEqual([asked.length, (await meaningOf('third')).suggestion], [3, { by: 'remote m', verdicts: {} }])
})

test('a rehearsal stays on this machine', async () => {
  const { id } = await db.insertInto('workspace').values({ name: 'Aeroandes', time_zone: 'UTC', locale: 'es' }).returning('id').executeTakeFirstOrThrow()
  await db.updateTable('workspace').set({ rehearsal_of: id }).where('id', '=', workspace.id).execute()
  await db
    .updateTable('message')
    .set({ meaning: await unsureOf('sure', ['type']) })
    .where('native_id', '=', 'sure')
    .execute()
  await run(true)
  assert.equal(asked.length, 3)
  await db.updateTable('workspace').set({ rehearsal_of: null }).where('id', '=', workspace.id).execute()
  await run(true)
  assert.equal(asked.length, 4)
})
