import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Said, SimulatedNetwork } from '../simulated-network.ts'
import { Faults, FAULTS } from './faults.ts'
import { allSaid, saidPrivately, saidPublicly } from './said.ts'
import { CHAT_SERVICE, serve } from './server.ts'
import { speak } from './speak.ts'
import { Tokens, type TokenRules } from './tokens.ts'
import { World } from './world.ts'

/** The lifetimes that Bluesky's own servers give. */
const REAL_LIFETIMES: TokenRules = { accessSeconds: 7_200, graceSeconds: 7_200 }

/** Bluesky in this process, light enough to rehearse on: the calls our connector makes, each checked against the network's lexicons. */
export async function openSimulatedBluesky(rules: Partial<TokenRules> = {}): Promise<SimulatedNetwork> {
  const world = new World()
  const faults = new Faults(world)
  const server = serve({ world, faults, tokens: new Tokens({ ...REAL_LIFETIMES, ...rules }) })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const host = `127.0.0.1:${address.port}`
  return {
    name: 'bluesky',
    origin: `http://${host}`,
    hosts: [host],
    async openAccount(profile) {
      const password = appPassword()
      const { handle } = world.addActor(profile, password)
      return { identifier: handle, password, server: `http://${host}`, chat: CHAT_SERVICE }
    },
    openPerson: async (profile) => void world.addActor(profile, null),
    say: async (post) => speak(world, post),
    edit: async () => Promise.reject(new Error('a post on Bluesky is never edited')),
    remove: async (nativeId) => remove(world, nativeId),
    said: async () => allSaid(world),
    onReply: (listener) => follow(world, listener),
    faults: FAULTS,
    fail: async (fault, handle) => faults.fail(fault, handle),
    heal: async () => faults.heal(),
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** In the shape of a real one: four groups of four. */
function appPassword(): string {
  return (randomBytes(8).toString('hex').match(/.{4}/g) ?? []).join('-')
}

function remove(world: World, nativeId: string): void {
  const post = world.standing(nativeId)
  if (!post) throw new Error(`nothing to take back: ${nativeId}`)
  post.deleted = true
}

function follow(world: World, listener: (said: Said) => void): () => void {
  const tell = (said: Said) => void (said.official && listener(said))
  const onPost = (post: Parameters<typeof saidPublicly>[1]) => tell(saidPublicly(world, post))
  const onMessage = (message: Parameters<typeof saidPrivately>[1]) => tell(saidPrivately(world, message))
  world.on('post', onPost)
  world.chat.on('message', onMessage)
  return () => {
    world.off('post', onPost)
    world.chat.off('message', onMessage)
  }
}
