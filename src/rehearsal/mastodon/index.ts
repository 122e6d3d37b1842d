import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Fault, Said, SimulatedNetwork, SimulatedPost, SimulatedProfile } from '../simulated-network.ts'
import { type Access, grant, openAccess } from './access.ts'
import type { Square } from './exchange.ts'
import { DEFAULT_QUIRKS, FAULTS, type Quirks } from './faults.ts'
import { serve } from './http.ts'
import { openRates } from './rates.ts'
import { saidOf } from './said.ts'
import { edit, speak, unsay } from './speak.ts'
import { type Streaming, openStreaming } from './streaming.ts'
import { type Person, type Status, byUri, ensurePerson, findPerson, handleIn, nextId, openWorld } from './world.ts'

/** A rich Mastodon server, with what only a test of the connector needs. */
export interface SimulatedMastodon extends SimulatedNetwork {
  quirks: Quirks
  /** A token of anyone here, official or not, for `scopes`. */
  tokenOf(handle: string, scopes?: string[]): string
}

const DOMAIN = 'mastodon.test'
const SCOPES = ['read', 'write', 'follow', 'push']

export async function openSimulatedMastodon(quirks: Partial<Quirks> = {}): Promise<SimulatedMastodon> {
  const server = createServer((request, response) => void serve(square, rates, request, response))
  const streaming: Streaming = openStreaming(server, () => square)
  const listeners = new Set<(said: Said) => void>()
  const square = openSquare({ ...DEFAULT_QUIRKS, ...quirks }, streaming, (status) => {
    if (status.author.official) for (const listener of listeners) listener(saidOf(status))
  })
  const rates = openRates(square)
  const port = await listenOn(server, 0)
  const origin = `http://127.0.0.1:${port}`
  square.origin = () => origin
  return {
    name: 'mastodon',
    origin,
    hosts: [`127.0.0.1:${port}`],
    quirks: square.quirks,
    faults: FAULTS,
    ...peopleOf(square),
    onReply(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    fail: async (fault, handle) => {
      const name = whoSuffers(square, fault, handle)
      if (fault === 'stream-cut') return streaming.cut(name)
      square.faults.active.push({ fault, handle: name })
      if (CUTS_STREAMS.includes(fault)) streaming.cut(fault === 'down' ? null : name)
      if (fault === 'down') await silence(server)
    },
    heal: async () => {
      square.faults.active = []
      if (!server.listening) await listenOn(server, port)
    },
    close: async () => {
      streaming.close()
      await silence(server)
    },
  }
}

/** A person can block or delete; everything else befalls accounts of ours, all of them where a person is named. */
function whoSuffers({ world }: Square, fault: Fault, handle: string | undefined): string | null {
  if (handle === undefined) return null
  const ofPerson = fault === 'blocked' || fault === 'parent-deleted'
  return ofPerson || findPerson(world, handle)?.official ? handleIn(world, handle).toLowerCase() : null
}

/** A stream doesn't survive what its token or its server doesn't. */
const CUTS_STREAMS: readonly Fault[] = ['down', 'server-error', 'token-expired', 'access-revoked']

function openSquare(quirks: Quirks, streaming: Streaming, heard: (status: Status) => void): Square {
  const world = openWorld(DOMAIN, streaming.emit)
  return {
    world,
    access: openAccess(),
    faults: { active: [] },
    quirks,
    origin: () => '',
    keys: new Map(),
    heard: (id) => {
      const status = world.statuses.get(id)
      if (status) heard(status)
    },
  }
}

/** What a story does to people, without HTTP: their own servers brought it here. */
function peopleOf(square: Square) {
  const { world, access } = square
  return {
    openAccount: async (profile: SimulatedProfile) => ({ server: square.origin(), accessToken: tokenFor(access, ensurePerson(world, profile, true), SCOPES) }),
    openPerson: async (profile: SimulatedProfile) => void ensurePerson(world, profile, false),
    tokenOf: (handle: string, scopes = SCOPES) => tokenFor(access, someone(square, handle), scopes),
    say: async (post: SimulatedPost) => {
      const status = speak(world, someone(square, post.who), draftOf(square, post))
      square.heard(status.id)
      return status.uri
    },
    edit: async (nativeId: string, text: string) => edit(world, known(square, nativeId), { text }),
    remove: async (nativeId: string) => unsay(world, known(square, nativeId)),
    said: async () => [...world.statuses.values()].map(saidOf),
  }
}

function tokenFor(access: Access, person: Person, scopes: string[]): string {
  return grant(access, person, scopes).value
}

function draftOf(square: Square, post: SimulatedPost) {
  const parent = post.replyTo ? known(square, post.replyTo) : null
  const named = (post.to ?? []).map((handle) => someone(square, handle))
  if (post.visibility === 'private' && named.length === 0 && !parent) throw new Error('a private message needs somebody it is for')
  return {
    text: post.text,
    visibility: post.visibility === 'public' ? ('public' as const) : ('direct' as const),
    contentWarning: post.subject,
    language: null,
    parent,
    // Whoever answers addresses who they answer: every client writes that mention by itself.
    to: parent ? [parent.author, ...named] : named,
    at: post.at,
    media: (post.media ?? []).map((one) => {
      const upload = { id: nextId(), name: one.name, mime: one.mime, bytes: one.bytes, description: one.description ?? null, readyAt: 0 }
      square.world.media.set(upload.id, upload)
      return upload
    }),
  }
}

function someone(square: Square, handle: string): Person {
  const person = findPerson(square.world, handle)
  if (!person) throw new Error(`nobody here is called ${handle}`)
  return person
}

function known(square: Square, uri: string): Status {
  const status = byUri(square.world, uri)
  if (!status) throw new Error(`nothing here is ${uri}`)
  return status
}

async function listenOn(server: Server, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(port, '127.0.0.1', resolve)
  await promise
  server.off('error', reject)
  return (server.address() as AddressInfo).port
}

async function silence(server: Server): Promise<void> {
  if (!server.listening) return
  const { promise, resolve } = Promise.withResolvers<void>()
  server.close(() => resolve())
  server.closeAllConnections()
  await promise
}
