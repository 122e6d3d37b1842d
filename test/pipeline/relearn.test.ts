import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ingest } from '../../src/pipeline/ingest.ts'
import { relearnAll, relearnWorkspace } from '../../src/pipeline/relearn.ts'
import { keepCorrection } from '../../src/storage/label-corrections.ts'
import { readCorrections, readUncorrected, workspacesWithNews } from '../../src/storage/learned-weights.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { openTestDatabase } from '../support/database.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post } from '../support/workspace.ts'

const MANUAL = `
manual: aeroandes
title: Manual de Aeroandes
language: es
brand: { name: Aeroandes, timeZone: America/Bogota, languages: [es], voice: { is: [claro] } }
accounts: {}
calendars: {}
departments: {}
rules: []
`

const { db } = await openTestDatabase()
const needs = await ingestNeeds(db)
const workspace = await makeWorkspace(db)
const take = (...items: ReturnType<typeof post>[]) => ingest(needs, batchOfLines(workspace, items, workspace.accounts.x))
const member = await db
  .insertInto('member')
  .values({ workspace_id: workspace.id, user_id: 'u1', name: 'Carolina M.', email: 'carolina@aeroandes.test', locale: 'es', role: 'agent' })
  .returning('id')
  .executeTakeFirstOrThrow()

/** A house word that no model knows: here a «morado» is somebody who leaves. */
const WHATS = ['pido', 'quiero', 'firmo', 'mando', 'entrego', 'preparo', 'tramito', 'solicito', 'pongo', 'hago']
const WHENS = ['hoy', 'ya', 'el lunes', 'desde casa', 'en la oficina', 'por correo', 'con mi hermana', 'otra vez']
const TEXTS = WHATS.flatMap((what) => WHENS.map((when) => `${what} el morado ${when}`))

const NEW = 'mañana recibo el morado en mi casa'

async function meaningOf(nativeId: string) {
  const { meaning } = await db.selectFrom('message').select('meaning').where('native_id', '=', nativeId).executeTakeFirstOrThrow()
  return meaning!
}

test('what people put right is learned at night, proved on what was held back, and read by from the next word on', async () => {
  await insertManualVersion(db, { workspaceId: workspace.id, memberId: null, text: MANUAL, note: null })
  await take(...TEXTS.map((text, at) => post(`m${at}`, `c${at}`, text, at)))
  const [before] = await needs.reader.read([{ text: NEW, language: 'es' }])
  assert.ok(before && !(before instanceof Error) && !before.churn)
  const messages = await db.selectFrom('message').select('id').execute()
  for (const { id } of messages) await keepCorrection(db, id, member.id, { verdict: 'churn', value: true })
  assert.deepEqual(await workspacesWithNews(db), [workspace.id])

  await relearnAll(db)
  const [lesson] = await db.selectFrom('learned_weights').select(['promoted', 'reason', 'corrections']).execute()
  assert.deepEqual(lesson, { promoted: true, reason: 'better', corrections: TEXTS.length })
  await take(post('after', 'luz', NEW, 101))
  assert.ok((await meaningOf('after')).churn)
  assert.deepEqual(await workspacesWithNews(db), [], 'nothing new: nothing to learn the next night')
})

test('what is learned from is all that a message said', async () => {
  await take(post('warned', 'zoe', 'leed esto', 102, { contentWarning: 'me voy de aquí' }))
  const texts = async () => (await readUncorrected(db, workspace.id, 1)).map(({ text }) => text)
  assert.deepEqual(await texts(), ['me voy de aquí\nleed esto'])
  const { id } = await db.selectFrom('message').select('id').where('native_id', '=', 'warned').executeTakeFirstOrThrow()
  await keepCorrection(db, id, member.id, { verdict: 'churn', value: true })
  assert.equal((await readCorrections(db, workspace.id, 1))[0]?.text, 'me voy de aquí\nleed esto')
})

test('a lesson that answers no better is kept and not read by', async () => {
  const { learned_weights_id: inForce } = await db.selectFrom('workspace').select('learned_weights_id').where('id', '=', workspace.id).executeTakeFirstOrThrow()
  assert.equal((await relearnWorkspace(db, workspace.id)).reason, 'no-better', 'than what was learned from the same')
  await db.deleteFrom('label_correction').execute()
  const { reason } = await relearnWorkspace(db, workspace.id)
  assert.equal(reason, 'too-few')
  const lessons = await db.selectFrom('learned_weights').select('promoted').orderBy('id').execute()
  assert.deepEqual(lessons, [{ promoted: true }, { promoted: false }, { promoted: false }])
  const after = await db.selectFrom('workspace').select('learned_weights_id').where('id', '=', workspace.id).executeTakeFirstOrThrow()
  assert.equal(after.learned_weights_id, inForce)
})
