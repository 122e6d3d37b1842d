import { AtpAgent } from '@atproto/api'
import { z } from 'zod'
import { handleOf } from '../../../src/rehearsal/bluesky/ids.ts'
import { saidPrivately } from '../../../src/rehearsal/bluesky/said.ts'
import { facetsOf } from '../../../src/rehearsal/bluesky/speak.ts'
import { POSTS, World } from '../../../src/rehearsal/bluesky/world.ts'
import type { Fault, Said, SimulatedNetwork, SimulatedPost, SimulatedProfile } from '../../../src/rehearsal/simulated-network.ts'
import { openChatService } from './chat-service.ts'
import { openFaultProxy } from './fault-proxy.ts'
import { startRealServers, type RealServers } from './real-servers.ts'

interface Member {
  did: string
  alias: string
  official: boolean
  agent: AtpAgent
}

const FAULTS: readonly Fault[] = ['down', 'server-error', 'rate-limited', 'token-expired', 'access-revoked', 'parent-deleted', 'blocked', 'lose-answer']

const Record = z.looseObject({
  text: z.string(),
  createdAt: z.string(),
  reply: z.looseObject({ root: z.looseObject({ uri: z.string() }), parent: z.looseObject({ uri: z.string() }) }).optional(),
})
const Uri = z.looseObject({ uri: z.string() })

