import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import type { Json } from '../../src/domain/network-name.ts'
import { openMeasure } from '../../src/cli/manual/measure.ts'
import { sitePage } from '../../src/http/site-page.ts'
import { changeIncident, mergeIncidents, openIncident } from '../../src/pipeline/incident-acts.ts'
import { approveUpdate, writeUpdate } from '../../src/pipeline/incident-update.ts'
import { ingest } from '../../src/pipeline/ingest.ts'
import { tellSite } from '../../src/pipeline/tell-site.ts'
import { currentUpdate } from '../../src/storage/incident-updates.ts'
import { incidentOfToken, listIncidentMembers, listIncidents, readIncident, type Incident } from '../../src/storage/incidents.ts'
import { insertMember } from '../../src/storage/members.ts'
import { keepPageWebhook } from '../../src/storage/page-webhooks.ts'
import { followIncidents } from '../support/follow-incidents.ts'
import { openClockedRoad } from '../support/road-clock.ts'
import { openHookReceiver } from '../support/receivers/hook-receiver.ts'
import { batchOfLines, makeWorkspace, post, type TestWorkspace } from '../support/workspace.ts'

const hooks = await openHookReceiver()
const { context, db } = await openClockedRoad([hooks.host])
let workspace: TestWorkspace
let acting: { workspaceId: string; memberId: string }

beforeEach(async () => {
  workspace = await makeWorkspace(db)
  const memberId = await insertMember(db, {
    homeId: workspace.id,
    userId: `u-${workspace.id}`,
    name: 'Diana Rojas',
    email: `d${workspace.id}@aeroandes.example`,
    locale: 'es',
    role: 'supervisor',
  })
  acting = { workspaceId: workspace.id, memberId }
  hooks.secret = 'a secret of the hook'
  hooks.taken.length = 0
  await keepPageWebhook(db, workspace.id, { url: hooks.url, secret: context.seal.seal(hooks.secret) })
})

const lately = Temporal.Now.instant().subtract({ hours: 2 })
const said = (...[id, who, text, minute, more = {}]: [id: string, who: string, text: string, minute: number, more?: Record<string, Json>]) =>
  post(id, who, text, 0, { at: lately.add({ minutes: minute }).toString(), ...more })
const PRIVATE = { visibility: 'private' }
async function heard(...items: Json[]): Promise<Incident> {
  await ingest(context, batchOfLines(workspace, items, workspace.accounts.x))
  await followIncidents(db, context.incidents)
  const { items: found } = await listIncidents(db, workspace.id, 'open', { limit: 9 })
  assert.equal(found.length, 1, 'one incident')
  return found[0]!
}
const FLIGHT = (more: Record<string, Json>) => [
  said('1', 'Carolina Vega', '@aeroandes soy Carolina Vega, el vuelo AN431 a Cartagena no ha salido, mi hija Lucía espera', 1, more),
  said('2', 'Yolanda Cartagena', '@aeroandes voy en el vuelo AN431 a Cartagena con mi hija Lucía, dos horas de retraso', 5, more),
  said('3', 'Óscar', '@aeroandes el vuelo AN431 a Cartagena, mi hija Lucía y yo cuatro horas tirados, no ha salido', 9, more),
]
const jobs = async () => (await sql<{ key: string }>`select key from graphile_worker.jobs where key like 'tell-site:%'`.execute(db)).rows.map(({ key }) => key)
const posted = () => hooks.taken.map(({ body }) => body as Record<string, unknown>)

test('what was said in public may name it on site, but nobody’s name: neither a passenger’s, nor that of somebody they name', async () => {
  const incident = await heard(...FLIGHT({}))
  assert.match(incident.siteTitle, /AN431/)
  assert.match(incident.title, /AN431/)
  assert.doesNotMatch(incident.siteTitle, /Carolina|Vega|Yolanda|Lucía/i)
  // A place is no name, but where it is that of somebody in it, it is.
  assert.doesNotMatch(incident.siteTitle, /Cartagena/i)
})

test('a place that nobody in it is called after stands there', async () => {
  const incident = await heard(
    ...FLIGHT({}).map((line) => ({ ...(line as object), author: { id: `id-${JSON.stringify(line).length}`, handle: 'x', name: 'Rosa' } })),
  )
  assert.match(incident.siteTitle, /AN431.*Cartagena/)
})

