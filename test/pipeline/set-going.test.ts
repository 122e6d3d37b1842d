import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { ingest, type IngestNeeds } from '../../src/pipeline/ingest.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { openTestDatabase } from '../support/database.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post, type TestWorkspace } from '../support/workspace.ts'

const { db, pool } = await openTestDatabase()
/** A quarter of an hour after the first post, on a Friday morning when the desk of the manual is closed. */
const now = Temporal.Instant.from('2026-11-20T14:15:00Z')
const needs: IngestNeeds = { ...(await ingestNeeds(db)), now: () => now }
let workspace: TestWorkspace

const MANUAL = `
manual: aeroandes
title: Manual de Aeroandes
language: es
brand: { name: Aeroandes, timeZone: America/Bogota, languages: [es], voice: { is: [claro] } }
accounts:
  aeroandes: { network: x, handle: aeroandes, promise: tarde }
promises:
  tarde: { role: service-desk, calendar: tarde, firstAnswer: 30m }
calendars:
  tarde: { hours: { 'every day': '15:00-22:00' } }
people:
  vicente: { name: Vicente, role: agent, email: vicente@aeroandes.example }
departments:
  taller: { does: Cabina y mantenimiento, duty: [{ who: vicente, hours: always }], escalation: [{ call: vicente, after: 0m, by: e-mail }] }
rules:
  - rule: aire en cabina
    when: { words: [aire] }
    then: { department: taller, notify: taller }
  - rule: en firme
    when: { words: [reclamación formal] }
    then: { formalComplaint: es-ley-10-2025 }
`

beforeEach(async () => {
  workspace = await makeWorkspace(db)
  await insertManualVersion(db, { workspaceId: workspace.id, memberId: null, text: MANUAL, note: null })
})

const callees = () => db.selectFrom('page').select('callee').where('workspace_id', '=', workspace.id).execute()

/** Names of the jobs that name this ticket or workspace. */
async function jobs(): Promise<string[]> {
  const { rows } = await pool.query<{ task: string; payload: unknown }>(
    'select t.identifier as task, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id',
  )
  const tickets = await db.selectFrom('ticket').select('id').where('workspace_id', '=', workspace.id).execute()
  const names = [workspace.id, ...tickets.map(({ id }) => id)]
  return rows.filter(({ payload }) => names.some((id) => JSON.stringify(payload).includes(`"${id}"`))).map(({ task }) => task)
}

describe('what the manual sets going with a word', { concurrency: false }, () => {
  test('somebody is called, and who wrote while we are closed is told, with the same commit', async () => {
    await ingest(needs, batchOfLines(workspace, [post('1', 'caro', '@aeroandes el aire de la cabina no funciona', 0)], workspace.accounts.x))
    assert.deepEqual(await callees(), [{ callee: 'taller' }])
    assert.deepEqual(await jobs(), ['tell-closed'])
  })

  test('the law’s clock begins by rule', async () => {
    await ingest(needs, batchOfLines(workspace, [post('1', 'caro', '@aeroandes esto es una reclamación formal', 0)], workspace.accounts.x))
    assert.deepEqual((await jobs()).toSorted(), ['open-complaint', 'tell-closed'])
    assert.deepEqual(await callees(), [])
  })

  test('a history that is read in sets nothing going', async () => {
    await ingest(needs, batchOfLines(workspace, [post('1', 'caro', '@aeroandes el aire, y es una reclamación formal', 0)]))
    assert.deepEqual([await callees(), await jobs()], [[], []])
  })
})
