import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

/** Speaks as much of PostgreSQL's protocol (version 3) as it takes to be asked how old it is: lets everybody in, and answers each question with one row. */
export async function openOldPostgres(version: string): Promise<{ port: number; close(): void }> {
  const major = Number.parseInt(version, 10)
  const columns = { major: [INTEGER, String(major)], version: [TEXT, version], encoding: [TEXT, 'UTF8'], may: [BOOLEAN, 't'] } as const
  const description = Object.entries(columns).map(([name, [type]]) =>
    Buffer.concat([Buffer.from(`${name}\0`), int32(0), int16(0), int32(type), int16(-1), int32(-1), int16(0)]),
  )
  const row = Object.values(columns).map(([, value]) => Buffer.concat([int32(value.length), Buffer.from(value)]))
  const answer = [message('T', int16(row.length), ...description), message('D', int16(row.length), ...row), message('C', Buffer.from('SELECT 1\0')), READY]
  const server = createServer((socket) => {
    socket.once('data', () => {
      socket.write(Buffer.concat([message('R', int32(0)), READY]))
      socket.on('data', (asked) => (asked[0] === 'Q'.charCodeAt(0) ? socket.write(Buffer.concat(answer)) : socket.end()))
    })
    socket.on('error', () => {})
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, close: () => server.close() }
}

const [BOOLEAN, INTEGER, TEXT] = [16, 23, 25]
const READY = message('Z', Buffer.from('I'))

function message(kind: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from(kind), int32(body.length + 4), body])
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}
