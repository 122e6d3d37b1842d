import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import * as fc from 'fast-check'
import type { Json } from '../../src/domain/network-name.ts'
import { climb } from '../../src/networks/bluesky/climb.ts'
import { bluesky } from '../../src/networks/bluesky/index.ts'
import { NetworkFailure, type Line } from '../../src/networks/network.ts'
import { openSimulatedBluesky } from '../../src/rehearsal/bluesky/index.ts'
import type { SimulatedNetwork } from '../../src/rehearsal/simulated-network.ts'
import { connectTo, hear, hearText, withText } from './bluesky/support.ts'

describe('listening to Bluesky', () => {
  let world: SimulatedNetwork
  let line: Line

  before(async () => {
    world = await openSimulatedBluesky()
    const fields = await world.openAccount({ handle: 'aeroandes', name: 'Aeroandes' })
    await world.openPerson({ handle: 'caro', name: 'Carolina M.' })
    line = await connectTo(world, fields)
  })
  after(() => world.close())

  const mention = (text: string) => world.say({ who: 'caro', visibility: 'public', text: `@aeroandes ${text}` })

  test('a backlog of many pages comes whole, once, oldest first, through an outage', async () => {
    await mention('antes')
    const { cursor } = await hear(line, null, (all) => withText(all, 'antes') !== undefined)
    await world.fail('down')
    await assert.rejects(
      hear(line, cursor, () => false),
      (error) => error instanceof NetworkFailure && error.next.code === 'network-down',
    )
    const texts = Array.from({ length: 330 }, (_, index) => `atraso ${String(index).padStart(3, '0')}`)
    for (const text of texts) await mention(text)
    await world.heal()
    const { heard } = await hear(line, cursor, (all) => withText(all, 'atraso 329') !== undefined)
    assert.deepEqual(
      heard.map((item) => (item.kind === 'posted' ? item.text.replace('@aeroandes ', '') : item.kind)),
      texts,
    )
  })

  test('a person’s own date orders nothing and hides nothing', async () => {
    await world.say({ who: 'caro', visibility: 'public', text: '@aeroandes reloj loco', at: Temporal.Now.instant().subtract({ hours: 20_000 }) })
    assert.ok(await hearText(line, 'reloj loco'))
  })

  test('a block hides a person’s posts, which are not deleted for that', async () => {
    await mention('os voy a bloquear')
    const { cursor } = await hear(line, null, (all) => withText(all, 'os voy a bloquear') !== undefined)
    await world.fail('blocked', 'caro')
    const kinds = await listenFor(line, cursor, 30)
    await world.heal()
    assert.ok(!kinds.includes('deleted'))
  })

  test('while the chat service is ill, the public is heard', async () => {
    const elsewhere: Line = { ...line, account: { ...line.account, settings: { ...line.account.settings, chat: 'did:web:elsewhere.test' } } }
    await mention('sin chat también')
    assert.ok(await hearText(elsewhere, 'sin chat también'))
  })

  test('private messages said before the first listening are heard, and each once', async () => {
    await world.say({ who: 'caro', visibility: 'private', to: ['aeroandes'], text: 'mi número es 77' })
    const { cursor } = await hear(line, null, (all) => withText(all, 'mi número es 77') !== undefined)
    await world.say({ who: 'caro', visibility: 'private', to: ['aeroandes'], text: 'y mi vuelo el 78' })
    const { heard } = await hear(line, cursor, (all) => withText(all, 'el 78') !== undefined)
    assert.equal(withText(heard, 'es 77'), undefined)
  })

  test('a picture is heard with its address, type and words', async () => {
    const bytes = Buffer.from('R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==', 'base64')
    await world.say({
      who: 'caro',
      visibility: 'public',
      text: '@aeroandes así llegó',
      media: [{ name: 'maleta.gif', mime: 'image/gif', bytes, description: 'Maleta rota' }],
    })
    const [media] = (await hearText(line, 'así llegó')).media
    assert.equal(media?.mime, 'image/gif')
    assert.equal(media?.description, 'Maleta rota')
    const answer = await fetch(media?.url ?? '')
    assert.deepEqual(Buffer.from(await answer.arrayBuffer()), bytes)
  })
})

/** The kinds of what is heard in so many empty rounds. */
async function listenFor(line: Line, cursor: Json, rounds: number): Promise<string[]> {
  const kinds: string[] = []
  let left = rounds
  for await (const { items } of bluesky.listen({ ...line, signal: AbortSignal.timeout(20_000) }, cursor)) {
    kinds.push(...items.flatMap((raw) => bluesky.translate(raw, line.account)).map(({ kind }) => kind))
    if (items.length === 0 && --left === 0) return kinds
  }
  throw new Error('ended by itself')
}

test('climbing turns any list of pages into everything above the floor, once, oldest first', async () => {
  const times = fc.uniqueArray(fc.integer({ min: 0, max: 999 }), { maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(times, fc.integer({ min: 1, max: 9 }), fc.option(fc.integer({ min: 0, max: 999 })), async (all, size, floor) => {
      const pad = (time: number) => String(time).padStart(3, '0')
      const newestFirst = all.map(pad).sort().reverse()
      const read = async (cursor: string | undefined) => {
        const below = newestFirst.filter((at) => cursor === undefined || at < cursor)
        const entries = below.slice(0, size).map((at) => ({ at }))
        return { entries, cursor: below.length > size ? entries.at(-1)?.at : undefined }
      }
      const climbed: string[] = []
      for await (const { entries, cut } of climb(read, { floor: floor === null ? null : pad(floor) })) {
        climbed.push(...entries.map(({ at }) => at))
        assert.equal(cut, false)
      }
      const expected = newestFirst.filter((at) => floor === null || at >= pad(floor)).reverse()
      assert.deepEqual(climbed, expected)
    }),
  )
})

test('climbing stops where a whole page is known, which is all it takes between two polls', async () => {
  const pages: Record<string, string[]> = { top: ['9', '8'], a: ['7', '6'], b: ['5', '4'] }
  const asked: string[] = []
  const read = async (cursor = 'top') => {
    asked.push(cursor)
    return { entries: (pages[cursor] ?? []).map((at) => ({ at })), cursor: { top: 'a', a: 'b', b: 'c' }[cursor] }
  }
  const climbed: string[] = []
  for await (const { entries } of climb(read, { floor: '0', isKnown: ({ at }) => at < '8' })) climbed.push(...entries.map(({ at }) => at))
  assert.deepEqual(climbed, ['6', '7', '8', '9'])
  assert.deepEqual(asked, ['top', 'a'])
})
