import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import { answer } from '../../../src/rehearsal/bluesky/answer.ts'
import { chatMethods } from '../../../src/rehearsal/bluesky/chat-methods.ts'
import { Tokens } from '../../../src/rehearsal/bluesky/tokens.ts'
import type { Actor, World } from '../../../src/rehearsal/bluesky/world.ts'
import { XrpcFault } from '../../../src/rehearsal/bluesky/xrpc-fault.ts'

export interface ChatService {
  endpoint: string
  /** The DID that the directory gave it: calls meant for another are refused. */
  did: string
  close(): Promise<void>
}

/** No package brings `chat.bsky`. This stand-in is reached as the real one is: through the real server's proxying, with the token that it signs. */
export async function openChatService(world: World): Promise<ChatService> {
  const tokens = new Tokens({ accessSeconds: 60, graceSeconds: 60 })
  const service = { did: '' }
  const server = createServer((request, response) => {
    run(request).then(
      (output) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(output)),
      (error: unknown) => {
        const { status, error: name, message } = error instanceof XrpcFault ? error : new XrpcFault(500, 'InternalServerError', String(error))
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error: name, message }))
      },
    )
  })

  async function run(request: IncomingMessage): Promise<unknown> {
    const url = new URL(request.url ?? '/', 'http://chat.test')
    const nsid = url.pathname.replace('/xrpc/', '')
    const method = chatMethods[nsid]
    if (!method) throw new XrpcFault(501, 'MethodNotImplemented', 'Method Not Implemented')
    const me = readCaller(request.headers.authorization, nsid)
    const mime = request.headers['content-type']?.split(';')[0] ?? ''
    return answer(method, { method: request.method ?? '', nsid, query: url.searchParams }, { world, tokens, origin: '', me, body: await buffer(request), mime })
  }

  /** A service token says who calls (`iss`), whom (`aud`) and what for (`lxm`). */
  function readCaller(authorization: string | undefined, nsid: string): Actor {
    const body = Buffer.from(authorization?.split('.')[1] ?? '', 'base64url').toString() || 'null'
    const token = ServiceToken.safeParse(JSON.parse(body)).data
    if (!token || token.lxm !== nsid || token.exp * 1000 < Date.now() || token.aud.split('#')[0] !== service.did)
      throw new XrpcFault(401, 'BadJwt', 'not meant for this service')
    const caller = world.actors.get(token.iss.split('#')[0] ?? '')
    if (!caller) throw new XrpcFault(400, 'InvalidRequest', 'account does not exist')
    return caller
  }

  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return Object.assign(service, {
    endpoint: `http://localhost:${address.port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  })
}

const ServiceToken = z.looseObject({ iss: z.string(), aud: z.string(), lxm: z.string(), exp: z.number() })
