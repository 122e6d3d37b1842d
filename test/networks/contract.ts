import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Incoming, Posted } from '../../src/domain/incoming.ts'
import type { Json, Visibility } from '../../src/domain/network-name.ts'
import type { Outcome, Outgoing } from '../../src/domain/outgoing.ts'
import { NetworkFailure, type Line, type Network, type OfficialAccount } from '../../src/networks/network.ts'
import { openEgress } from '../../src/platform/egress.ts'
import { openLog } from '../../src/platform/log.ts'
import type { Fault, SimulatedNetwork } from '../../src/rehearsal/simulated-network.ts'

interface Options {
  /** Laid over the settings that `connect` answered: short poll intervals for tests. */
  settings?: Record<string, Json>
  /** Promises of the contract that this very server can't keep, with the reason; printed, never silent. */
  cannot?: Partial<Record<'edits' | 'deletes' | 'private' | 'native', string>>
}

/** What each fault must come to when a reply meets it. */
const OUTCOMES: Record<Exclude<Fault, 'lose-answer' | 'stream-cut'>, { kind: Outcome['kind']; codes: string[] }> = {
  down: { kind: 'try-later', codes: ['network-down'] },
  'server-error': { kind: 'try-later', codes: ['server-error', 'network-down'] },
  'rate-limited': { kind: 'try-later', codes: ['rate-limited'] },
  'token-expired': { kind: 'reconnect', codes: ['token-expired', 'access-revoked'] },
  'access-revoked': { kind: 'reconnect', codes: ['token-expired', 'access-revoked'] },
  'parent-deleted': { kind: 'refused', codes: ['parent-deleted'] },
  blocked: { kind: 'refused', codes: ['blocked', 'recipient-unknown', 'dm-closed'] },
}

