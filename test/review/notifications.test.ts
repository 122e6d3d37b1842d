import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { pino } from 'pino'
import { notify } from '../../src/storage/notify.ts'
import { openNotifications } from '../../src/storage/notifications.ts'
import { openTestDatabase } from '../support/database.ts'

const { url, db, onClose } = await openTestDatabase()

test('while the database is away one connection knocks, and when it is back each word is heard once', async () => {
  const door = await openDoor(url)
  const missed = Promise.withResolvers<void>()
  const notifications = await openNotifications(door.url, { name: 'test', log: pino({ level: 'silent' }), missed: () => missed.resolve() })
  onClose(() => notifications.close())
  const heard: string[] = []
  let told = Promise.withResolvers<void>()
  await notifications.listen('plaza_review', (payload) => {
    heard.push(payload)
    told.resolve()
  })
  door.shut()
  // It knocks once a second: long enough for a doubling to show.
  await wait(4_500)
  const knocks = door.knocks()
  door.open()
  await missed.promise
  await notify(db, 'plaza_review', 'back')
  await told.promise
  told = Promise.withResolvers()
  await notify(db, 'plaza_review', 'again')
  await told.promise
  assert.ok(knocks >= 3 && knocks <= 5, `${knocks} knocks in four and a half seconds`)
  assert.deepEqual(heard, ['back', 'again'])
})

test('who leaves while their connection comes back leaves none behind', { timeout: 20_000 }, async () => {
  const door = await openDoor(url)
  const notifications = await openNotifications(door.url, { name: 'leaving', log: pino({ level: 'silent' }), missed: () => {} })
  door.shut()
  door.open()
  const [entered] = await door.entered()
  const left = once(entered, 'close')
  await notifications.close()
  await left
})

/** A door before PostgreSQL that can be shut: who is inside is thrown out, who knocks is turned away. */
async function openDoor(databaseUrl: string) {
  const { hostname, port } = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let isOpen = true
  let knocks = 0
  let entered = Promise.withResolvers<[Socket]>()
  const server = createServer((socket) => {
    socket.on('error', () => {})
    if (!isOpen) {
      knocks += 1
      return socket.destroy()
    }
    const inner = connect(Number(port), hostname)
    inner.on('error', () => socket.destroy())
    inner.on('close', () => socket.destroy())
    socket.on('close', () => inner.destroy())
    sockets.add(socket)
    entered.resolve([socket])
    socket.pipe(inner).pipe(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  after(() => server.close())
  return {
    url: Object.assign(new URL(databaseUrl), { hostname: '127.0.0.1', port: String((server.address() as AddressInfo).port) }).toString(),
    knocks: () => knocks,
    /** Somebody came in since it was shut last. */
    entered: () => entered.promise,
    open: () => (isOpen = true),
    shut: () => {
      isOpen = false
      entered = Promise.withResolvers()
      for (const socket of sockets) socket.destroy()
    },
  }
}
