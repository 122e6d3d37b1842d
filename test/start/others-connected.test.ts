import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { Client } from 'pg'
import { openDatabase } from '../../src/storage/database.ts'
import { startEmbedded } from '../../src/storage/embedded.ts'
import { othersConnected } from '../../src/storage/others-connected.ts'
import { dataFolder } from './program.ts'

const database = await startEmbedded(await dataFolder(), () => {})
const { db } = openDatabase(database.url, 1)
after(async () => {
  await db.destroy()
  await database.stop()
})

test('the last to leave is told from one of several, and who is only at the door is waited for', async () => {
  assert.equal(await othersConnected(db), false, 'our own are none')
  const other = new Client({ connectionString: database.url, application_name: 'plaza 1' })
  await other.connect()
  assert.equal(await othersConnected(db), true)
  await other.end()

  const door = await knock(new URL(database.url))
  const answer = othersConnected(db)
  // There is one connection: when this is answered, the first look was.
  await sql`select 1`.execute(db)
  door.destroy()
  assert.equal(await answer, false, 'they never came in')
})

/** Comes as far as the question for the password: a connection that has no name yet. */
async function knock({ hostname, port }: URL) {
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  const said = Buffer.from('user\0plaza\0database\0postgres\0\0')
  const head = Buffer.alloc(8)
  head.writeInt32BE(8 + said.length, 0)
  // Protocol 3.0.
  head.writeInt32BE(196_608, 4)
  socket.write(Buffer.concat([head, said]))
  await once(socket, 'data')
  return socket
}
