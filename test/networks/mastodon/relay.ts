import { type IncomingMessage, type Server, type ServerResponse, createServer, request as ask } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Fault } from '../../../src/rehearsal/simulated-network.ts'

/** What stands in front of a real server: it passes everything on, and fails as wires do. */
export interface Relay {
  port: number
  passTo(port: number): void
  fail(fault: Fault): Promise<void>
  heal(): Promise<void>
  close(): Promise<void>
}

export async function openRelay(): Promise<Relay> {
  let behind = 0
  let fault: Fault | null = null
  const server = createServer((request, response) => {
    pass(behind, request, response, fault === 'lose-answer' && request.method === 'POST' && request.url === '/api/v1/statuses')
  })
  const port = await listenOn(server, 0)
  return {
    port,
    passTo: (other) => void (behind = other),
    async fail(next) {
      fault = next
      if (fault === 'down') await silence(server)
    },
    async heal() {
      fault = null
      if (!server.listening) await listenOn(server, port)
    },
    close: () => silence(server),
  }
}

function pass(port: number, request: IncomingMessage, response: ServerResponse, drop: boolean): void {
  // Poor servers close after each answer without saying so: a kept connection would die under the next question.
  const onward = ask({ port, agent: false, host: '127.0.0.1', method: request.method, path: request.url, headers: request.headers }, (answer) => {
    if (drop) return void request.socket.destroy()
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  onward.on('error', () => response.destroy())
  request.pipe(onward)
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
