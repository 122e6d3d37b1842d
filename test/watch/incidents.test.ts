import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import type { Json } from '../../src/domain/network-name.ts'
import { openMeasure } from '../../src/cli/manual/measure.ts'
import { NETWORKS } from '../../src/networks/all.ts'
import { changeIncident, mergeIncidents, openIncident, settleInIncident, splitIncident } from '../../src/pipeline/incident-acts.ts'
import { approveUpdate, previewUpdate, returnUpdate, writeUpdate } from '../../src/pipeline/incident-update.ts'
import { ingest, type IngestNeeds } from '../../src/pipeline/ingest.ts'
import { tellIncident } from '../../src/pipeline/tell-incident.ts'
import { listIncidentMembers, listIncidents, readIncident, type Incident } from '../../src/storage/incidents.ts'
import { listTellings, listUpdates } from '../../src/storage/incident-updates.ts'
import { insertMember } from '../../src/storage/members.ts'
import { openIncidentWatch, type IncidentWatch } from '../../src/watch/follow-incidents.ts'
import { openTestDatabase } from '../support/database.ts'
import { followIncidents } from '../support/follow-incidents.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post, type TestWorkspace } from '../support/workspace.ts'

const { db } = await openTestDatabase()
const networks = new Map(NETWORKS.map((network) => [network.name as string, network]))
const now = () => Temporal.Instant.from('2026-11-20T18:00:00Z')
let workspace: TestWorkspace
let needs: IngestNeeds & { networks: typeof networks; undoSeconds: number; now: typeof now; measure: typeof openMeasure }
let watch: IncidentWatch
let acting: { workspaceId: string; memberId: string }

beforeEach(async () => {
  workspace = await makeWorkspace(db)
  const ground = await ingestNeeds(db)
  needs = { ...ground, networks, undoSeconds: 10, now, measure: openMeasure }
  watch = openIncidentWatch(needs)
  const memberId = await insertMember(db, {
    homeId: workspace.id,
    userId: `u-${workspace.id}`,
    name: 'Diana',
    email: 'd@aeroandes.example',
    locale: 'es',
    role: 'supervisor',
  })
  acting = { workspaceId: workspace.id, memberId }
})

const follow = () => followIncidents(db, watch)
const hear = (...items: Json[]) => ingest(needs, batchOfLines(workspace, items, workspace.accounts.x))
const THREE = [
  post('1', 'caro', '@aeroandes el vuelo AN431 a Cartagena no ha salido y nadie nos dice nada', 1),
  post('2', 'yolanda', '@aeroandes voy en el vuelo AN431 con mi mamá, dos horas de retraso sin agua', 9),
  post('3', 'oscar', 'Qué descaro el de @aeroandes con el vuelo AN431. Cuatro horas tirados', 30),
]
const ASIDE = post('4', 'pilar', '@aeroandes ¿cuánto equipaje puedo llevar a Medellín?', 12)
const found = async (state: 'open' | 'closed' = 'open') => (await listIncidents(db, workspace.id, state, { limit: 50 })).items
const only = async (): Promise<Incident> => {
  const [incident, ...others] = await found()
  assert.ok(incident && others.length === 0, 'one incident')
  return incident
}
const members = async (incident: Incident) =>
  (await listIncidentMembers(db, incident.id, 100)).map(({ personName, standing }) => `${personName} ${standing}`).toSorted()
const said = async () =>
  (
    await db
      .selectFrom('delivery')
      .innerJoin('message', 'message.id', 'delivery.message_id')
      .select(['message.text', 'message.reply_to', 'message.visibility'])
      .where('delivery.workspace_id', '=', workspace.id)
      .orderBy('message.reply_to')
      .execute()
  ).map(({ text, reply_to, visibility }) => `${reply_to} ${visibility} ${text}`)
const TEXTS = [
  { language: 'es', text: 'El AN431 espera una pieza. Sale a las 20:30.', short: null },
  { language: 'en', text: 'AN431 waits for a spare part. It leaves at 20:30.', short: null },
]
async function update(incidentId: string, texts: { language: string; text: string; short: string | null }[] = TEXTS, closes = false): Promise<string> {
  const id = await writeUpdate(needs, await openMeasure(), { ...acting, incidentId, texts, closes, afterwards: false })
  await approveUpdate(needs, { ...acting, updateId: id })
  return id
}

