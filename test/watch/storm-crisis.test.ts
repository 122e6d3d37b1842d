import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { insertMember } from '../../src/storage/members.ts'
import { listEntries } from '../../src/storage/storm-entries.ts'
import { listStorms } from '../../src/storage/storms.ts'
import { closeStorm, directStorm } from '../../src/watch/storm-room.ts'
import { DAY, MANUAL, openStormWorld, ordinary, START, stormy, word } from '../support/storm.ts'

const { db, manuals, openWorkspace } = await openStormWorld()

const CRISIS =
  MANUAL.slice(0, MANUAL.indexOf('crisis:')) +
  `
people: { vera: { name: Vera Solano, role: executive, email: vera@aeroandes.example } }
departments: { prensa: { does: Habla por todos., duty: [{ who: vera, hours: always }] } }
rules:
  - { rule: en crisis, when: { crisis: red, words: [maleta] }, then: { labels: primero, need: urgent } }
crisis:
  amber: { looks: Tres veces lo normal., begins: { timesNormal: 3 }, stopScheduled: no, do: { labels: ámbar, notify: prensa } }
  red: { looks: Diez veces lo normal., begins: { timesNormal: 10 }, stopScheduled: yes, spokesperson: vera, do: { labels: rojo, approve: prensa, notify: prensa } }
`

async function ticketOf(workspaceId: string, handle: string): Promise<{ labels: string[]; approve: string | null; pages: number }> {
  const { rows } = await sql<{ labels: string[]; approve: string | null; pages: number }>`
    select labels, decision ->> 'approve' as approve, (select count(*)::int from page p where p.ticket_id = t.id) as pages
    from ticket t where workspace_id = ${workspaceId}::bigint and person_handle = ${handle}`.execute(db)
  return rows[0]!
}

test('what a level of crisis changes holds for every message while a room is open at it, and calls people once', async () => {
  const workspace = await openWorkspace(CRISIS)
  const vera = await insertMember(db, {
    homeId: workspace.id,
    userId: 'vera',
    name: 'Vera Solano',
    email: 'vera@aeroandes.example',
    role: 'executive',
    locale: 'es',
  })
  const actor = { workspaceId: workspace.id, memberId: vera }
  await workspace.hear([...ordinary(0, DAY), word(DAY - 1, 'antes', 'Mi maleta')])
  await workspace.watchAt(DAY)
  assert.deepEqual((await ticketOf(workspace.id, 'antes')).labels, [])

  await workspace.hear(stormy(DAY, DAY + 10))
  await workspace.watchAt(DAY + 10)
  const [storm] = await listStorms(db, workspace.id)
  assert.deepEqual([storm!.level, storm!.spokesperson?.name], ['red', 'Vera Solano'], 'one person of the manual speaks')
  const entries = await listEntries(db, storm!.id)
  assert.deepEqual(
    entries.filter(({ kind }) => kind === 'task').map(({ text, by, state }) => ({ text, by, state })),
    [{ text: 'stop-scheduled', by: null, state: 'open' }],
  )

  await workspace.hear([word(DAY + 11, 'durante', 'Mi maleta'), word(DAY + 11, 'otra', '¿Hay wifi?')])
  assert.deepEqual(await ticketOf(workspace.id, 'durante'), { labels: ['rojo', 'primero'], approve: 'prensa', pages: 0 })
  assert.deepEqual((await ticketOf(workspace.id, 'otra')).labels, ['rojo'])
  const { rows: called } = await sql<{ callee: string }>`select callee from page where workspace_id = ${workspace.id}::bigint order by callee`.execute(db)
  assert.deepEqual(
    called.map(({ callee }) => callee),
    ['prensa', 'vera'],
    'called by the alarm, not by each message',
  )

  const inForce = await manuals.inForce(workspace.id)
  await directStorm(db, actor, { id: storm!.id, change: { level: 'amber' }, inForce, now: START.add({ minutes: DAY + 12 }) })
  await workspace.hear([...stormy(DAY + 12, DAY + 20), word(DAY + 13, 'bajado', 'Mi maleta')])
  await workspace.watchAt(DAY + 20)
  assert.deepEqual((await ticketOf(workspace.id, 'bajado')).labels, ['ámbar'])
  assert.equal((await listStorms(db, workspace.id))[0]!.level, 'amber', 'what a person set lower stays')

  await closeStorm(db, actor, { id: storm!.id, cause: 'La cinta de Lima', now: START.add({ minutes: DAY + 21 }) })
  await workspace.hear([word(DAY + 22, 'después', 'Mi maleta')])
  assert.deepEqual(await ticketOf(workspace.id, 'después'), { labels: [], approve: null, pages: 0 })
})
