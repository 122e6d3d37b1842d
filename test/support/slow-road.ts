import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface SlowRoad {
  port: number
  /** Called with the first bytes of each request or line from the client, when they have left it and not yet arrived. */
  onLeft: (bytes: Buffer) => void
  /** Milliseconds that whatever a client says takes to arrive. What has left arrives, even when the client is dead by then. */
  delay: number
  close(): Promise<void>
}

/** A way to a server on which requests outlive who made them, as they do behind every gateway. */
export async function openSlowRoad(target: number): Promise<SlowRoad> {
  const road = { delay: 0, onLeft: (() => {}) as SlowRoad['onLeft'] }
  const sockets = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const far = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true })
    for (const socket of [client, far]) {
      sockets.add(socket)
      socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    }
    // What has begun to arrive late keeps its order: nothing overtakes it.
    let last = Promise.resolve()
    const later = (act: () => void) => {
      const { delay } = road
      last = last.then(async () => {
        if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay))
        act()
      })
    }
    client.on('data', (bytes: Buffer) => {
      road.onLeft(bytes)
      later(() => far.write(bytes))
    })
    client.on('end', () => later(() => far.end()))
    client.on('close', () => later(() => far.end()))
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