test('three people on one flight are an incident, and say why; somebody else is not in it', async () => {
  await hear(...THREE, ASIDE)
  await follow()
  const incident = await only()
  assert.match(incident.title, /AN431/)
  assert.deepEqual(await members(incident), ['caro confirmed', 'oscar confirmed', 'yolanda confirmed'])
  const [member] = await listIncidentMembers(db, incident.id, 1)
  assert.ok(member!.why.some(({ by, what }) => by === 'run' && what.includes('AN431')))
})

test('two are none yet; a restart between them and the third forgets nobody and opens nothing twice', async () => {
  await hear(...THREE.slice(0, 2))
  await follow()
  assert.deepEqual(await found(), [])
  await hear(THREE[2]!)
  await Promise.all([openIncidentWatch(needs).follow(), follow()])
  await hear(post('5', 'lucas', '@aeroandes otro del vuelo AN431, ¿a qué hora salimos? nadie responde', 40))
  await followIncidents(db, openIncidentWatch(needs))
  assert.equal((await only()).confirmed + (await only()).suggested, 4)
})

test('words that are taken back take their ticket with them, unless a person put it there', async () => {
  await hear(...THREE)
  await follow()
  const incident = await only()
  const [first, second] = await listIncidentMembers(db, incident.id, 2)
  await settleInIncident(needs, acting, { incidentId: incident.id, ticketIds: [first!.ticketId], standing: 'confirmed' })
  await hear(...THREE.map((line) => ({ ...(line as object), deletedAt: '2026-11-20T17:00:00Z' })))
  await follow()
  assert.deepEqual(
    (await listIncidentMembers(db, incident.id, 9)).map(({ ticketId }) => ticketId),
    [first!.ticketId],
  )
  assert.notEqual(first!.ticketId, second!.ticketId)
})

test('who was refused is not suggested again; split, merged, closed and opened again by people', async () => {
  await hear(...THREE)
  await follow()
  const incident = await only()
  const [one, two, three] = await listIncidentMembers(db, incident.id, 3)
  await settleInIncident(needs, acting, { incidentId: incident.id, ticketIds: [one!.ticketId], standing: 'refused' })
  await hear(post('6', one!.personName, '@aeroandes el vuelo AN431 sigue sin salir', 50))
  await follow()
  assert.equal((await readIncident(db, workspace.id, incident.id)).confirmed, 2)
  const split = await splitIncident(needs, acting, { incidentId: incident.id, ticketIds: [two!.ticketId], title: 'Silla de ruedas' })
  assert.deepEqual([(await readIncident(db, workspace.id, incident.id)).confirmed, (await readIncident(db, workspace.id, split)).confirmed], [1, 1])
  await mergeIncidents(needs, acting, { into: incident.id, from: split })
  assert.equal((await readIncident(db, workspace.id, split)).mergedInto, incident.id)
  assert.equal((await readIncident(db, workspace.id, incident.id)).confirmed, 2)
  await changeIncident(needs, acting, { incidentId: incident.id, state: 'closed' })
  assert.equal((await found()).length, 0)
  await changeIncident(needs, acting, { incidentId: incident.id, state: 'open' })
  assert.equal((await only()).closedAt, null)
  assert.equal(await openIncident(needs, acting, { ticketId: three!.ticketId, title: null }), incident.id)
})

test('one update reaches everybody in their own thread and language, once; who comes later is told at once', async () => {
  await hear(...THREE, post('7', 'mark', '@aeroandes flight AN431 is still at the gate, nobody tells us why it is late', 35, { visibility: 'private' }))
  await follow()
  const incident = await only()
  const all = await listIncidentMembers(db, incident.id, 9)
  await settleInIncident(needs, acting, { incidentId: incident.id, ticketIds: all.map(({ ticketId }) => ticketId), standing: 'confirmed' })
  const id = await update(incident.id)
  await tellIncident(needs, incident.id)
  await Promise.all([tellIncident(needs, incident.id), tellIncident(needs, incident.id)])
  const spanish = (reply: string) => `${reply} public ${TEXTS[0]!.text}`
  assert.deepEqual(await said(), [spanish('1'), spanish('2'), spanish('3'), `7 private ${TEXTS[1]!.text}`])
  await hear(post('8', 'rita', '@aeroandes otra más del vuelo AN431, horas tirados sin una respuesta', 60))
  await follow()
  await tellIncident(needs, incident.id)
  assert.deepEqual((await said()).at(-1), spanish('8'))
  assert.equal((await said()).length, 5)
  assert.equal((await listTellings(db, id, 9)).length, 5)
})