test('no word of a private message names it on site: it goes by its number until a person names it', async () => {
  const incident = await heard(...FLIGHT(PRIVATE))
  assert.match(incident.title, /AN431/, 'who signs in reads what it is')
  assert.equal(incident.siteTitle, `I-${incident.number}`)
  const page = sitePage({ ...incident, openedAt: Temporal.Instant.from('2026-11-20T18:30:00Z') }, null, 'America/Bogota')
  assert.ok(page.includes('>2026-11-20 13:30 (America/Bogota)<'), 'by the clock on their wall')
  for (const word of ['AN431', 'Cartagena', 'salido', 'Carolina', 'Lucía']) assert.ok(!page.includes(word), word)
  await changeIncident(context, acting, { incidentId: incident.id, title: 'Avión a la espera de una pieza' })
  assert.equal((await readIncident(db, workspace.id, incident.id)).siteTitle, 'Avión a la espera de una pieza')
})

test('one public word among private ones lends its own words only', async () => {
  const [first, second] = FLIGHT(PRIVATE)
  const incident = await heard(first!, second!, said('3', 'Óscar', '@aeroandes el vuelo AN431: cuatro horas tirados', 9))
  assert.match(incident.siteTitle, /AN431/)
  assert.doesNotMatch(incident.siteTitle, /Cartagena|salido|retraso/i)
})

test('opened from a private ticket it shows none of its words', async () => {
  await ingest(context, batchOfLines(workspace, [said('7', 'Rosa', '@aeroandes perdí mi pasaporte en la puerta 9', 1, PRIVATE)], workspace.accounts.x))
  const { id: ticketId } = await db.selectFrom('ticket').select('id').where('workspace_id', '=', workspace.id).executeTakeFirstOrThrow()
  const incident = await readIncident(db, workspace.id, await openIncident(context, acting, { ticketId, title: null }))
  assert.match(incident.title, /pasaporte/)
  assert.equal(incident.siteTitle, `I-${incident.number}`)
})

test('the state is posted signed, under one id however often it is tried, with no name and no private word', async () => {
  const incident = await heard(...FLIGHT(PRIVATE))
  assert.ok((await jobs()).includes(`tell-site:${incident.id}`), 'found, and so told')
  const texts = [{ language: 'es', text: 'Sale a las 20:30.', short: null }]
  const updateId = await writeUpdate(context, await openMeasure(), { ...acting, incidentId: incident.id, texts, closes: false, afterwards: false })
  await approveUpdate(context, { ...acting, updateId })
  hooks.answer(503)
  await assert.rejects(tellSite(context, incident.id), /could not be posted: busy/)
  await tellSite(context, incident.id)
  await tellSite(context, incident.id)
  assert.deepEqual(hooks.forged, [])
  const ids = hooks.taken.map(({ id }) => id)
  assert.ok(ids.length > 1 && new Set(ids).size === 1, 'the same state has the same id')
  const body = posted().at(-1)!
  assert.deepEqual([body['title'], body['state'], (body['update'] as { texts: unknown }).texts], [`I-${incident.number}`, 'open', texts])
  const all = JSON.stringify(posted())
  const members = await listIncidentMembers(db, incident.id, 9)
  for (const word of [...members.map(({ personName }) => personName), 'AN431', 'Lucía', 'Diana', 'salido']) assert.ok(!all.includes(word), word)
})

test('each change is a new word of its own, opened again too; what was put together shows what it became', async () => {
  const incident = await heard(...FLIGHT({}))
  await tellSite(context, incident.id)
  for (const state of ['closed', 'open', 'closed', 'open'] as const) {
    await changeIncident(context, acting, { incidentId: incident.id, state })
    await tellSite(context, incident.id)
  }
  assert.equal(new Set(hooks.taken.map(({ id }) => id)).size, 5)
  assert.deepEqual(
    posted().map(({ state }) => state),
    ['open', 'closed', 'open', 'closed', 'open'],
  )
  await ingest(context, batchOfLines(workspace, [said('8', 'Pilar', '@aeroandes perdí el equipaje', 20)], workspace.accounts.x))
  const { ticket_id: ticketId } = await db
    .selectFrom('message')
    .select('ticket_id')
    .where('native_id', '=', '8')
    .where('workspace_id', '=', workspace.id)
    .executeTakeFirstOrThrow()
  const other = await openIncident(context, acting, { ticketId: ticketId!, title: 'Equipaje' })
  await mergeIncidents(context, acting, { into: other, from: incident.id })
  assert.equal((await incidentOfToken(db, incident.siteToken))?.siteTitle, 'Equipaje')
  await tellSite(context, incident.id)
  assert.deepEqual([posted().at(-1)!['state'], posted().at(-1)!['mergedInto']], ['closed', other])
  assert.equal(await currentUpdate(db, other), null)
})

test('nothing of a rehearsal leaves the machine', async () => {
  const incident = await heard(...FLIGHT({}))
  await db
    .updateTable('workspace')
    .set({ rehearsal_of: (await makeWorkspace(db)).id })
    .where('id', '=', workspace.id)
    .execute()
  await tellSite(context, incident.id)
  assert.deepEqual(hooks.taken, [])
})
