import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { giveOutWork } from '../../src/pipeline/give-out-work.ts'
import { resolve } from '../../src/pipeline/resolve.ts'
import { takeNext } from '../../src/pipeline/take-next.ts'
import { setAssignmentWay } from '../../src/storage/assignment-ways.ts'
import { setDuty, updateAbilities } from '../../src/storage/availability.ts'
import { insertMember } from '../../src/storage/members.ts'
import { listStorms } from '../../src/storage/storms.ts'
import { closeStorm, seeStorm } from '../../src/watch/storm-room.ts'
import { DAY, openStormWorld, ordinary, START, stormy, word, type StormWorkspace } from '../support/storm.ts'

const { db, openWorkspace } = await openStormWorld()
const at = (minute: number) => START.add({ seconds: Math.round(minute * 60) })

/** A desk of one, who has all hands free, after an ordinary day that left nothing. */
async function openDesk(): Promise<StormWorkspace & { memberId: string }> {
  const workspace = await openWorkspace()
  const memberId = await insertMember(db, {
    homeId: workspace.id,
    userId: `ana${workspace.id}`,
    name: 'Ana',
    email: 'ana@aeroandes.example',
    role: 'agent',
    locale: 'es',
  })
  await updateAbilities(db, memberId, { capacity: 100, departments: undefined, languages: undefined, skills: undefined })
  await setDuty(db, workspace.id, memberId, 'on')
  await workspace.hear(ordinary(0, DAY))
  await workspace.watchAt(DAY)
  await db.updateTable('ticket').set({ state: 'resolved', order_at: null, due_at: null }).where('workspace_id', '=', workspace.id).execute()
  return { ...workspace, memberId }
}

const STORM_MINUTES = 120
const MINUTES_EACH = 2.5
const WATCHED_EACH = 10

/**
 * Two hours of twenty times the usual and four more, while one person answers twice as many as come on ordinary days. Answers what share of their limit
 * nine of ten of the others waited at most; `balanced` false empties the storm's queue whenever the watch has filled it.
 */
async function othersWait({ balanced }: { balanced: boolean }): Promise<number> {
  const desk = await openDesk()
  const waited = new Map<string, number>()
  for (let minute = 0; minute < 6 * 60; minute += MINUTES_EACH) {
    if (minute % WATCHED_EACH === 0) {
      const isStormy = minute < STORM_MINUTES
      await desk.hear([...ordinary(DAY + minute, DAY + minute + WATCHED_EACH), ...(isStormy ? stormy(DAY + minute, DAY + minute + WATCHED_EACH) : [])])
      await desk.watchAt(DAY + minute + WATCHED_EACH)
      if (!balanced) await sql`delete from storm_ticket`.execute(db)
    }
    const now = at(DAY + minute + WATCHED_EACH)
    const ticketId = await takeNext(db, { workspaceId: desk.id, memberId: desk.memberId, now })
    if (ticketId === null) continue
    const share = await shareOfLimit(ticketId, now)
    if (share !== null) waited.set(ticketId, share)
    await resolve(db, { workspaceId: desk.id, ticketId, memberId: desk.memberId, now })
  }
  for (const ticketId of await stillWaiting(desk.id)) waited.set(ticketId, (await shareOfLimit(ticketId, at(DAY + 6 * 60)))!)
  const shares = [...waited.values()].toSorted((one, other) => one - other)
  return shares[Math.floor(shares.length * 0.9)]!
}

/** How much of the limit of their need somebody has waited, who wrote while the storm lasted and is not of it; null for all others. */
async function shareOfLimit(ticketId: string, now: Temporal.Instant): Promise<number | null> {
  const { rows } = await sql<{ share: number | null }>`
    select extract(epoch from ${now.toString()}::timestamptz - unanswered_since)::float8 / extract(epoch from due_at - unanswered_since)::float8 as share
    from ticket where id = ${ticketId}::bigint and person_handle like 'vecino%' and unanswered_since < ${at(DAY + STORM_MINUTES).toString()}::timestamptz`.execute(
    db,
  )
  return rows[0]?.share ?? null
}

