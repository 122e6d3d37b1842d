import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { tellClosed } from '../../src/pipeline/tell-closed.ts'
import { auditWorkspace } from '../../src/storage/audit.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { openSimulatedMastodon } from '../../src/rehearsal/mastodon/index.ts'
import { openClockedRoad } from '../support/road-clock.ts'
import { openDesk } from '../support/road-desk.ts'

const world = await openSimulatedMastodon()
const road = await openClockedRoad(world.hosts)
const accountId = await road.connect(world)
const { ask, ours, ticket } = openDesk(road, world, accountId)
const { context, db, workspaceId } = road
after(() => world.close())

/** Open for one hour a day, and never now. */
function closedNow(): string {
  const hour = (Temporal.Now.zonedDateTimeISO('UTC').hour + 6) % 24
  const clock = (at: number) => `${String(at).padStart(2, '0')}:00`
  return `${clock(hour)}-${hour === 23 ? '24:00' : clock(hour + 1)}`
}

test('a notice leaves once by the ordinary road, is heard again, and still nobody is answered', async () => {
  const { handle } = await db.selectFrom('account').select('handle').where('id', '=', accountId).executeTakeFirstOrThrow()
  const text = `
manual: aeroandes
title: Manual de Aeroandes
language: es
brand: { name: Aeroandes, timeZone: UTC, languages: [es], voice: { is: [claro] } }
accounts: { aeroandes: { network: mastodon, handle: '${handle}', promise: mesa } }
promises: { mesa: { role: service-desk, calendar: poco, firstAnswer: 30m } }
calendars: { poco: { hours: { 'mon-sun': '${closedNow()}' } } }
`
  await insertManualVersion(db, { workspaceId, memberId: null, text, note: null })
  const { ticketId, answers } = await ask({ text: 'mi maleta no aparece por ningún lado' })
  const told = { workspaceId, messageIds: [answers!] }
  await Promise.all([tellClosed(context, told), tellClosed(context, told)])
  await road.pass({ seconds: 1 })
  assert.equal((await ours('fuera de horario')).length, 1)
  // What we say there is heard like everything else: as the notice that it is.
  const another = await ask({ who: 'otra', text: '¿hay alguien?' })
  assert.notEqual(another.ticketId, ticketId)
  assert.deepEqual(
    (await road.deliveries()).map(({ state }) => state),
    ['sent'],
  )
  assert.deepEqual(await ticket(ticketId), { state: 'open', unanswered: 1, sending: null })
  const said = await db.selectFrom('message').select(['origin', 'automatic']).where('ticket_id', '=', ticketId).where('direction', '=', 'out').execute()
  assert.deepEqual(said, [{ origin: 'plaza', automatic: 'auto-reply' }])
  for await (const { violations } of auditWorkspace(db, workspaceId)) assert.deepEqual(violations, [])
})