/** The real Bluesky as a world that a story can drive: people and staff write through the real server, the connector meets it behind the fault proxy. */
export async function openRealBluesky(): Promise<SimulatedNetwork & Pick<RealServers, 'pds' | 'settle'>> {
  // Holds the chat alone: who is who there, and what they said.
  const chatWorld = new World()
  const chatService = await openChatService(chatWorld)
  const servers = await startRealServers(chatService.endpoint).catch(async (error: unknown) => {
    await chatService.close()
    throw error
  })
  chatService.did = servers.chat
  const members = new Map<string, Member>()
  const removed = new Map<string, Said>()
  const blocks: { agent: AtpAgent; rkey: string }[] = []
  const listeners = new Set<(said: Said) => void>()
  const tell = (said: Said | undefined) => said?.official && listeners.forEach((listener) => listener(said))

  const proxy = await openFaultProxy(servers.pds, (path, answer) => {
    if (path.includes('repo.putRecord')) void find(Uri.parse(answer).uri).then(tell)
  })
  chatWorld.chat.on('message', (message) => tell(saidPrivately(chatWorld, message)))

  async function join(profile: SimulatedProfile, official: boolean): Promise<Member> {
    const handle = handleOf(profile.handle)
    const known = members.get(handle)
    if (known) return known
    const agent = new AtpAgent({ service: servers.pds })
    await agent.createAccount({ email: `${handle}@mail.test`, handle, password: PASSWORD })
    await agent.upsertProfile((old) => ({ ...old, displayName: profile.name, ...(profile.bio && { description: profile.bio }) }))
    const member = { did: agent.assertDid, alias: profile.handle, official, agent }
    members.set(handle, member)
    chatWorld.actors.set(member.did, { did: member.did, handle, alias: profile.handle, name: profile.name, bio: '', password: official ? PASSWORD : null })
    await servers.settle()
    return member
  }

  const need = (name: string): Member => members.get(handleOf(name)) ?? raise(`nobody is called ${name}`)

  async function speak(post: SimulatedPost): Promise<string> {
    const author = need(post.who)
    if (post.visibility === 'private') return speakPrivately(author, post)
    const facets = facetsOf(post.text, (name) => members.get(handleOf(name))?.did ?? null)
    const images = await Promise.all(
      (post.media ?? []).map(async ({ bytes, mime, description }) => ({
        alt: description ?? '',
        image: (await author.agent.uploadBlob(bytes, { encoding: mime })).data.blob,
      })),
    )
    const { uri } = await author.agent.post({
      text: post.text,
      facets,
      createdAt: (post.at ?? Temporal.Now.instant()).toString({ fractionalSecondDigits: 3 }),
      ...(post.replyTo !== undefined && { reply: await replyTo(post.replyTo) }),
      ...(images.length > 0 && { embed: { $type: 'app.bsky.embed.images', images } }),
    })
    tell(await find(uri))
    return uri
  }

  function speakPrivately(author: Member, post: SimulatedPost): string {
    const convoId = post.replyTo?.split('/')[0] ?? chatWorld.chat.between(author.did, need(post.to?.[0] ?? '').did).id
    return `${convoId}/${chatWorld.chat.say(author.did, convoId, { text: post.text }).id}`
  }

  async function replyTo(uri: string) {
    const [, , repo = '', collection = '', rkey = ''] = uri.split('/')
    const { data } = await anyone().agent.com.atproto.repo.getRecord({ repo, collection, rkey })
    const parent = { uri: data.uri, cid: data.cid ?? '' }
    const root = Record.parse(data.value).reply?.root
    return { parent, root: root ? { uri: root.uri, cid: String(root['cid']) } : parent }
  }

  const anyone = (): Member => members.values().next().value ?? raise('nobody is here yet')

  async function standing(): Promise<Said[]> {
    const all = await Promise.all(
      [...members.values()].map(async (member) => (await listPosts(member)).map(({ uri, value }) => saidPublicly(member, uri, value))),
    )
    return all.flat()
  }

  const find = async (uri: string) => (await standing()).find((said) => said.nativeId === uri)

  async function remove(uri: string): Promise<void> {
    const said = (await find(uri)) ?? raise(`nothing to take back: ${uri}`)
    removed.set(uri, { ...said, deleted: true })
    await need(said.who).agent.deletePost(uri)
    await servers.settle()
  }

  async function fail(fault: Fault, handle?: string): Promise<void> {
    const people = [...members.values()].filter((member) => !member.official && (handle === undefined || member.alias === handle))
    if (fault === 'parent-deleted') for (const said of await standing()) if (people.some(({ alias }) => alias === said.who)) await remove(said.nativeId)
    if (fault === 'blocked') for (const person of people) await block(person)
    if (fault !== 'parent-deleted' && fault !== 'blocked') proxy.fault = fault
  }

  async function block(person: Member): Promise<void> {
    for (const ours of [...members.values()].filter(({ official }) => official)) {
      const record = { subject: ours.did, createdAt: new Date().toISOString() }
      const { uri } = await person.agent.app.bsky.graph.block.create({ repo: person.did }, record)
      blocks.push({ agent: person.agent, rkey: uri.split('/').at(-1) ?? '' })
    }
    chatWorld.blocking.add(person.did)
    await servers.settle()
  }

  async function heal(): Promise<void> {
    proxy.fault = null
    for (const { agent, rkey } of blocks.splice(0)) await agent.app.bsky.graph.block.delete({ repo: agent.assertDid, rkey })
    chatWorld.blocking.clear()
    await servers.settle()
  }

  return {
    name: 'bluesky',
    pds: servers.pds,
    settle: servers.settle,
    origin: proxy.origin,
    hosts: [proxy.host],
    async openAccount(profile) {
      const { agent, did } = await join(profile, true)
      const { data } = await agent.com.atproto.server.createAppPassword({ name: `plaza ${Date.now()}`, privileged: true })
      return { identifier: did, password: data.password, server: proxy.origin, chat: servers.chat }
    },
    openPerson: async (profile) => void (await join(profile, false)),
    say: speak,
    edit: () => Promise.reject(new Error('a post on Bluesky is never edited')),
    remove,
    said: async () =>
      [...(await standing()), ...removed.values(), ...chatWorld.chat.all().map((message) => saidPrivately(chatWorld, message))].sort((a, b) =>
        Temporal.Instant.compare(a.at, b.at),
      ),
    onReply(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    faults: FAULTS,
    fail,
    heal,
    async close() {
      await proxy.close()
      await servers.close()
      await chatService.close()
    },
  }
}

/** Everybody's main password. */
export const PASSWORD = 'main password of a test'

async function listPosts({ agent, did }: Member) {
  const all: { uri: string; value: unknown }[] = []
  let cursor: string | undefined
  do {
    const { data } = await agent.com.atproto.repo.listRecords({ repo: did, collection: POSTS, limit: 100, cursor })
    all.push(...data.records)
    cursor = data.records.length === 100 ? data.cursor : undefined
  } while (cursor !== undefined)
  return all
}

function saidPublicly({ alias, official }: Member, uri: string, value: unknown): Said {
  const { text, createdAt, reply } = Record.parse(value)
  return {
    nativeId: uri,
    who: alias,
    official,
    text,
    visibility: 'public',
    threadId: reply?.root.uri ?? uri,
    ...(reply && { replyTo: reply.parent.uri }),
    at: Temporal.Instant.from(createdAt),
    deleted: false,
    media: [],
  }
}

function raise(message: string): never {
  throw new Error(message)
}
