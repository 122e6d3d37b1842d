import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ingest } from '../../src/pipeline/ingest.ts'
import { openManuals } from '../../src/pipeline/manual-in-force.ts'
import { simulateManual } from '../../src/pipeline/simulate-manual.ts'
import { openLog } from '../../src/platform/log.ts'
import { openTestDatabase } from '../support/database.ts'
import { putInForce, SMALL_MANUAL } from '../support/small-manual.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post } from '../support/workspace.ts'

const { db } = await openTestDatabase(2)
const workspace = await makeWorkspace(db)
await putInForce(db, workspace.id)
const manuals = openManuals(db, openLog('silent'))
const other = SMALL_MANUAL.replace('then: { department: taller', 'then: { department: equipajes')
const now = Temporal.Now.instant()

/** What was said last came in first, as in an import. */
const COUNT = 1_100
const words = Array.from({ length: COUNT }, (_, i) =>
  post(String(i), `p${i % 90}`, `@aeroandes el aire de la cabina ${i}`, 0, { at: now.subtract({ minutes: i + 1 }).toString() }),
)
for (let from = 0; from < COUNT; from += 200) await ingest(await ingestNeeds(db), batchOfLines(workspace, words.slice(from, from + 200), workspace.accounts.x))

const trial = { workspaceId: workspace.id, text: other, since: now.subtract({ hours: 24 }) }

test('every message of the time asked for is replayed once, whatever the order in which they came, and how far it is gets told', async () => {
  const told: number[] = []
  const all = await simulateManual({ db, manuals }, { ...trial, replayed: (messages) => told.push(messages) })
  assert.deepEqual([all.messages, all.changed, all.left], [COUNT, COUNT, null])
  assert.deepEqual(told, [500, 1000, COUNT])
  const hour = await simulateManual({ db, manuals }, { ...trial, since: now.subtract({ minutes: 60, seconds: 30 }) })
  assert.equal(hour.messages, 60)
})

test('a content warning and a subject are replayed, an answer’s repeated subject is not', async () => {
  const elsewhere = await makeWorkspace(db)
  await putInForce(db, elsewhere.id)
  const at = (minutes: number) => ({ at: now.subtract({ minutes }).toString() })
  const mail = (subject: string, minutes: number) => ({ network: 'email', visibility: 'private', addressed: ['care@aeroandes.test'], subject, ...at(minutes) })
  const said = [
    post('cw', 'caro', '@aeroandes ayuda', 0, { contentWarning: 'el aire de la cabina', ...at(5) }),
    post('mail', 'ana@ana.test', 'Ver asunto.', 0, mail('el aire de la cabina', 4)),
    post('answer', 'ana@ana.test', 'Gracias.', 0, { ...mail('El aire de la cabina', 3), replyTo: 'mail' }),
  ]
  await ingest(await ingestNeeds(db), batchOfLines(elsewhere, said, elsewhere.accounts.mail))
  const { messages, changed } = await simulateManual({ db, manuals }, { ...trial, workspaceId: elsewhere.id })
  assert.deepEqual([messages, changed], [3, 2])
})

test('a trial that goes on where it stopped misses nothing and looks at nothing twice', async () => {
  const first = await simulateManual({ db, manuals }, { ...trial, most: 500 })
  const second = await simulateManual({ db, manuals }, { ...trial, after: first.left!.after, most: 500 })
  const third = await simulateManual({ db, manuals }, { ...trial, after: second.left!.after })
  assert.deepEqual([first.messages, second.messages, third.messages, third.left], [500, 500, 100, null])
  assert.ok(Temporal.Instant.compare(first.left!.said, second.left!.said) < 0)
})

test('what the house said by itself is no answer: who asks again insists', async () => {
  const at = (minutes: number) => now.subtract({ minutes }).toString()
  const us = { id: '900', handle: 'aeroandes', name: 'Aeroandes' }
  const thread = [
    post('i1', 'luis', '@aeroandes hola, ¿dónde está mi pedido?', 0, { at: at(50) }),
    post('i2', 'us', 'Ahora estamos cerrados.', 0, { at: at(49), author: us, replyTo: 'i1', automatic: 'auto-reply' }),
    post('i3', 'luis', '@aeroandes es el pedido 5521', 0, { at: at(40), replyTo: 'i2' }),
  ]
  await ingest(await ingestNeeds(db), batchOfLines(workspace, thread, workspace.accounts.x))
  const insists = SMALL_MANUAL.replace('rules:', 'rules:\n  - { rule: insiste, when: { insists: 2+ }, then: { labels: [insiste] } }')
  const { ways } = await simulateManual({ db, manuals }, { ...trial, text: insists })
  const { number } = await db
    .selectFrom('ticket')
    .select('number')
    .where('workspace_id', '=', workspace.id)
    .where('person_handle', '=', 'luis')
    .executeTakeFirstOrThrow()
  assert.deepEqual(
    ways.find(({ tickets }) => tickets.includes(number)),
    { act: 'labels', before: [], after: ['insiste'], count: 1, tickets: [number] },
  )
})

test('each manual forgets abuse after a span of its own', async () => {
  const insult = post('s1', 'toño', '@aeroandes sois unos inútiles hijos de puta', 0, { at: now.subtract({ hours: 40 * 24 }).toString() })
  const calm = post('s2', 'toño', '@aeroandes ¿abren mañana?', 0, { at: now.subtract({ minutes: 5 }).toString() })
  await ingest(await ingestNeeds(db), batchOfLines(workspace, [insult, calm], workspace.accounts.x))
  const counted = async (forgotten: string) => {
    const text = `${SMALL_MANUAL}abuse: { strikes: 2, consequence: supervisor-is-told${forgotten} }\n`
    const insulted = text.replace('rules:', 'rules:\n  - { rule: insultó, when: { strikes: 1+ }, then: { labels: [insultó] } }')
    const { ways } = await simulateManual({ db, manuals }, { ...trial, text: insulted })
    return ways.map(({ count }) => count)
  }
  assert.deepEqual([await counted(''), await counted(', forgottenAfter: 60d'), await counted(', forgottenAfter: 30d')], [[1], [1], []])
})
