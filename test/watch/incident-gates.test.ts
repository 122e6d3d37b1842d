import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import type { UpdateText } from '../../src/domain/incident-update.ts'
import { openMeasure } from '../../src/cli/manual/measure.ts'
import type { Role } from '../../src/domain/permission.ts'
import { NETWORKS } from '../../src/networks/all.ts'
import { approveReply } from '../../src/pipeline/approve-reply.ts'
import { consult } from '../../src/pipeline/consult.ts'
import { answerConsultation } from '../../src/pipeline/end-consultation.ts'
import { openIncident, settleInIncident } from '../../src/pipeline/incident-acts.ts'
import { approveUpdate, previewUpdate, retryUpdate, writeUpdate } from '../../src/pipeline/incident-update.ts'
import { holdingStatements } from '../../src/pipeline/incident-words.ts'
import { ingest, type IngestNeeds } from '../../src/pipeline/ingest.ts'
import { returnReply } from '../../src/pipeline/return-reply.ts'
import { tellIncident } from '../../src/pipeline/tell-incident.ts'
import { listTellings, listUpdates } from '../../src/storage/incident-updates.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { insertMember } from '../../src/storage/members.ts'
import { openTestDatabase } from '../support/database.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post, type TestWorkspace } from '../support/workspace.ts'

const { db } = await openTestDatabase()
const networks = new Map(NETWORKS.map((network) => [network.name as string, network]))
const now = () => Temporal.Instant.from('2026-11-20T18:00:00Z')
let workspace: TestWorkspace
let needs: IngestNeeds & { networks: typeof networks; undoSeconds: number; now: typeof now; measure: typeof openMeasure }
let member: Record<'agent' | 'supervisor' | 'lawyer', string>
let incidentId: string

/** Children need a supervisor's yes, judges the law's, smoke a word of operations first; politics is left. */
const MANUAL = `
manual: aeroandes
title: Manual de Aeroandes
language: es
brand: { name: Aeroandes, time zone: America/Bogota, languages: [es], voice: { is: [claro] } }
accounts: { aeroandes: { network: x, handle: aeroandes } }
people:
  jurista: { name: Jurista, role: agent, email: lawyer@aeroandes.example }
departments:
  jurídica: { does: Lee lo que puede acabar ante un juez., duty: [{ who: jurista, hours: always }], escalation: [{ call: duty, after: 0m, by: email }] }
off limits:
  política:
    words: [ministro]
    instead:
      leave: { reason: off limits, because: Política. No opinamos. }
rules:
  - { rule: menores, when: { words: [niño] }, then: { approve: supervisor } }
  - { rule: juez, when: { words: [juez] }, then: { approve: jurídica } }
  - { rule: humo, when: { words: [humo] }, then: { consult: jurídica } }
scripts:
  comunicado: { use: La primera frase de un mal día., texts: [{ language: es, text: 'Es culpa nuestra. Más a las {hora}.' }, { language: en, text: 'It is us. More at {time}.' }] }
crisis:
  amarillo: { looks: Muchas quejas., begins: { complaints: 25+, within: 1h }, stop scheduled: yes, statement: comunicado }
  rojo: { looks: Un accidente., begins: { times normal: 8, within: 30m }, stop scheduled: yes, statement: comunicado }
`
const WHO = { ana: 'el vuelo AN431 no sale', niña: 'el vuelo AN431 no sale y viajo con un niño', toga: 'el vuelo AN431 no sale, nos vemos ante el juez' }

beforeEach(async () => {
  workspace = await makeWorkspace(db)
  needs = { ...(await ingestNeeds(db)), networks, undoSeconds: 10, now, measure: openMeasure }
  await insertManualVersion(db, { workspaceId: workspace.id, memberId: null, text: MANUAL, note: null })
  const join = (name: string, role: Role) =>
    insertMember(db, { homeId: workspace.id, userId: `${name}-${workspace.id}`, name, email: `${name}@aeroandes.example`, locale: 'es', role })
  member = { agent: await join('agent', 'agent'), supervisor: await join('supervisor', 'supervisor'), lawyer: await join('lawyer', 'agent') }
})

/** An incident of everybody who says something. */
async function incidentOf(lines: Record<string, string>): Promise<void> {
  const items = Object.entries(lines).map(([who, text], n) => post(`p${n}`, who, `@aeroandes ${text}`, n))
  await ingest(needs, batchOfLines(workspace, items, workspace.accounts.x))
  const tickets = await db.selectFrom('ticket').select('id').where('workspace_id', '=', workspace.id).orderBy('id').execute()
  const acting = { workspaceId: workspace.id, memberId: member.agent }
  incidentId = await openIncident(needs, acting, { ticketId: tickets[0]!.id, title: 'AN431' })
  await settleInIncident(needs, acting, { incidentId, ticketIds: tickets.map(({ id }) => id), standing: 'confirmed' })
}

const TEXTS: UpdateText[] = [{ language: 'es', text: 'Sale a las 20:30.', short: null }]
const write = (texts = TEXTS, memberId = member.agent) =>
  openMeasure().then((measure) => writeUpdate(needs, measure, { workspaceId: workspace.id, memberId, incidentId, texts, closes: false, afterwards: false }))
