import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import type { Json } from '../../src/domain/network-name.ts'
import { openMeasure } from '../../src/cli/manual/measure.ts'
import { NETWORKS } from '../../src/networks/all.ts'
import { changeIncident, settleInIncident } from '../../src/pipeline/incident-acts.ts'
import { approveUpdate, retryUpdate, writeUpdate } from '../../src/pipeline/incident-update.ts'
import { ingest, type IngestNeeds } from '../../src/pipeline/ingest.ts'
import { tellIncident } from '../../src/pipeline/tell-incident.ts'
import { listTellings } from '../../src/storage/incident-updates.ts'
import { listIncidentMembers, listIncidents } from '../../src/storage/incidents.ts'
import { insertMember } from '../../src/storage/members.ts'
import { openIncidentWatch } from '../../src/watch/follow-incidents.ts'
import { openTestDatabase } from '../support/database.ts'
import { followIncidents } from '../support/follow-incidents.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post, type TestWorkspace } from '../support/workspace.ts'

const { db } = await openTestDatabase()
const networks = new Map(NETWORKS.map((network) => [network.name as string, network]))
let clock = Temporal.Instant.from('2026-11-20T18:00:00Z')
const now = () => clock
const later = (minutes: number) => void (clock = clock.add({ minutes }))
let workspace: TestWorkspace
let needs: IngestNeeds & { networks: typeof networks; undoSeconds: number; now: typeof now; measure: typeof openMeasure }
let acting: { workspaceId: string; memberId: string }
let incidentId: string

const hear = (...items: Json[]) => ingest(needs, batchOfLines(workspace, items, workspace.accounts.x))
const follow = () => followIncidents(db, openIncidentWatch(needs))
const LAST = 'El AN431 ya salió. Perdón por la espera.'

/** An incident of three people on one flight. */
beforeEach(async () => {
  clock = Temporal.Instant.from('2026-11-20T18:00:00Z')
  workspace = await makeWorkspace(db)
  needs = { ...(await ingestNeeds(db)), networks, undoSeconds: 10, now, measure: openMeasure }
  const memberId = await insertMember(db, {
    homeId: workspace.id,
    userId: `u-${workspace.id}`,
    name: 'Diana',
    email: 'd@aeroandes.example',
    locale: 'es',
    role: 'supervisor',
  })
  acting = { workspaceId: workspace.id, memberId }
  await hear(
    post('1', 'caro', '@aeroandes el vuelo AN431 a Cartagena no ha salido y nadie nos dice nada', 1),
    post('2', 'yolanda', '@aeroandes voy en el vuelo AN431 con mi mamá, dos horas de retraso sin agua', 9),
    post('3', 'oscar', 'Qué descaro el de @aeroandes con el vuelo AN431. Cuatro horas tirados', 30),
  )
  await follow()
  const [incident] = (await listIncidents(db, workspace.id, 'open', { limit: 9 })).items
  incidentId = incident!.id
  later(1)
})

async function say(text: string, how: { closes: boolean; afterwards: boolean }): Promise<string> {
  const texts = [{ language: 'es', text, short: null }]
  const updateId = await writeUpdate(needs, await openMeasure(), { ...acting, incidentId, texts, ...how })
  await approveUpdate(needs, { ...acting, updateId })
  return updateId
}

/** Somebody more complains of it, some minutes from now, and the watch looks. */
async function comes(id: string, who: string): Promise<void> {
  later(10)
  await hear(post(id, who, '@aeroandes otra más del vuelo AN431, horas tirados sin una respuesta', 60))
  await follow()
  await tellIncident(needs, incidentId)
}

/** In which lists it stands. */
const listed = async () =>
  (
    await Promise.all(
      (['open', 'closed'] as const).map(async (state) => ((await listIncidents(db, workspace.id, state, { limit: 9 })).items.length > 0 ? [state] : [])),
    )
  ).flat()

const stands = async (who: string) => {
  const member = (await listIncidentMembers(db, incidentId, 50)).find(({ personName }) => personName === who)
  return member && { standing: member.standing, cameAfter: member.cameAfter }
}
const told = async (text: string) =>
  (
    await db
      .selectFrom('delivery')
      .innerJoin('message', 'message.id', 'delivery.message_id')
      .innerJoin('ticket', 'ticket.id', 'message.ticket_id')
      .select(['ticket.person_name as who', 'delivery.resolve'])
      .where('delivery.workspace_id', '=', workspace.id)
      .where('message.text', '=', text)
      .orderBy('ticket.person_name')
      .execute()
  ).map(({ who, resolve }) => `${who} ${resolve ? 'resolved' : 'open'}`)

test('whoever comes after the last word is for a person to look at, and is told nothing, confirmed or not', async () => {
  await say(LAST, { closes: true, afterwards: false })
  await tellIncident(needs, incidentId)
  assert.deepEqual(await told(LAST), ['caro resolved', 'oscar resolved', 'yolanda resolved'])
  await comes('8', 'rita')
  assert.deepEqual(await stands('rita'), { standing: 'suggested', cameAfter: true })
  assert.deepEqual(await listed(), ['open'], 'perhaps it goes on: it stands among the open ones')
  const rita = (await listIncidentMembers(db, incidentId, 50)).find(({ personName }) => personName === 'rita')!
  await settleInIncident(needs, acting, { incidentId, ticketIds: [rita.ticketId], standing: 'confirmed' })
  await tellIncident(needs, incidentId)
  assert.equal((await told(LAST)).length, 3)
  assert.deepEqual(await listed(), ['closed'], 'a person has looked')
})

test('a last word for those who come later too reaches them, and ends nothing for them', async () => {
  await say(LAST, { closes: true, afterwards: true })
  await tellIncident(needs, incidentId)
  await comes('8', 'rita')
  assert.deepEqual(await stands('rita'), { standing: 'confirmed', cameAfter: true })
  assert.deepEqual(await told(LAST), ['caro resolved', 'oscar resolved', 'rita open', 'yolanda resolved'])
  assert.deepEqual(await listed(), ['closed'])
})

test('closed by hand, whoever comes later is not told an earlier word as if it still held', async () => {
  await say('Esperamos una pieza.', { closes: false, afterwards: true })
  await tellIncident(needs, incidentId)
  await changeIncident(needs, acting, { incidentId, state: 'closed' })
  await comes('8', 'rita')
  assert.deepEqual(await told('Esperamos una pieza.'), ['caro open', 'oscar open', 'yolanda open'])
})

test('opened again, its last word is not said any more: who was not told yet is listed, and the next word is for all', async () => {
  const last = await say(LAST, { closes: true, afterwards: true })
  later(1)
  await db.updateTable('account').set({ state: 'reconnect' }).where('workspace_id', '=', workspace.id).execute()
  await tellIncident(needs, incidentId)
  await retryUpdate(needs, { ...acting, updateId: last })
  await changeIncident(needs, acting, { incidentId, state: 'open' })
  await db.updateTable('account').set({ state: 'connected' }).where('workspace_id', '=', workspace.id).execute()
  assert.deepEqual(new Set((await listTellings(db, last, 9)).map(({ state, code }) => `${state} ${code}`)), new Set(['failed incident-reopened']))
  await comes('8', 'rita')
  assert.deepEqual(await told(LAST), [])
  await assert.rejects(retryUpdate(needs, { ...acting, updateId: last }), { code: 'update-past' })
  await say('Vuelve a esperar.', { closes: false, afterwards: false })
  await tellIncident(needs, incidentId)
  assert.equal((await told('Vuelve a esperar.')).length, 4)
})
