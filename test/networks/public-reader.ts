import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { NetworkFailure, type Line, type Network, type PublicAccount, type PublicPage, type PublicPost, type PublicReader } from '../../src/networks/network.ts'
import { openEgress } from '../../src/platform/egress.ts'
import { openLog } from '../../src/platform/log.ts'
import type { SimulatedNetwork } from '../../src/rehearsal/simulated-network.ts'

interface Options {
  /** What the server needs until all that was said is found. */
  settle?: (world: SimulatedNetwork) => Promise<void>
  /** What this server does less than its network elsewhere; the suite holds it to that, so the day it does more is noticed. */
  less?: { readonly bio?: boolean; readonly age?: boolean; readonly words?: boolean; readonly accounts?: boolean }
}

/** The one suite that every reader of others passes, against the rehearsal and, where one runs here, against the real server. */
export function publicReaderSuite(network: Network, openWorld: () => Promise<SimulatedNetwork>, { settle, less = {} }: Options = {}): void {
  const reader = network.publicReader as PublicReader
  const ending = new AbortController()
  let world: SimulatedNetwork
  let line: Line
  let peer: PublicAccount
  const since = Temporal.Now.instant().subtract({ hours: 24 })

  before(async () => {
    world = await openWorld()
    const fields = await world.openAccount({ handle: 'aeroandes', name: 'Aeroandes' })
    await world.openPerson({ handle: 'caribeair', name: 'CaribeAir', bio: 'Volamos el Caribe.' })
    for (const [handle, name] of [
      ['caro', 'Carolina M.'],
      ['tomas', 'Tomás R.'],
    ] as const)
      await world.openPerson({ handle, name })
    const reach = { egress: openEgress({ allow: 'only', hosts: world.hosts }), log: openLog('silent'), signal: ending.signal }
    const found = await network.connect(fields, reach)
    const credentials = { ...found.credentials }
    line = { ...reach, credentials, keep: async (renewed) => void Object.assign(credentials, renewed), account: { id: '1', network: network.name, ...found } }
    peer = (await reader.find(line, await handleOf('caribeair')))!
    const named = await handleOf('caribeair', peer.handle)
    const asked = await world.say({ who: 'caro', visibility: 'public', text: `@${named} ¿dónde está mi maleta?` })
    await world.say({ who: 'tomas', visibility: 'public', text: `@${named} gracias por todo` })
    await world.say({ who: 'tomas', visibility: 'public', text: 'hoy vuelo con caribeair' })
    await world.say({ who: 'caribeair', visibility: 'public', text: 'ya la buscamos', replyTo: asked })
    await world.say({ who: 'caribeair', visibility: 'public', text: 'buen viaje a todos' })
    await settle?.(world)
  })
  after(async () => {
    ending.abort()
    await world.close()
  })

  const handleOf = async (name: string, known?: string) => known?.split('@')[0] ?? (network.name === 'bluesky' ? `${name}.test` : name)

  async function readAll(list: 'named' | 'answers', most = 100): Promise<{ posts: PublicPost[]; pages: PublicPage[] }> {
    const pages: PublicPage[] = []
    do pages.push(await reader.read(line, { of: peer, list, since, cursor: pages.at(-1)?.cursor ?? null, most }))
    while (pages.at(-1)!.cursor !== null && pages.length < 20)
    return { posts: pages.flatMap(({ posts }) => posts), pages }
  }

  test('an account is found by its handle, with a name and an id that stay; who is not there is nobody', async () => {
    assert.equal(peer.name, 'CaribeAir')
    assert.deepEqual(await reader.find(line, peer.handle), peer)
    assert.equal(await reader.find(line, await handleOf('nobodyhere')), null)
    if (reader.findById) assert.deepEqual([await reader.findById(line, peer.nativeId), await reader.findById(line, '404')], [peer, null])
    assert.equal(await reader.find(line, 'not a handle!'), null)
  })

  test('it shows its bio and the day since when it is there, as far as the server tells', async () => {
    assert.equal(peer.bio, less.bio ? null : 'Volamos el Caribe.')
    assert.match(String(peer.createdOn), less.age ? /^null$/ : /^\d{4}-\d\d-\d\d$/)
  })

  if (reader.search)
    test('accounts are found by words of their name or handle', async () => {
      const found = await reader.search!(line, 'caribe', 5)
      assert.deepEqual(
        found.map(({ nativeId, bio }) => [nativeId, bio]),
        less.accounts ? [] : [[peer.nativeId, peer.bio]],
      )
      assert.deepEqual(await reader.search!(line, 'nobody is called that', 5), [])
    })

  test('what names it is read with who wrote it; what only says its name is not, nor what it says itself', async () => {
    const { posts } = await readAll('named')
    assert.deepEqual(posts.map(({ text }) => /maleta|gracias/.exec(text)?.[0]).toSorted(), less.words ? [] : ['gracias', 'maleta'])
    assert.equal(new Set(posts.map(({ person }) => person)).size, posts.length)
    for (const { at } of posts) assert.ok(Math.abs(at.since(Temporal.Now.instant()).total('minutes')) < 10)
  })

  test('what it answers is read with whom: the same person who asked; its other words are not', async () => {
    const [{ posts: answers }, { posts: named }] = [await readAll('answers'), await readAll('named')]
    assert.deepEqual(answers.map(({ text }) => /buscamos|viaje/.exec(text)?.[0]), ['buscamos']) // prettier-ignore
    if (!less.words) assert.equal(answers[0]!.person, named.find(({ text }) => text.includes('maleta'))!.person)
  })

  test('pages lead to the end, each post once, and are billed as they were handed over', async () => {
    const least = network.name === 'x' ? 10 : 1
    const { posts, pages } = await readAll('answers', least)
    assert.equal(new Set(posts.map(({ nativeId }) => nativeId)).size, posts.length)
    // What costs nothing may come in more than was asked for.
    assert.ok(reader.postPrice === null || pages.every(({ read }) => read <= least))
    assert.ok(pages.reduce((sum, { read }) => sum + read, 0) >= posts.length && posts.length === 1)
  })

  test('a server that does not answer is a failure to come back from', async () => {
    await world.fail('down')
    await assert.rejects(readAll('answers'), (error: unknown) => error instanceof NetworkFailure && error.next.do === 'try-later')
    await world.heal()
    assert.equal((await readAll('answers')).posts.length, 1)
  })
}