async function stillWaiting(workspaceId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id::text from ticket where workspace_id = ${workspaceId}::bigint and state = 'open' and person_handle like 'vecino%'
      and unanswered_since < ${at(DAY + STORM_MINUTES).toString()}::timestamptz`.execute(db)
  return rows.map(({ id }) => id)
}

test('in a storm of twenty times the usual nine of ten of everybody else are answered within their limits; without its queue they are not', async () => {
  assert.ok((await othersWait({ balanced: true })) <= 1)
  assert.ok((await othersWait({ balanced: false })) > 1)
})

test('danger comes first, then whoever is not of the storm and waits too long, then new complainants, who only repeat others last; closed, it is need again', async () => {
  const desk = await openDesk()
  const early = [word(DAY - 200, 'vecina-vieja', 'Gracias por la ayuda'), word(DAY + 1, 'vecina-nueva', '¿Hay wifi a bordo?')]
  const danger = word(DAY + 9, 'grave', 'URGENTE: perdieron mi equipaje con la insulina de mi hija y está grave, necesitamos ayuda médica ya mismo')
  await desk.hear([...early, ...stormy(DAY, DAY + 10), danger])
  await desk.watchAt(DAY + 10)
  const taken: string[] = []
  const take = async () => {
    const ticketId = await takeNext(db, { workspaceId: desk.id, memberId: desk.memberId, now: at(DAY + 10) })
    if (ticketId === null) return null
    const { person_handle: handle } = await db.selectFrom('ticket').select('person_handle').where('id', '=', ticketId).executeTakeFirstOrThrow()
    taken.push(handle)
    return handle
  }
  while ((await take()) !== null);
  assert.deepEqual(taken.slice(0, 2), ['grave', 'vecina-vieja'])
  const repeats = taken.map((handle) => Number(/-(\d+)$/.exec(handle)?.[1] ?? 0) % 2 === 1)
  assert.equal(repeats.filter(Boolean).length, 20)
  assert.ok(repeats.slice(-20).every(Boolean), `repeaters are last: ${taken.join(' ')}`)
  assert.ok(taken.includes('vecina-nueva'))
})

test('what Plaza gives out by itself goes the same way', async () => {
  const desk = await openDesk()
  await setAssignmentWay(db, desk.id, { department: null, way: 'push' })
  await updateAbilities(db, desk.memberId, { capacity: 1, departments: undefined, languages: undefined, skills: undefined })
  await desk.hear([word(DAY - 200, 'vecina-vieja', 'Gracias por la ayuda'), ...stormy(DAY, DAY + 10)])
  await desk.watchAt(DAY + 10)
  await giveOutWork(db, desk.id, at(DAY + 10))
  const given = await db.selectFrom('ticket').select('person_handle').where('assignee_id', '=', desk.memberId).execute()
  assert.deepEqual(given, [{ person_handle: 'vecina-vieja' }])
})

test('a room counts what is said of the storm alone; closed, it has no queue any more', async () => {
  const desk = await openDesk()
  await desk.hear([...ordinary(DAY, DAY + 30), ...stormy(DAY, DAY + 30)])
  await desk.watchAt(DAY + 30)
  const [storm] = await listStorms(db, desk.id)
  const { report } = await seeStorm(db, desk.id, storm!.id, at(DAY + 30))
  assert.equal(report.messages, 120, 'what everybody else says is not of the storm')
  const queued = async () => (await sql`select from storm_ticket where workspace_id = ${desk.id}::bigint`.execute(db)).rows.length
  assert.equal(await queued(), 120)
  await closeStorm(db, { workspaceId: desk.id, memberId: desk.memberId }, { id: storm!.id, cause: 'La cinta de Lima', now: at(DAY + 31) })
  await desk.watchAt(DAY + 32)
  assert.equal(await queued(), 0)
})
