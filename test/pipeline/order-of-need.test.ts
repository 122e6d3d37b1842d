import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as hold, asyncProperty, constantFrom, integer, option, record, subarray, type Arbitrary } from 'fast-check'
import { takeNext as rule, type Candidate } from '../../src/domain/assignment.ts'
import { takeNext } from '../../src/pipeline/take-next.ts'
import { listAvailability, setDuty, updateAbilities } from '../../src/storage/availability.ts'
import { insertMember } from '../../src/storage/members.ts'
import { openTestDatabase } from '../support/database.ts'
import { makeWorkspace } from '../support/workspace.ts'

const { db } = await openTestDatabase()
const { id: workspaceId } = await makeWorkspace(db)
const { id: brandId } = await db.selectFrom('brand').select('id').where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow()
const NOW = Temporal.Instant.from('2026-11-20T15:00:00Z')
const at = (minutes: number) => NOW.add({ minutes })

const [ana, luis] = [await member('ana'), await member('luis')]
await db.insertInto('person').values({ id: '1', workspace_id: workspaceId, name: 'Carolina', first_seen_at: NOW.toString() }).execute()
for (const id of [ana, luis]) await setDuty(db, workspaceId, id, 'on')

function member(name: string): Promise<string> {
  return insertMember(db, { homeId: workspaceId, userId: name, name, email: `${name}@aeroandes.example`, locale: 'es', role: 'agent' })
}

const SHARED = {
  workspace_id: workspaceId,
  brand_id: brandId,
  person_id: '1',
  person_name: 'Carolina',
  person_handle: 'caro',
  network: 'x',
  visibility: 'public',
  state: 'open',
  snippet: '',
  need_reason: 'routine',
  need_why: '[]',
  heard: '{}',
  opened_at: NOW.toString(),
  last_message_at: NOW.toString(),
} as const

const WORDS = ['bags', 'desk', 'claims']
const abilities = record({ departments: subarray(WORDS), languages: subarray(['es', 'it', 'pt'], { minLength: 1 }), skills: subarray(WORDS) })
const ticket = record({
  department: option(constantFrom(...WORDS), { nil: null }),
  language: option(constantFrom('es', 'it', 'ja'), { nil: null }),
  labels: subarray(WORDS, { maxLength: 2 }),
  order: integer({ min: -3, max: 3 }),
  limit: integer({ min: -3, max: 3 }),
})
type Ticket = typeof ticket extends Arbitrary<infer T> ? T : never

test('the next ticket is always the one that the rule of assignment names: nothing that fits is passed over', async () => {
  await hold(
    asyncProperty(abilities, abilities, array(ticket, { maxLength: 12 }), async (anas, luises, tickets) => {
      await updateAbilities(db, ana, { ...anas, capacity: 500 })
      await updateAbilities(db, luis, { ...luises, capacity: 500 })
      const waiting = await put(tickets)
      for (let left = waiting; ;) {
        const known = await listAvailability(db, workspaceId)
        const skills = new Set(known.flatMap(({ skills: of }) => of))
        const me = known.find(({ memberId }) => memberId === ana)!
        const named = rule(
          candidate(me, left),
          left.map(({ labels, ...one }) => ({ ...one, skills: labels.filter((label) => skills.has(label)) })),
          NOW,
        )
        const taken = await takeNext(db, { workspaceId, memberId: ana, now: NOW })
        assert.equal(taken, named.ticketId)
        if (taken === null) return
        left = left.filter(({ id }) => id !== taken)
      }
    }),
    { numRuns: 100, endOnFailure: true },
  )
})

function candidate(me: Awaited<ReturnType<typeof listAvailability>>[number], left: { departmentId: string | null }[]): Candidate {
  const everywhere = left.flatMap(({ departmentId }) => departmentId ?? [])
  return {
    id: ana,
    onDuty: true,
    departmentIds: me.departments.length > 0 ? me.departments : everywhere,
    languages: me.languages,
    skills: me.skills,
    open: me.open,
    capacity: me.capacity,
    knewPersonAt: null,
    idleSince: NOW,
  }
}

let numbers = 0

/** Nothing but these tickets waits. */
async function put(tickets: readonly Ticket[]) {
  await db.updateTable('ticket').set({ state: 'resolved' }).execute()
  const rows = tickets.map((one) => ({ ...one, number: ++numbers, id: String(1_000 + numbers) }))
  const values = rows.map(({ order, limit, ...row }) => ({ ...SHARED, ...row, order_at: at(order).toString(), due_at: at(limit).toString() }))
  if (values.length > 0) await db.insertInto('ticket').values(values).execute()
  return rows.map(({ department, order, limit, ...row }) => ({ ...row, departmentId: department, orderAt: at(order), limitAt: at(limit) }))
}