const say = async (updateId: string, memberId = member.supervisor) => {
  await approveUpdate(needs, { workspaceId: workspace.id, memberId, updateId })
  await tellIncident(needs, incidentId)
}
const told = async (updateId: string) =>
  (await listTellings(db, updateId, 9)).map(({ personName, state, code }) => [personName, state, code].filter(Boolean).join(' ')).toSorted()
const waiting = () => db.selectFrom('approval').select(['id', 'members']).where('workspace_id', '=', workspace.id).where('state', '=', 'waiting').execute()

test('who must say yes to an answer must say it to an update there; the yes of who may is enough', async () => {
  await incidentOf(WHO)
  const previews = await previewUpdate(needs, await openMeasure(), { workspaceId: workspace.id, memberId: member.agent, incidentId, texts: TEXTS })
  assert.deepEqual(
    new Map(previews.map(({ personName, yesOf }) => [personName, yesOf])),
    new Map([
      ['ana', null],
      ['niña', 'supervisor'],
      ['toga', 'jurídica'],
    ]),
  )
  const updateId = await write()
  await say(updateId)
  assert.deepEqual(await told(updateId), ['ana queued', 'niña queued', 'toga asked'])
  await tellIncident(needs, incidentId)
  const asked = await waiting()
  assert.deepEqual(
    asked.map(({ members }) => members),
    [[member.lawyer]],
    'asked once, of those who may',
  )
  await approveReply(needs, { workspaceId: workspace.id, memberId: member.lawyer, approvalId: asked[0]!.id, anyway: false, override: null })
  assert.deepEqual(await told(updateId), ['ana queued', 'niña queued', 'toga queued'])
})

test('a yes that is not given is listed, and asked for once more', async () => {
  await incidentOf(WHO)
  const updateId = await write()
  await say(updateId)
  const [asked] = await waiting()
  await returnReply(needs, { workspaceId: workspace.id, memberId: member.lawyer, approvalId: asked!.id, words: 'Así no.', overrides: false })
  assert.ok((await told(updateId)).includes('toga failed approval-returned'))
  assert.equal((await listUpdates(db, incidentId))[0]!.failed, 1)
  await retryUpdate(needs, { workspaceId: workspace.id, updateId })
  await tellIncident(needs, incidentId)
  assert.ok((await told(updateId)).includes('toga asked'))
  assert.equal((await waiting()).length, 1)
})

test('a later update takes the earlier one’s place before whoever must say yes', async () => {
  await incidentOf(WHO)
  await say(await write())
  const later = await write([{ language: 'es', text: 'Sale a las 22:00.', short: null }])
  await say(later)
  const asked = await waiting()
  assert.equal(asked.length, 1)
  const { reply } = await db.selectFrom('approval').select('reply').where('id', '=', asked[0]!.id).executeTakeFirstOrThrow()
  assert.deepEqual((reply as { parts: string[] }).parts, ['Sale a las 22:00.'])
})

test('where colleagues are to be asked first it waits for their answer, and says so', async () => {
  await incidentOf({ ana: WHO.ana, fuego: 'el vuelo AN431 no sale y hay humo' })
  const updateId = await write()
  await say(updateId)
  assert.deepEqual(await told(updateId), ['ana queued', 'fuego failed consult-first'])
  const { ticketId } = (await listTellings(db, updateId, 9)).find(({ personName }) => personName === 'fuego')!
  const asked = { workspaceId: workspace.id, memberId: member.agent, ticketId, ask: { callee: 'jurídica' }, question: '¿Qué decimos?', dueAt: null }
  const consultationId = await consult(needs, asked)
  await answerConsultation(needs, { workspaceId: workspace.id, memberId: member.lawyer, consultationId, answer: 'Eso.', overrides: false })
  await retryUpdate(needs, { workspaceId: workspace.id, updateId })
  await tellIncident(needs, incidentId)
  assert.deepEqual(await told(updateId), ['ana queued', 'fuego queued'])
})

test('what the manual leaves unanswered is not told by an update either', async () => {
  await incidentOf({ ana: WHO.ana, voto: 'el vuelo AN431 no sale por culpa del ministro' })
  const updateId = await write()
  await say(updateId)
  assert.deepEqual(await told(updateId), ['ana queued', 'voto failed left-unanswered'])
})

test('an update neither speaks of what is off limits nor leaves a variable of the holding statement open', async () => {
  await incidentOf({ ana: WHO.ana })
  await assert.rejects(write([{ language: 'es', text: 'Pregunte al ministro.', short: null }]), { code: 'off-limits' })
  await assert.rejects(write([{ language: 'es', text: 'Sale pronto.', short: 'Vea al MINISTRO.' }]), { code: 'off-limits' })
  const statements = holdingStatements(await needs.manuals.inForce(workspace.id))
  assert.deepEqual(
    statements.map(({ name, texts }) => [name, texts.map(({ language }) => language)]),
    [['comunicado', ['es', 'en']]],
  )
  const open = statements[0]!.texts.map((text) => ({ ...text, short: null }))
  await assert.rejects(write(open), { code: 'unfilled-script' })
  await write(open.map((one) => ({ ...one, text: one.text.replace(/\{.*\}/, '20:30') })))
})
