import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { may, ROLES, type Ability } from '../../src/domain/permission.ts'
import { splitAt, type Route } from '../../src/http/route.ts'
import { ROUTES } from '../../src/http/routes.ts'
import { Browser, type Answer } from '../support/http.ts'
import { openHouse, openStranger } from '../support/house.ts'
import { post } from '../support/workspace.ts'

// Every route of the table is walked by everybody. A new route is walked without being named here: what it takes is made from
// its schemas, and whatever `:id` it has is tried with the ids of everything that belongs to another house.

const house = await openHouse()
const stranger = await openStranger(house)
await house.hear(post('w1', 'rosa', '@aeroandes ¿dónde está mi maleta?', 1))
const visitor = new Browser(house.base)
const theirs = await everyId(house.id)

/** The least that a schema takes, so that a refusal is about who asks and not about what they send. */
function least(schema: z.ZodType): unknown {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape
  return sample(json)
}

interface Shape {
  type?: string
  enum?: unknown[]
  const?: unknown
  oneOf?: Shape[]
  anyOf?: Shape[]
  format?: string
  pattern?: string
  minLength?: number
  minItems?: number
  minimum?: number
  properties?: Record<string, Shape>
  required?: string[]
  items?: Shape
}

function sample(shape: Shape): unknown {
  const [only] = shape.enum ?? ('const' in shape ? [shape.const] : [])
  if (only !== undefined) return only
  const ways = shape.anyOf ?? shape.oneOf
  return ways ? sample(ways.at(-1)!) : SAMPLES[shape.type ?? 'string']!(shape)
}

const number = ({ minimum = 0 }: Shape) => Math.max(minimum, 0)

const SAMPLES: Record<string, (shape: Shape) => unknown> = {
  object: ({ required = [], properties }) => Object.fromEntries(required.map((name) => [name, sample(properties![name]!)])),
  array: ({ minItems = 0, items }) => Array.from({ length: minItems }, () => sample(items!)),
  boolean: () => true,
  number,
  integer: number,
  null: () => null,
  string: text,
}

const FORMATS: Record<string, string> = { email: 'walker@aeroandes.example', uuid: '5bd2a3f0-6a3c-4b2e-9f1e-1f2f3a4b5c6d', 'date-time': '2027-01-01T00:00:00Z' }

function text({ format, pattern, minLength = 1 }: Shape): string {
  if (format && FORMATS[format]) return FORMATS[format]
  return (pattern?.includes(String.raw`\d`) ? '1' : 'x').repeat(Math.max(minLength, 1))
}

const NO_SUCH_ID = '4611686018'

function ask(browser: Browser, route: Route, id: string, headers: Record<string, string> = {}): Promise<Answer<{ code?: string }>> {
  const [method, path] = splitAt(route.at)
  const query = route.query ? `?${new URLSearchParams(least(route.query) as Record<string, string>)}` : ''
  const url = path.replace(':id', id).replace(':n', '0').replace(':token', 'x'.repeat(43)) + query
  return browser.ask(method, url, route.body ? least(route.body) : undefined, headers)
}

/** Passing the door is enough: what is not there, or not ready, is found out behind it. */
function passed({ status, body }: Answer<{ code?: string }>): boolean {
  return status !== 401 && !(status === 403 && body.code === 'not-allowed')
}

/** A stream never ends by itself, so of it only the head is read. */
const isStream = (route: Route) => route.at === 'GET /live'
const guarded = ROUTES.filter((route) => route.may !== 'anyone')
const tried = (route: Route) => (isStream(route) ? [] : [route])

test('the walk knows the whole table', () => {
  assert.ok(guarded.length > 50)
  assert.equal(new Set(ROUTES.map(({ at }) => at)).size, ROUTES.length)
  assert.equal(new Set(ROUTES.map(({ name }) => name)).size, ROUTES.length, 'each has a name of its own')
})

