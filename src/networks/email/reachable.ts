import ipaddr from 'ipaddr.js'
import { isIP } from 'node:net'
import { NetworkFailure, type Reach } from '../network.ts'
import type { Server } from './servers.ts'

export interface Login {
  user: string
  password: string
}

/** Where to connect and which name the certificate must bear. Passwords never cross a public network in the clear. */
export async function reachable(reach: Reach, server: Server): Promise<{ host: string; port: number; servername?: string }> {
  const host = await reach.egress.resolve(server.host, String(server.port))
  if (server.security === 'none' && ipaddr.process(host).range() === 'unicast') {
    throw new NetworkFailure({ do: 'fix', code: 'unreachable' }, `${server.host} is public: connect with TLS`)
  }
  return { host, port: server.port, ...(isIP(server.host) ? {} : { servername: server.host }) }
}
