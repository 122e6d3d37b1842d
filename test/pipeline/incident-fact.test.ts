import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeIncident, openIncident } from '../../src/pipeline/incident-acts.ts'
import { ingest } from '../../src/pipeline/ingest.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { insertMember } from '../../src/storage/members.ts'
import { openTestDatabase } from '../support/database.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post } from '../support/workspace.ts'

const { db } = await openTestDatabase()
const needs = await ingestNeeds(db)
const workspace = await makeWorkspace(db)
const memberId = await insertMember(db, { homeId: workspace.id, userId: 'vera', name: 'Vera', email: 'vera@aeroandes.test', role: 'supervisor', locale: 'es' })
await insertManualVersion(db, {
  workspaceId: workspace.id,
  memberId: null,
  note: null,
  text: `
manual: aeroandes
title: Manual de Aeroandes
language: es
brand: { name: Aeroandes, timeZone: America/Bogota, languages: [es], voice: { is: [claro] } }
accounts: { aeroandes: { network: x, handle: aeroandes } }
rules:
  - { rule: de un incidente, when: { incident: yes }, then: { labels: incidente } }
`,
})

const say = (id: string, minute: number) =>
  ingest(needs, batchOfLines(workspace, [post(id, 'caro', 'el vuelo AN431 sigue sin salir', minute, minute ? { replyTo: '1' } : {})], workspace.accounts.x))
const ticket = () => db.selectFrom('ticket').select(['id', 'labels']).where('workspace_id', '=', workspace.id).executeTakeFirstOrThrow()

test('a rule about incidents holds for the words on a ticket that belongs to an open one', async () => {
  await say('1', 0)
  const acting = { workspaceId: workspace.id, memberId }
  const { id, labels } = await ticket()
  assert.deepEqual(labels, [])
  const incidentId = await openIncident(needs, acting, { ticketId: id, title: 'AN431' })
  await changeIncident(needs, acting, { incidentId, state: 'closed' })
  await say('2', 1)
  assert.deepEqual((await ticket()).labels, [], 'it is over')
  await changeIncident(needs, acting, { incidentId, state: 'open' })
  await say('3', 2)
  assert.deepEqual((await ticket()).labels, ['incidente'])
})
