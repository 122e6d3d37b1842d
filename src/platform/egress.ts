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

async function guardedFetch(
  resolve: (host: string, port: string) => Promise<string>,
  input: Parameters<typeof fetch>[0],
  init?: RequestInit,
): Promise<Response> {
  const request = new Request(input, { ...init, redirect: 'manual', ...(init?.body instanceof ReadableStream ? { duplex: 'half' } : {}) })
  const body = request.body ? Buffer.from(await request.arrayBuffer()) : null
  let url = new URL(request.url)
  let method = request.method
  const headers = new Headers(request.headers)
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new EgressRefused(`${url.protocol} is not a way out`)
    const address = await resolve(hostOf(url), url.port || (url.protocol === 'https:' ? '443' : '80'))
    const response = await pinnedFetch(url, address, { method, headers, body: method === 'GET' || method === 'HEAD' ? null : body, signal: request.signal })
    const location = response.headers.get('location')
    if (response.status < 300 || response.status >= 400 || !location || init?.redirect === 'manual') return response
    if (init?.redirect === 'error') throw new EgressRefused('redirected')
    const next = new URL(location, url)
    if (next.origin !== url.origin) for (const name of ['authorization', 'cookie']) headers.delete(name)
    if (response.status === 303 || (response.status < 303 && method === 'POST')) {
      method = 'GET'
      for (const name of ['content-type', 'content-length']) headers.delete(name)
    }
    await response.body?.cancel()
    url = next
  }
  throw new EgressRefused('too many redirects')
}

interface PinnedRequest {
  method: string
  headers: Headers
  body: Buffer | null
  signal: AbortSignal
}

const agents = new Map<string, Agent>()

async function pinnedFetch(url: URL, address: string, request: PinnedRequest): Promise<Response> {
  const key = `${url.host} ${address}`
  let agent = agents.get(key)
  if (!agent) {
    const family = isIP(address) === 6 ? 6 : 4
    agent = new Agent({
      connect: { lookup: (_host, options, done) => (options.all ? done(null, [{ address, family }]) : done(null, address, family)) },
      keepAliveTimeout: 10_000,
    })
    agents.set(key, agent)
  }
  const response = await undiciFetch(url, { ...request, redirect: 'manual', dispatcher: agent })
  return response as unknown as Response
}

async function resolveAllowed(rule: EgressRule, host: string, port?: string): Promise<string> {
  const named = rule.hosts.includes(host) || (port !== undefined && rule.hosts.includes(`${host}:${port}`))
  if (rule.allow === 'only' && !named) throw new EgressRefused(`${host} is not part of the rehearsal`)
  const address = isIP(host) ? host : (await lookup(host)).address
  if (!named && ipaddr.process(address).range() !== 'unicast') throw new EgressRefused(`${host} leads to an address that is not public`)
  return address
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}
