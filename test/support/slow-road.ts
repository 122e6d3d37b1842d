import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface SlowRoad {
  port: number
  /** Called with the bytes that have left a client and not yet arrived; answers in how many milliseconds they will, even when the client is dead by then. */
  onLeft: (bytes: string) => number
  close(): Promise<void>
}

/** A way to a server on which requests outlive who made them, as they do behind every gateway. */
export async function openSlowRoad(target: number): Promise<SlowRoad> {
  const road = { onLeft: (() => 0) as SlowRoad['onLeft'] }
  const sockets = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const far = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true })
    for (const socket of [client, far]) {
      sockets.add(socket)
      socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    }
    // What has begun to arrive late keeps its order: nothing overtakes it.
    let last = Promise.resolve()
    const later = (delay: number, act: () => void) => {
      last = last.then(async () => {
        if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay))
        act()
      })
    }
    client.on('data', (bytes: Buffer) => {
      const delay = road.onLeft(bytes.toString('latin1'))
      later(delay, () => far.write(bytes))
    })
    client.on('end', () => later(0, () => far.end()))
    client.on('close', () => later(0, () => far.end()))
    far.on('data', (bytes) => void (client.writable && client.write(bytes)))
    far.on('end', () => client.end())
    far.on('close', () => client.destroy())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return Object.assign(road, {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((closed) => server.close(closed))
    },
  })
}
