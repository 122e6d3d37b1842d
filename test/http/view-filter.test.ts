import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as hold, asyncProperty, constantFrom, oneof, option, record, string, subarray, type Arbitrary } from 'fast-check'
import { sql } from 'kysely'
import { NETWORK_NAMES } from '../../src/domain/network-name.ts'
import { TICKET_STATES } from '../../src/domain/ticket.ts'
import type { ViewFilter } from '../../src/domain/view-filter.ts'
import { insertStorm } from '../../src/storage/storms.ts'
import { countTickets, listTickets, type ListedTicket } from '../../src/storage/tickets.ts'
import { planFilter } from '../../src/storage/view-plan.ts'
import { openHouse } from '../support/house.ts'
import { post } from '../support/workspace.ts'

const house = await openHouse()
const { db, id } = house
const { agent, owner } = house.people
await house.hear(
  ...Array.from({ length: 24 }, (_, n) => post(`f${n}`, `user${n}`, n % 3 ? 'hola, mi maleta no llegó todavía' : 'hello, my bag did not arrive yet', n)),
)
const NASTY = [`'; drop table ticket; --`, `" or 1=1`, '{a,b}', '\\', '%', 'ñ', 'Equipaje']
const tickets = await db.selectFrom('ticket').select('id').orderBy('id').execute()
for (const [n, ticket] of tickets.entries())
  await db
    .updateTable('ticket')
    .set({
      state: TICKET_STATES[n % 5]!,
      labels: NASTY.filter((_, at) => (n >> (at % 4)) & 1),
      department: n % 4 ? NASTY[n % NASTY.length]! : null,
      assignee_id: [null, agent.id, owner.id][n % 3]!,
      visibility: n % 2 ? 'public' : 'private',
      ...(n % 6 === 0 ? { due_at: null, order_at: null } : {}),
    })
    .where('id', '=', ticket.id)
    .execute()
const stormId = await insertStorm(db, {
  workspaceId: id,
  title: 'Huelga',
  series: [],
  begunAt: Temporal.Now.instant(),
  lastAt: Temporal.Now.instant(),
  openedAt: Temporal.Now.instant(),
  openedBy: null,
})
await sql`
  insert into storm_ticket (ticket_id, storm_id, workspace_id, repeats)
  select id, ${stormId}::bigint, workspace_id, false from ticket where workspace_id = ${id}::bigint and number % 3 = 0`.execute(db)
const everything = (await listTickets(db, id, planFilter({ state: [...TICKET_STATES] }, agent.id), { limit: 200 })).items

const words = oneof(
  constantFrom(...NASTY),
  string({ unit: 'binary' }).map((text) => text.replaceAll('\u0000', '').replaceAll(/\p{Surrogate}/gu, '')),
)
const maybe = <T>(values: Arbitrary<T>) => option(values, { nil: undefined })
const filters: Arbitrary<ViewFilter> = record({
  state: maybe(subarray([...TICKET_STATES])),
  networks: maybe(subarray([...NETWORK_NAMES])),
  visibility: maybe(constantFrom('public', 'private')),
  assignee: maybe(constantFrom('me', 'nobody', owner.id, '123456789012345678')),
  department: maybe(words),
  labels: maybe(array(words, { maxLength: 3 })),
  languages: maybe(subarray(['es', 'en', 'it', `e's`])),
  storm: maybe(constantFrom('in', 'out')),
})

/** The same question, asked in JavaScript. */
function holds(filter: ViewFilter, ticket: ListedTicket): boolean {
  const assignee = filter.assignee === 'me' ? agent.id : filter.assignee === 'nobody' ? null : filter.assignee
  return [
    among(filter.state?.length ? filter.state : ['open'], ticket.state),
    among(filter.networks, ticket.network),
    !filter.visibility || filter.visibility === ticket.visibility,
    assignee === undefined || ticket.assigneeId === assignee,
    !filter.department || filter.department === ticket.department,
    (filter.labels ?? []).every((label) => ticket.labels.includes(label)),
    among(filter.languages, ticket.language),
    !filter.storm || (filter.storm === 'in') === (ticket.storm !== null),
  ].every(Boolean)
}

function among<T>(wanted: readonly T[] | undefined, value: T | null): boolean {
  return !wanted?.length || (value !== null && wanted.includes(value))
}

test('whatever a filter says, it finds exactly what it asks for, on pages of any size', async () => {
  assert.equal(everything.length, 24)
  await hold(
    asyncProperty(filters, constantFrom(1, 2, 7, 200), async (filter, limit) => {
      const plan = planFilter(filter, agent.id)
      const found: ListedTicket[] = []
      for (let after: string | null = ''; after !== null;) {
        const page = await listTickets(db, id, plan, { limit, ...(after === '' ? {} : { after }) })
        found.push(...page.items)
        after = page.next
      }
      const expected = everything.filter((ticket) => holds(filter, ticket))
      assert.deepEqual(found.map((ticket) => ticket.id).sort(), expected.map((ticket) => ticket.id).sort())
      assert.deepEqual(await countTickets(db, id, [plan]), [expected.length])
      const times = found.map((ticket) => (plan.order === 'need' ? (ticket.orderAt?.epochMilliseconds ?? Infinity) : -ticket.lastMessageAt.epochMilliseconds))
      assert.deepEqual(
        times,
        times.toSorted((a, b) => a - b),
        'in the order of the view',
      )
    }),
    { numRuns: 150 },
  )
})

test('what no column can hold is refused, not half done', async () => {
  const nul = await agent.browser.ask<{ code: string }>('POST', '/views', { name: 'x', filter: { department: 'a\u0000b' } })
  assert.deepEqual([nul.status, nul.body.code], [400, 'invalid'])
  const strange = await agent.browser.ask<{ code: string }>('POST', '/views', { name: 'x', filter: { where: '1=1' } })
  assert.equal(strange.status, 400)
  const far = await agent.browser.ask('GET', '/tickets/9223372036854775808')
  assert.equal(far.status, 400)
})

test('a view is as large as a person makes one, and a member keeps a hundred', async () => {
  const { supervisor } = house.people
  const save = (filter: object) => supervisor.browser.ask<{ code: string }>('POST', '/views', { name: 'Equipaje', filter })
  const word = 'x'.repeat(61)
  const many = Array.from({ length: 31 }, (_, n) => `${n}`)
  for (const filter of [
    { department: 'x'.repeat(81) },
    { labels: [word] },
    { languages: [word] },
    { labels: many },
    { languages: many },
    { networks: many.map(() => 'x') },
    { state: many.map(() => 'open') },
  ])
    assert.equal((await save(filter)).status, 400, JSON.stringify(filter))
  for (let n = 0; n < 100; n++) assert.equal((await save({ labels: many.slice(1) })).status, 200)
  const refused = await save({})
  assert.deepEqual([refused.status, refused.body.code], [409, 'too-many-views'])
  assert.equal((await agent.browser.ask('POST', '/views', { name: 'Mía', filter: {} })).status, 200, 'the hundred are one member’s')
  const { items } = await supervisor.browser.must<{ items: { id: string; builtIn: boolean }[] }>('GET', '/views')
  await supervisor.browser.must('DELETE', `/views/${items.find(({ builtIn }) => !builtIn)!.id}`)
  assert.equal((await save({})).status, 200)
})