test('what does not fit is refused before anybody is told, unless a short form does; who can’t be told is listed', async () => {
  await hear(...THREE)
  await follow()
  const { id: incidentId } = await only()
  const long = 'x'.repeat(300)
  await assert.rejects(update(incidentId, [{ language: 'es', text: long, short: null }]), { code: 'update-too-long' })
  const texts = [{ language: 'es', text: long, short: 'Sale a las 20:30.' }]
  const preview = await previewUpdate(needs, await openMeasure(), { ...acting, incidentId, texts })
  assert.deepEqual(new Set(preview.map(({ chosen }) => chosen.kind === 'fits' && chosen.text)), new Set(['Sale a las 20:30.']))
  await db.updateTable('account').set({ state: 'reconnect' }).where('workspace_id', '=', workspace.id).execute()
  const updateId = await update(incidentId, texts)
  await tellIncident(needs, incidentId)
  assert.deepEqual(
    (await listTellings(db, updateId, 9)).map(({ state, code }) => `${state} ${code}`),
    Array.from({ length: 3 }, () => 'failed nowhere-to-answer'),
  )
})

test('nothing leaves without a yes, and the last word closes', async () => {
  await hear(...THREE)
  await follow()
  const { id: incidentId } = await only()
  const written = await writeUpdate(needs, await openMeasure(), { ...acting, incidentId, texts: TEXTS, closes: false, afterwards: false })
  await tellIncident(needs, incidentId)
  assert.deepEqual(await said(), [])
  await returnUpdate(needs, { ...acting, updateId: written, words: 'Falta la hora.' })
  await assert.rejects(approveUpdate(needs, { ...acting, updateId: written }), { code: 'update-settled' })
  await update(incidentId, TEXTS, true)
  await tellIncident(needs, incidentId)
  assert.equal((await readIncident(db, workspace.id, incidentId)).state, 'closed')
  const deliveries = await db.selectFrom('delivery').select('resolve').where('workspace_id', '=', workspace.id).execute()
  assert.deepEqual(
    deliveries.map(({ resolve }) => resolve),
    [true, true, true],
  )
  assert.deepEqual(
    (await listUpdates(db, incidentId)).map(({ state }) => state),
    ['approved', 'returned'],
  )
})

test('the last word resolves who says nothing more; who has said something to an earlier one is told, and waits on', async () => {
  await hear(...THREE)
  await follow()
  const { id: incidentId } = await only()
  await update(incidentId)
  await tellIncident(needs, incidentId)
  await hear(post('9', 'caro', '@aeroandes ¿y quién me paga el hotel?', 70))
  await update(incidentId, [{ language: 'es', text: 'Ya salió. Perdón.', short: null }], true)
  await tellIncident(needs, incidentId)
  const told = await db
    .selectFrom('delivery')
    .innerJoin('message', 'message.id', 'delivery.message_id')
    .innerJoin('ticket', 'ticket.id', 'message.ticket_id')
    .select(['ticket.person_name', 'ticket.state', 'ticket.unanswered', 'delivery.resolve', 'message.automatic'])
    .where('delivery.workspace_id', '=', workspace.id)
    .where('message.text', '=', 'Ya salió. Perdón.')
    .orderBy('ticket.person_name')
    .execute()
  assert.deepEqual(
    told.map(({ person_name: name, state, unanswered, resolve, automatic }) => [name, state, unanswered, resolve, automatic]),
    [
      ['caro', 'open', 1, false, 'auto-reply'],
      ['oscar', 'waiting', 0, true, null],
      ['yolanda', 'waiting', 0, true, null],
    ],
  )
})

test('wherever the telling dies on its way, everybody is told once', async () => {
  await hear(...THREE)
  await follow()
  const { id: incidentId } = await only()
  await update(incidentId)
  let deaths = 0
  for (let calls = 1; calls < 20; calls++) {
    let left = calls
    const dying = {
      ...needs,
      now: () => {
        if (left-- === 0) throw new Error('the process died here')
        return now()
      },
    }
    await tellIncident(dying, incidentId).catch(() => deaths++)
  }
  assert.ok(deaths > 0, 'it died on the way')
  await tellIncident(needs, incidentId)
  assert.equal((await said()).length, 3)
})
