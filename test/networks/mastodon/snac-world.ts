import { type FSWatcher, mkdirSync, watch } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Fault, Said, SimulatedNetwork, SimulatedPost, SimulatedProfile } from '../../../src/rehearsal/simulated-network.ts'
import { type Relay, openRelay } from './relay.ts'
import { readNotes } from './snac-notes.ts'
import { type SnacServer, startSnac } from './snac-server.ts'
import { fetchToken } from './snac-token.ts'

/** A proxy's own failures are played by the rehearsal: each costs this server's people eight seconds more. */
const FAULTS: readonly Fault[] = ['down', 'access-revoked', 'lose-answer']

/**
 * A real, poor server of the fediverse, driven as a story drives a rehearsal. It has no streams, no deletes, no
 * conversations, no idempotency keys and no past; its own people hear each other after some seconds.
 */
export async function openSnacWorld(): Promise<SimulatedNetwork> {
  const relay = await openRelay()
  const server = await startSnac(`127.0.0.1:${relay.port}`)
  relay.passTo(server.port)
  const snac: Snac = { relay, server, origin: `http://127.0.0.1:${relay.port}`, people: new Map(), hidden: [], watchers: [] }
  return {
    name: 'mastodon',
    origin: snac.origin,
    hosts: [`127.0.0.1:${relay.port}`],
    faults: FAULTS,
    openAccount: async (profile) => ({ server: snac.origin, accessToken: (await open(snac, profile, true)).token }),
    openPerson: async (profile) => void (await open(snac, profile, false)),
    say: (post) => say(snac, post),
    edit: async (nativeId, text) => void (await edit(snac, nativeId, text)),
    remove: async () => {
      throw new Error('snac2 takes nothing back through its API')
    },
    said: () => said(snac),
    onReply: (listener) => onReply(snac, listener),
    fail: (fault) => fail(snac, fault),
    heal: () => heal(snac),
    async close() {
      for (const watcher of snac.watchers) watcher.close()
      await relay.close()
      await server.close()
    },
  }
}

interface Snac {
  relay: Relay
  server: SnacServer
  origin: string
  people: Map<string, Person>
  /** Token files that a fault took away. */
  hidden: string[]
  watchers: FSWatcher[]
}

interface Person {
  uid: string
  token: string
  official: boolean
}

async function open(snac: Snac, profile: SimulatedProfile, official: boolean): Promise<Person> {
  const uid = uidOf(profile.handle)
  const known = snac.people.get(uid)
  if (known) return known
  const password = await snac.server.addUser(uid, profile.name)
  const person = { uid, token: await fetchToken(snac.origin, uid, password), official }
  snac.people.set(uid, person)
  return person
}

async function say(snac: Snac, post: SimulatedPost): Promise<string> {
  const form = new FormData()
  form.set('status', withNames(snac, post))
  form.set('visibility', post.visibility === 'public' ? 'public' : 'direct')
  if (post.subject) form.set('spoiler_text', post.subject)
  if (post.replyTo) form.set('in_reply_to_id', await localIdOf(snac, post.replyTo))
  for (const media of post.media ?? []) form.append('media_ids[]', await upload(snac, post.who, media))
  const status = await call(snac, post.who, ['POST', '/api/v1/statuses'], form)
  return String(status.uri)
}

async function upload(snac: Snac, who: string, media: NonNullable<SimulatedPost['media']>[number]): Promise<string> {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(media.bytes)], media.name, { type: media.mime }))
  if (media.description) form.set('description', media.description)
  return String((await call(snac, who, ['POST', '/api/v2/media'], form)).id)
}

/** A host with a port can't stand in a mention, and here everybody is local. Whom a message is for must be named in it. */
function withNames(snac: Snac, post: SimulatedPost): string {
  const text = post.text.replaceAll(`@127.0.0.1:${snac.relay.port}`, '')
  const missing = (post.to ?? []).map((handle) => `@${uidOf(handle)}`).filter((name) => !text.includes(name))
  return [...missing, text].join(' ')
}

async function edit(snac: Snac, nativeId: string, text: string): Promise<void> {
  const note = (await said(snac)).find((one) => one.nativeId === nativeId)
  const form = new FormData()
  form.set('status', text.replaceAll(`@127.0.0.1:${snac.relay.port}`, ''))
  await call(snac, note?.who ?? '', ['PUT', `/api/v1/statuses/${await localIdOf(snac, nativeId)}`], form)
}

async function call(snac: Snac, who: string, [method, path]: [method: string, path: string], body: FormData): Promise<Record<string, unknown>> {
  const person = snac.people.get(uidOf(who))
  if (!person) throw new Error(`nobody here is called ${who}`)
  const headers = { authorization: `Bearer ${person.token}`, 'user-agent': 'plaza-test', accept: 'application/json' }
  // Past the relay: a story's people don't suffer our faults.
  const response = await fetch(`http://127.0.0.1:${snac.server.port}${path}`, { method, headers, body })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 100)}`)
  return JSON.parse(text) as Record<string, unknown>
}

async function said(snac: Snac): Promise<Said[]> {
  const notes = await readNotes(snac.server.folder)
  return notes.map(({ said }) => ({ ...said, official: snac.people.get(said.who)?.official ?? false }))
}

async function localIdOf(snac: Snac, nativeId: string): Promise<string> {
  const note = (await readNotes(snac.server.folder)).find((one) => one.said.nativeId === nativeId)
  if (!note) throw new Error(`nothing here is ${nativeId}`)
  return note.localId
}

function onReply(snac: Snac, listener: (said: Said) => void): () => void {
  const told = new Set<string>()
  const look = async () => {
    for (const one of await said(snac)) {
      if (!one.official || told.has(one.nativeId)) continue
      told.add(one.nativeId)
      listener(one)
    }
  }
  const known = said(snac).then((all) => all.forEach((one) => told.add(one.nativeId)))
  const folder = join(snac.server.folder, 'object')
  mkdirSync(folder, { recursive: true })
  const watcher = watch(folder, { recursive: true }, () => void known.then(look))
  snac.watchers.push(watcher)
  return () => watcher.close()
}

async function fail(snac: Snac, fault: Fault): Promise<void> {
  if (!FAULTS.includes(fault)) throw new Error(`snac2 can't play ${fault}`)
  if (fault !== 'access-revoked') return snac.relay.fail(fault)
  for (const { token, official } of snac.people.values()) {
    if (!official) continue
    const path = join(snac.server.folder, 'token', `${token}.json`)
    await rename(path, `${path}.gone`)
    snac.hidden.push(path)
  }
}

async function heal(snac: Snac): Promise<void> {
  await snac.relay.heal()
  for (const path of snac.hidden.splice(0)) await rename(`${path}.gone`, path)
}

function uidOf(handle: string): string {
  return handle.replace(/^@/, '').split('@')[0] ?? handle
}