/** The one suite that every network passes, against its rehearsal and, where one runs here, against the real server. */
export function contractSuite(network: Network, openWorld: () => Promise<SimulatedNetwork>, options: Options = {}): void {
  let world: SimulatedNetwork
  let fields: Record<string, string>
  let line: Line
  let us: OfficialAccount
  const ending = new AbortController()
  const visibility: Visibility = network.capabilities.speaks.includes('public') ? 'public' : 'private'

  before(async () => {
    world = await openWorld()
    fields = await world.openAccount({ handle: 'aeroandes', name: 'Aeroandes' })
    await world.openPerson({ handle: 'caro', name: 'Carolina M.' })
    line = await connected()
    us = line.account
  })
  after(async () => {
    ending.abort()
    await world.close()
  })

  async function connected(): Promise<Line> {
    const reach = { egress: openEgress({ allow: 'only', hosts: world.hosts }), log: openLog('silent'), signal: ending.signal }
    const found = await network.connect(fields, reach)
    const credentials = { ...found.credentials }
    return {
      ...reach,
      credentials,
      keep: async (renewed) => void Object.assign(credentials, renewed),
      account: {
        id: '1',
        network: network.name,
        nativeId: found.nativeId,
        handle: found.handle,
        name: found.name,
        settings: { ...found.settings, ...options.settings },
      },
    }
  }

  /** Listens from a cursor until `enough`; answers what was heard and the cursor behind it. */
  async function hear(cursor: Json | null, enough: (heard: Incoming[]) => boolean): Promise<{ heard: Incoming[]; cursor: Json }> {
    const stop = new AbortController()
    const overdue = setTimeout(() => stop.abort(), 30_000)
    const heard: Incoming[] = []
    let last = cursor
    for await (const batch of network.listen({ ...line, signal: stop.signal }, cursor)) {
      const items = JSON.parse(JSON.stringify(batch.items)) as Json[]
      heard.push(...items.flatMap((raw) => network.translate(raw, us)))
      last = JSON.parse(JSON.stringify(batch.cursor)) as Json
      if (enough(heard)) break
    }
    clearTimeout(overdue)
    stop.abort()
    assert.ok(enough(heard), `heard only ${JSON.stringify(heard.map((item) => [item.kind, item.nativeId]))}`)
    return { heard, cursor: last! }
  }

  const posted = (heard: Incoming[], text: string) => heard.find((item): item is Posted => item.kind === 'posted' && item.text.includes(text))

  async function theirWord(text: string, how: Visibility = visibility, cursor: Json | null = null): Promise<{ post: Posted; cursor: Json }> {
    await world.say({ who: 'caro', visibility: how, to: ['aeroandes'], text: how === 'public' ? `@${us.handle} ${text}` : text, subject: 'Vuelo' })
    const { heard, cursor: next } = await hear(cursor, (all) => posted(all, text) !== undefined)
    return { post: posted(heard, text)!, cursor: next }
  }

  function answer(post: Posted, text: string, how: Visibility = post.visibility): Outgoing {
    const key = randomUUID()
    return {
      key,
      visibility: how,
      text,
      media: [],
      chosenId: network.chooseId({ key, visibility: how }, us),
      since: Temporal.Now.instant().subtract({ seconds: 1 }),
      target: {
        visibility: how,
        nativeId: post.nativeId,
        threadId: post.threadId,
        ref: post.ref ?? null,
        to: post.author,
        ...(post.subject ? { subject: post.subject } : {}),
      },
    }
  }

  const ours = async (text: string) => (await world.said()).filter((said) => said.official && !said.deleted && said.text.includes(text))

  describe(`${network.name}: the contract of a network`, { concurrency: false, timeout: 240_000 }, () => {
    test('says what it can do, and where its limits were read', () => {
      assert.equal(network.capabilities.network, network.name)
      assert.ok(network.capabilities.limits.source.length > 0)
      assert.match(network.capabilities.limits.read, /^\d{4}-\d{2}-\d{2}$/)
      for (const how of network.capabilities.speaks) assert.ok(network.capabilities.limits[how], `${how} needs a length rule`)
      assert.ok(network.guide.steps.length > 0 && network.guide.fields.some((field) => field.secret))
    })

    test('refuses wrong credentials with a code the guide explains', async () => {
      const secret = network.guide.fields.find((field) => field.secret && fields[field.name])!.name
      const wrong = { ...fields, [secret]: 'wrong-wrong-wrong' }
      await assert.rejects(
        network.connect(wrong, line),
        (error) => error instanceof NetworkFailure && error.next.do === 'fix' && error.next.code === 'wrong-credentials',
      )
    })

    test('hears what is said to us, with its author and the network’s time', async () => {
      const { post } = await theirWord('dónde está mi maleta 🧳')
      assert.equal(post.visibility, visibility)
      assert.equal(post.author.name, 'Carolina M.')
      assert.match(post.author.handle, /^caro/)
      assert.ok(post.addressed.includes(us.nativeId))
      assert.ok(Math.abs(post.at.since(Temporal.Now.instant()).total('seconds')) < 120)
    })

    test('goes on from a cursor: nothing said while away is missed', async () => {
      const { cursor } = await theirWord('antes de la pausa')
      const texts = ['primera tras la pausa', 'segunda tras la pausa', 'tercera tras la pausa']
      for (const text of texts)
        await world.say({ who: 'caro', visibility, to: ['aeroandes'], text: visibility === 'public' ? `@${us.handle} ${text}` : text, subject: 'Vuelo' })
      const { heard } = await hear(cursor, (all) => texts.every((text) => posted(all, text)))
      assert.equal(posted(heard, 'antes de la pausa'), undefined, 'what stood before the cursor came again')
    })

    test('stops listening at once when asked', async () => {
      const stop = new AbortController()
      const started = Date.now()
      for await (const batch of network.listen({ ...line, signal: stop.signal }, null)) {
        assert.ok(batch.cursor !== undefined)
        stop.abort()
      }
      assert.ok(Date.now() - started < 25_000)
    })

    test('answers in the thread, once, and knows its own word when it hears it', async () => {
      const { post, cursor } = await theirWord('necesito ayuda con la reserva')
      const out = answer(post, 'Hola Carolina, lo miramos ahora mismo')
      const outcome = await network.send(line, out)
      assert.equal(outcome.kind, 'sent', JSON.stringify(outcome))
      if (outcome.kind !== 'sent') return
      if (out.chosenId) assert.equal(outcome.nativeId, out.chosenId)
      const said = await ours('lo miramos ahora mismo')
      assert.equal(said.length, 1)
      assert.equal(said[0]!.visibility, visibility)
      const { heard } = await hear(cursor, (all) => posted(all, 'lo miramos ahora mismo') !== undefined)
      const own = posted(heard, 'lo miramos ahora mismo')!
      assert.equal(own.nativeId, outcome.nativeId)
      assert.equal(own.author.nativeId, us.nativeId)
    })

    if (network.capabilities.speaks.includes('private') && visibility === 'public')
      test('a private word is heard as private, answered in private, and never goes public', async (t) => {
        if (options.cannot?.private) return t.diagnostic(`not here: ${options.cannot.private}`)
        const { post } = await theirWord('mi pasaporte es privado', 'private')
        assert.equal(post.visibility, 'private')
        const outcome = await network.send(line, answer(post, 'gracias, queda entre nosotros'))
        assert.equal(outcome.kind, 'sent', JSON.stringify(outcome))
        assert.deepEqual(
          (await ours('queda entre nosotros')).map((said) => said.visibility),
          ['private'],
        )
        const leak = { ...answer(post, 'esto no debe salir'), visibility: 'public' as const }
        assert.deepEqual(pick(await network.send(line, leak)), { kind: 'refused', code: 'visibility' })
        assert.deepEqual(await ours('esto no debe salir'), [])
      })

    test('refuses a text that is too long before or at the network', async () => {
      const { post } = await theirWord('y esto')
      const rule = network.capabilities.limits[visibility]!
      const outcome = await network.send(line, answer(post, 'ñ'.repeat(Math.min(rule.max + 1, 60_000_000))))
      assert.deepEqual(pick(outcome), { kind: 'refused', code: 'too-long' })
    })

    for (const [fault, expected] of Object.entries(OUTCOMES))
      test(`${fault} comes to ${expected.kind}`, async (t) => {
        if (!world.faults.includes(fault as Fault)) return t.diagnostic('this server can’t play it')
        const { post } = await theirWord(`una pregunta antes de ${fault}`)
        await world.fail(fault as Fault, 'caro')
        try {
          const outcome = await network.send(line, answer(post, `respuesta durante ${fault}`))
          assert.equal(outcome.kind, expected.kind, JSON.stringify(outcome))
          assert.ok('code' in outcome && expected.codes.includes(outcome.code), JSON.stringify(outcome))
          if (fault === 'rate-limited') assert.ok(outcome.kind === 'try-later' && outcome.at, 'the network said when')
        } finally {
          await world.heal()
        }
        assert.deepEqual(await ours(`respuesta durante ${fault}`), [])
        if (expected.kind === 'reconnect') line = await connected()
      })

    test('an answer that was lost on the way back is found, not sent again', async (t) => {
      if (!world.faults.includes('lose-answer')) return t.diagnostic('this server can’t play it')
      const { post } = await theirWord('última pregunta')
      const out = answer(post, 'respuesta cuyo acuse se pierde')
      await world.fail('lose-answer')
      const first = await network.send(line, out)
      await world.heal()
      assert.notEqual(first.kind, 'refused')
      const trace = await network.findSent(line, out)
      assert.equal(trace.kind, 'sent', JSON.stringify({ first, trace }))
      assert.equal((await ours('cuyo acuse se pierde')).length, 1)
      const never = answer(post, 'esto nunca salió')
      assert.notEqual((await network.findSent(line, never)).kind, 'sent')
    })

    test('a cut stream is taken up again without loss', async (t) => {
      if (!world.faults.includes('stream-cut')) return t.diagnostic('this server can’t play it')
      let cut = false
      const { heard } = await hear(null, (all) => {
        if (!cut) {
          cut = true
          void world.fail('stream-cut').then(() =>
            world.say({
              who: 'caro',
              visibility,
              to: ['aeroandes'],
              text: visibility === 'public' ? `@${us.handle} tras el corte` : 'tras el corte',
              subject: 'Vuelo',
            }),
          )
        }
        return posted(all, 'tras el corte') !== undefined
      })
      assert.ok(posted(heard, 'tras el corte'))
    })

    if (network.capabilities.edits)
      test('an edit is heard', async (t) => {
        if (options.cannot?.edits) return t.diagnostic(`not here: ${options.cannot.edits}`)
        const text = 'mi vuelo es el 77'
        const id = await world.say({ who: 'caro', visibility, to: ['aeroandes'], text: `@${us.handle} ${text}` })
        const { cursor } = await hear(null, (all) => posted(all, text) !== undefined)
        await world.edit(id, `@${us.handle} mi vuelo es el 78, perdón`)
        const { heard } = await hear(cursor, (all) => all.some((item) => 'text' in item && item.text.includes('78')))
        assert.ok(heard.some((item) => item.kind === 'edited' && item.text.includes('78')))
      })

    if (network.capabilities.deletes)
      test('a deletion is heard, and ours can be taken back', async (t) => {
        if (options.cannot?.deletes) return t.diagnostic(`not here: ${options.cannot.deletes}`)
        const text = 'borraré esto'
        const id = await world.say({ who: 'caro', visibility, to: ['aeroandes'], text: `@${us.handle} ${text}` })
        const { heard: first, cursor } = await hear(null, (all) => posted(all, text) !== undefined)
        const { nativeId } = posted(first, text)!
        const outcome = await network.send(line, answer(posted(first, text)!, 'esta respuesta se retira'))
        assert.equal(outcome.kind, 'sent')
        if (outcome.kind === 'sent') assert.equal((await network.remove(line, outcome.nativeId, outcome.ref ?? null)).kind, 'sent')
        assert.deepEqual(await ours('esta respuesta se retira'), [])
        await world.remove(id)
        await hear(cursor, (all) => all.some((item) => item.kind === 'deleted' && item.nativeId === nativeId))
      })

    test('what staff say on the network itself is heard as ours', async (t) => {
      if (options.cannot?.native) return t.diagnostic(`not here: ${options.cannot.native}`)
      const { post, cursor } = await theirWord('me responde alguien')
      await world.say({ who: 'aeroandes', visibility, text: 'Respondemos desde el móvil', replyTo: await idOf(post), to: ['caro'], subject: 'Re: Vuelo' })
      const { heard } = await hear(cursor, (all) => posted(all, 'desde el móvil') !== undefined)
      assert.equal(posted(heard, 'desde el móvil')!.author.nativeId, us.nativeId)
    })
  })

  /** The world's own id of a message that a connector heard. */
  async function idOf(post: Posted): Promise<string> {
    const all = await world.said()
    const said =
      all.find((candidate) => candidate.nativeId === post.nativeId) ??
      all.findLast((candidate) => post.text.includes(candidate.text) || candidate.text.includes(post.text))
    assert.ok(said, 'the world does not know this message')
    return said.nativeId
  }
}

function pick(outcome: Outcome): { kind: string; code?: string } {
  return 'code' in outcome ? { kind: outcome.kind, code: outcome.code } : { kind: outcome.kind }
}
