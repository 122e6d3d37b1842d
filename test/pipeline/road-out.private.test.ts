import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { array, assert as always, asyncProperty, boolean, constantFrom, nat, record } from 'fast-check'
import type { Visibility } from '../../src/domain/network-name.ts'
import { PlazaError } from '../../src/domain/plaza-error.ts'
import { retryReply } from '../../src/pipeline/retry-reply.ts'
import { settleReply } from '../../src/pipeline/settle-reply.ts'
import { undoReply } from '../../src/pipeline/undo-reply.ts'
import { openSimulatedBluesky } from '../../src/rehearsal/bluesky/index.ts'
import { openSimulatedMastodon } from '../../src/rehearsal/mastodon/index.ts'
import { openSimulatedX } from '../../src/rehearsal/x/index.ts'
import { openClockedRoad } from '../support/road-clock.ts'
import { openDesk } from '../support/road-desk.ts'
import { saidByUs } from '../support/road-out.ts'

const OPEN = {
  x: async () => {
    const world = await openSimulatedX({ rateScale: 10_000 })
    await world.openPerson({ handle: 'caro', name: 'Carolina M.' })
    world.openToDirect('caro', true)
    return world
  },
  mastodon: () => openSimulatedMastodon(),
  bluesky: () => openSimulatedBluesky(),
}

/** Six public words and six private ones, so that no run of chance leaves a kind out. */
const BOTH_KINDS = (['public', 'private'] as const).flatMap((visibility, answers) =>
  Array.from({ length: 6 }, () => ({ act: 'queue' as const, visibility, answers, byThread: false, parts: 0, of: 0 })),
)

const step = record({
  act: constantFrom('queue', 'queue', 'queue', 'retry', 'undo', 'settle', 'fail', 'heal', 'pass'),
  visibility: constantFrom<Visibility>('public', 'private'),
  /** Which of the messages of the ticket is named as the one answered; none, or one by its thread alone. */
  answers: nat(5),
  byThread: boolean(),
  parts: nat(2),
  of: nat(9),
})

for (const [name, open] of Object.entries(OPEN)) {
  const world = await open()
  const road = await openClockedRoad(world.hosts)
  const accountId = await road.connect(world)
  const { us, ask } = openDesk(road, world, accountId)
  after(() => world.close())

  test(`${name}: the answer to a public word may be the first private one, and the person’s answer to it comes to the same ticket`, async () => {
    const to = await ask({ who: 'caro' })
    await road.queue({ ...to, visibility: 'private', parts: ['mejor en privado'] })
    await road.pass({ seconds: 1 })
    assert.deepEqual(
      (await saidByUs(world)).map(({ text, visibility }) => [text.replace(/^@\S+ /, ''), visibility]),
      [['mejor en privado', 'private']],
    )
    assert.deepEqual(
      (await road.deliveries()).map(({ state }) => state),
      ['sent'],
    )
    const answer = await ask({ who: 'caro', visibility: 'private', text: 'mi localizador es ZX81' })
    assert.equal(answer.ticketId, to.ticketId)
    const threads = await road.db.selectFrom('message').select(['thread_id', 'direction']).where('visibility', '=', 'private').execute()
    assert.equal(new Set(threads.map((message) => message.thread_id)).size, 1, 'both lie in one private thread')
  })

  test(`${name}: a private word is refused an answer in public`, async () => {
    const to = await ask({ who: 'caro', visibility: 'private', text: 'esto es privado' })
    await assert.rejects(road.queue({ ...to, visibility: 'public', parts: ['a la vista de todos'] }), { kind: 'conflict', code: 'private-stays-private' })
    await assert.rejects(road.queue({ ...to, answers: null, visibility: 'public', parts: ['a la vista de todos'] }), { code: 'private-stays-private' })
  })

  test(`${name}: whatever is done in whatever order, nothing queued as private stands in public`, { timeout: 240_000 }, async () => {
    let written = 0
    await always(
      asyncProperty(array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const asked = [await ask({ who: 'caro' }), await ask({ who: 'caro', visibility: 'private', text: 'en privado' })]
        const ticketId = asked[0]!.ticketId
        const messages = await road.db
          .selectFrom('message')
          .select(['id', 'thread_id', 'visibility'])
          .where('ticket_id', '=', ticketId)
          .where('direction', '=', 'in')
          .execute()
        const secrets: string[] = []
        const queued: string[] = []
        for (const { act, visibility, answers, byThread, parts, of } of steps) {
          const named = messages[answers] ?? null
          const messageId = queued[of % Math.max(1, queued.length)] ?? '0'
          const texts = Array.from({ length: parts + 1 }, (_, part) => `${visibility === 'private' ? 'secreto' : 'abierto'} ${++written}-${part}`)
          const acts: Record<typeof act, () => Promise<unknown>> = {
            queue: async () => {
              const place = byThread ? { threadId: named?.thread_id ?? null, answers: null } : { threadId: null, answers: named?.id ?? null }
              queued.push(...(await road.queue({ ticketId, accountId, visibility, ...place, parts: texts })))
              if (visibility === 'private') secrets.push(...texts)
              else assert.notEqual(named?.visibility, 'private', 'a private word was answered in public')
            },
            retry: () => retryReply(road.context, { ...us, messageId }),
            undo: () => undoReply(road.context, { ...us, messageId }),
            settle: () => settleReply(road.context, { ...us, messageId, sent: answers % 2 === 0 }),
            fail: () => world.fail((['down', 'server-error', 'lose-answer', 'rate-limited'] as const)[of % 4]!, 'caro'),
            heal: () => world.heal(),
            pass: () => road.pass({ minutes: 3 }),
          }
          await acts[act]().catch((error: unknown) => {
            if (!(error instanceof PlazaError)) throw error
          })
        }
        await world.heal()
        await road.pass({ hours: 1 })
        const open = (await saidByUs(world, 'public')).map((said) => said.text)
        const leaked = secrets.filter((secret) => open.some((text) => text.includes(secret)))
        assert.deepEqual(leaked, [])
      }),
      { numRuns: 12, examples: [[BOTH_KINDS]] },
    )
    assert.ok((await saidByUs(world, 'private')).length > 5 && (await saidByUs(world, 'public')).length > 5, 'both kinds were truly said')
  })
}