for (const route of guarded)
  test(`${route.at}: nobody is asked to sign in, and forged keys are nobody`, async () => {
    assert.equal((await ask(visitor, route, NO_SUCH_ID)).status, 401)
    assert.equal((await ask(visitor, route, NO_SUCH_ID, { authorization: `Bearer plz_${'a'.repeat(43)}` })).status, 401)
    assert.equal((await ask(visitor, route, NO_SUCH_ID, { cookie: `plaza.session_token=${'a'.repeat(32)}.${'b'.repeat(43)}%3D` })).status, 401)
  })

for (const route of guarded.flatMap(tried))
  for (const role of ROLES)
    test(`${route.at} as ${role}`, async () => {
      const answer = await ask(house.people[role].browser, route, NO_SUCH_ID)
      const allowed = route.may === 'member' || may(role, route.may as Ability)
      assert.equal(passed(answer), allowed, `${answer.status} ${JSON.stringify(answer.body)}`)
      assert.ok(answer.status < 500, `${answer.status} ${JSON.stringify(answer.body)}`)
      assert.equal(answer.headers.get('cache-control'), 'no-store')
    })

test('an API key passes the doors of its scopes and no other, and never those of members', async () => {
  const abilities = [...new Set(guarded.map(({ may }) => may))].filter((door): door is Ability => door !== 'member' && door !== 'anyone')
  for (const scope of abilities) {
    const { key } = await house.people.owner.browser.must<{ key: string }>('POST', '/api-keys', { name: scope, scopes: [scope] })
    for (const route of guarded.flatMap(tried)) {
      const answer = await ask(visitor, route, NO_SUCH_ID, { authorization: `Bearer ${key}` })
      assert.equal(passed(answer), route.may === scope, `${route.at} with a key for ${scope}: ${answer.status}`)
    }
  }
})

for (const route of guarded.filter(({ at }) => at.includes(':id')))
  test(`${route.at}: what belongs to another house is not there`, async () => {
    assert.ok(theirs.length > 5)
    for (const id of theirs) {
      const answer = await ask(stranger.browser, route, id)
      assert.equal(answer.status, 404, `${id}: ${answer.status} ${JSON.stringify(answer.body)}`)
    }
  })

test('after all of this the house stands as it stood', async () => {
  const ticket = await house.db.selectFrom('ticket').select(['state', 'assignee_id', 'labels']).where('workspace_id', '=', house.id).executeTakeFirstOrThrow()
  assert.deepEqual(ticket, { state: 'open', assignee_id: null, labels: [] })
  assert.equal((await house.db.selectFrom('account').select('state').where('id', '=', house.accountId).executeTakeFirstOrThrow()).state, 'connected')
  assert.equal((await house.db.selectFrom('member').select('id').where('workspace_id', '=', house.id).where('active', '=', true).execute()).length, 5)
})

/** The ids of all that can be pointed at in a workspace, of whatever kind. */
async function everyId(workspaceId: string): Promise<string[]> {
  await house.people.owner.browser.must('POST', '/views', { name: 'Suya', filter: {}, shared: true })
  await house.people.owner.browser.must('POST', '/api-keys', { name: 'Suya', scopes: ['ticket.read'] })
  await house.people.owner.browser.must('POST', '/invitations', { email: 'later@aeroandes.example', role: 'agent' })
  await house.hear({ kind: 'unreadable' })
  const tables = [
    'ticket',
    'message',
    'account',
    'person',
    'identity',
    'thread',
    'member',
    'saved_view',
    'api_key',
    'invitation',
    'quarantine',
    'event',
  ] as const
  const ids = await Promise.all(tables.map((table) => house.db.selectFrom(table).select('id').where('workspace_id', '=', workspaceId).execute()))
  for (const [n, table] of tables.entries()) assert.ok(ids[n]!.length > 0, `no ${table} to try`)
  return ids.flat().map(({ id }) => id)
}
