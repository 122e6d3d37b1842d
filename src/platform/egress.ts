import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Agent, fetch as undiciFetch } from 'undici'

/**
 * The only way out of this machine. A host is resolved once, its address checked and pinned, and every redirect goes
 * through the same gate, so neither a redirect nor a second DNS answer can lead inside.
 */
export interface Egress {
  fetch: typeof globalThis.fetch
  /** A checked address for protocols other than HTTP; connect to it, and present `host` as the server name. A rehearsal allows by port too. */
  resolve(host: string, port?: string): Promise<string>
}

export class EgressRefused extends Error {
  readonly code = 'egress-refused'
}

interface EgressRule {
  /** `public`: any public address, and the hosts the operator allowed. `only`: these origins and nothing else (rehearsal). */
  allow: 'public' | 'only'
  /** Hosts (`host` or `host:port`) that are fine although their address is not public. */
  hosts: readonly string[]
}

const MAX_REDIRECTS = 5

export function openEgress(rule: EgressRule): Egress {
  const resolve = (host: string, port?: string) => resolveAllowed(rule, host, port)
  return {
    resolve,
    fetch: (input, init) => guardedFetch(resolve, input, init),
  }
}

type Resolve = (host: string, port: string) => Promise<string>

async function guardedFetch(resolve: Resolve, input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
  const request = new Request(input, { ...init, redirect: 'manual', ...(init?.body instanceof ReadableStream ? { duplex: 'half' } : {}) })
  const body = request.body ? Buffer.from(await request.arrayBuffer()) : null
  let hop: Hop = { url: new URL(request.url), method: request.method, headers: new Headers(request.headers), body, signal: request.signal }
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const response = await pinnedFetch(hop, await resolve(hostOf(hop.url), portOf(hop.url)))
    const next = init?.redirect === 'manual' ? null : redirected(hop, response)
    if (!next) return response
    if (init?.redirect === 'error') throw new EgressRefused('redirected')
    await response.body?.cancel()
    hop = next
  }
  throw new EgressRefused('too many redirects')
}

interface Hop {
  url: URL
  method: string
  headers: Headers
  body: Buffer | null
  signal: AbortSignal
}

/** Where a response sends us, by the rules of the fetch standard; credentials stay with the origin they were meant for. */
function redirected(hop: Hop, response: Response): Hop | null {
  const location = response.headers.get('location')
  if (response.status < 300 || response.status >= 400 || !location) return null
  const url = new URL(location, hop.url)
  const headers = new Headers(hop.headers)
  if (url.origin !== hop.url.origin) ['authorization', 'cookie'].forEach((name) => headers.delete(name))
  const asGet = response.status === 303 || (response.status < 303 && hop.method === 'POST')
  if (!asGet) return { ...hop, url, headers }
  for (const name of ['content-type', 'content-length']) headers.delete(name)
  return { ...hop, url, headers, method: 'GET', body: null }
}

/** Kept for their open connections; the oldest goes when there are this many. */
const MOST_AGENTS = 256
const agents = new Map<string, Agent>()

async function pinnedFetch({ url, method, headers, body, signal }: Hop, address: string): Promise<Response> {
  const key = `${url.host} ${address}`
  const agent = agents.get(key) ?? pinnedAgent(address)
  agents.set(key, agent)
  if (agents.size > MOST_AGENTS) closeOldest()
  const response = await undiciFetch(url, {
    method,
    headers,
    signal,
    body: method === 'GET' || method === 'HEAD' ? null : body,
    redirect: 'manual',
    dispatcher: agent,
  })
  return response as unknown as Response
}

function closeOldest(): void {
  const [key, agent] = agents.entries().next().value!
  agents.delete(key)
  agent.close().catch(() => {})
}

function pinnedAgent(address: string): Agent {
  const family = isIP(address) === 6 ? 6 : 4
  return new Agent({
    connect: { lookup: (_host, options, done) => (options.all ? done(null, [{ address, family }]) : done(null, address, family)) },
    keepAliveTimeout: 10_000,
  })
}

async function resolveAllowed(rule: EgressRule, host: string, port?: string): Promise<string> {
  const named = rule.hosts.includes(host) || (port !== undefined && rule.hosts.includes(`${host}:${port}`))
  if (rule.allow === 'only' && !named) throw new EgressRefused(`${host} is not part of the rehearsal`)
  const address = isIP(host) ? host : (await lookup(host)).address
  if (!named && ipaddr.process(address).range() !== 'unicast') throw new EgressRefused(`${host} leads to an address that is not public`)
  return address
}

function portOf(url: URL): string {
  const standard = { 'https:': '443', 'http:': '80' }[url.protocol]
  if (!standard) throw new EgressRefused(`${url.protocol} is not a way out`)
  return url.port || standard
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}
