import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { clocksOfTickets } from '../../src/pipeline/clocks-of-tickets.ts'
import { ingest } from '../../src/pipeline/ingest.ts'
import { leaveUnanswered } from '../../src/pipeline/leave-unanswered.ts'
import { queueReply } from '../../src/pipeline/queue-reply.ts'
import { upsertAccount } from '../../src/storage/account-writes.ts'
import { auditWorkspace } from '../../src/storage/audit.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import type { Json } from '../../src/domain/network-name.ts'
import { openRoad } from '../support/road-out.ts'
import { batchOfLines, post } from '../support/workspace.ts'

const road = await openRoad([])
const { context, db, workspaceId, memberId } = road
const accountId = await upsertAccount(db, {
  workspaceId,
  network: 'x',
  nativeId: '900',
  handle: 'aeroandes',
  name: 'Aeroandes',
  speaks: 'brand',
  state: 'connected',
})
await insertManualVersion(db, {
  workspaceId,
  memberId: null,
  note: null,
  text: `
manual: aeroandes
title: Manual de Aeroandes
language: es
brand: { name: Aeroandes, timeZone: America/Bogota, languages: [es], voice: { is: [claro] } }
accounts: { aeroandes: { network: x, handle: aeroandes, promise: mesa } }
promises: { mesa: { role: friend, firstAnswer: 30m, nextAnswer: 1h } }
`,
})

/** Minutes before now. */
const ago = (minutes: number) => Temporal.Now.instant().subtract({ minutes }).toString()
const take = (...items: Json[]) => ingest(context, batchOfLines({ id: workspaceId, accounts: { x: accountId, second: '', mail: '' } }, items, accountId))
let people = 0

function person() {
  const who = `clienta${(people += 1)}`
  return {
    says: (id: string, minutes: number, more: Record<string, Json> = {}) =>
      post(`${who}-${id}`, who, `@aeroandes mi maleta ${id}`, 0, { at: ago(minutes), ...more }),
    native: (id: string, minutes: number) =>
      post(`${who}-${id}`, 'aeroandes', 'La buscamos.', 0, {
        at: ago(minutes),
        author: { id: '900', handle: 'aeroandes', name: 'Aeroandes' },
        addressed: [],
        replyTo: `${who}-una`,
      }),
    onward: { replyTo: `${who}-una` },
    async ticket() {
      return db.selectFrom('ticket').select(['id', 'state', 'unanswered']).where('person_handle', '=', who).executeTakeFirstOrThrow()
    },
  }
}

async function reply(ticketId: string) {
  const said = { workspaceId, ticketId, memberId, accountId, visibility: 'public' as const, threadId: null, answers: null }
  await queueReply(context, { ...said, draft: crypto.randomUUID(), parts: ['La buscamos.'], media: [], resolve: false })
}

async function awaited(ticketId: string) {
  const clocks = (await clocksOfTickets(context, workspaceId, [ticketId])).get(ticketId) ?? []
  return clocks
    .filter(({ clock }) => !clock.end)
    .map(({ clock }) => [clock.kind, Math.round(Temporal.Now.instant().since(clock.runs[0]!.from).total('minutes'))])
}

async function violations() {
  let found = 0
  for await (const page of auditWorkspace(db, workspaceId)) found += page.violations.length
  return found
}

describe('words that are heard late', { concurrency: false }, () => {
  test('said before a reply that was written here, heard after it: they still wait, since they were said', async () => {
    const { says, ticket, onward } = person()
    await take(says('una', 50))
    const { id } = await ticket()
    await reply(id)
    assert.deepEqual([(await ticket()).unanswered, await awaited(id)], [0, []])
    await take(says('dos', 40, onward))
    assert.deepEqual([(await ticket()).state, (await ticket()).unanswered], ['open', 1])
    assert.deepEqual(await awaited(id), [['next-answer', 40]])
    assert.equal(await violations(), 0)
    await reply(id)
    assert.deepEqual([(await ticket()).unanswered, await awaited(id)], [0, []])
  })

  for (const order of ['una dos native', 'una native dos', 'native una dos', 'native dos una', 'dos una native'])
    test(`said before an answer on the network itself, told as ${order}: they stand answered`, async () => {
      const { says, native, ticket, onward } = person()
      const items: Record<string, Json> = { una: says('una', 50), dos: says('dos', 40, onward), native: native('suya', 30) }
      for (const name of order.split(' ')) await take(items[name]!)
      const { id, unanswered } = await ticket()
      assert.deepEqual([unanswered, await awaited(id)], [0, []])
      assert.equal(await violations(), 0)
    })
})

describe('words of whoever’s clock is ahead', { concurrency: false }, () => {
  test('stand answered by the reply that was written when they had come in', async () => {
    const { says, ticket } = person()
    await take(says('una', -4))
    const { id } = await ticket()
    await reply(id)
    assert.deepEqual([(await ticket()).unanswered, await awaited(id)], [0, []])
  })

  test('stay left by whoever left them', async () => {
    const { says, ticket } = person()
    await take(says('una', -4))
    const { id } = await ticket()
    await leaveUnanswered(db, { workspaceId, ticketId: id, memberId, reason: 'duplicate', now: Temporal.Now.instant() })
    assert.deepEqual(await awaited(id), [])
  })
})

test('after a reply of ours the next word is owed what is promised for the next answer', async () => {
  const { says, ticket, onward } = person()
  /** Minutes between the latest word and when its answer is due. */
  const promised = async () => {
    const { heard, last_message_at: said } = await db
      .selectFrom('ticket')
      .select(['heard', 'last_message_at'])
      .where('id', '=', (await ticket()).id)
      .executeTakeFirstOrThrow()
    return Math.round(Temporal.Instant.from(heard.promiseDueAt!).since(said).total('minutes'))
  }
  await take(says('una', 20))
  assert.equal(await promised(), 30)
  await reply((await ticket()).id)
  await take(says('dos', -1, onward))
  assert.equal(await promised(), 60)
})
