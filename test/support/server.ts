import { Registry } from 'prom-client'
import { PlazaError } from '../../src/domain/plaza-error.ts'
import type { HttpNeeds } from '../../src/http/needs.ts'
import { openServer } from '../../src/http/server.ts'
import { openSignIn } from '../../src/http/sign-in.ts'
import { openLog } from '../../src/platform/log.ts'
import { openPresence } from '../../src/realtime/presence.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'

export interface TestServer extends TestDatabase {
  base: string
  needs: HttpNeeds
}

const SECRET = '0'.repeat(64)

/** The HTTP room on a free port and a database of its own; what it asks of other rooms can be given. Closed after the file's tests. */
export async function openTestServer(given: Partial<HttpNeeds> = {}): Promise<TestServer> {
  const database = await openTestDatabase()
  const absent = async (): Promise<never> => {
    throw new PlazaError('unavailable', 'not-in-this-test', 'This test has no such room.')
  }
  const presence = openPresence({ db: database.db, clock: () => Temporal.Now.instant(), listen: await listenTo(database) })
  const needs: HttpNeeds = {
    db: database.db,
    log: openLog(process.env['PLAZA_LOG_LEVEL'] ?? 'silent'),
    clock: () => Temporal.Now.instant(),
    baseUrl: 'http://127.0.0.1:4680',
    signIn: openSignIn({ db: database.db, baseUrl: 'http://127.0.0.1:4680', secret: SECRET }),
    webFolder: new URL('../../web/not-built/', import.meta.url),
    metrics: new Registry(),
    networks: new Map(),
    replies: { queue: absent, undo: absent, retry: absent, settle: absent, remove: absent },
    accounts: { connect: absent, declare: absent, reconnect: absent, test: absent, pause: absent, remove: absent },
    quarantine: { replay: absent, discard: absent },
    rehearsal: { begin: async () => {}, state: async () => ({ running: false, story: null, stories: [] }), play: absent },
    live: { subscribe: async () => () => {} },
    presence,
    fetchMedia: absent,
    ...given,
  }
  const server = await openServer(needs)
  const base = await server.listen({ host: '127.0.0.1', port: 0 })
  database.onClose(() => presence.close())
  database.onClose(() => server.close())
  return { ...database, base, needs }
}

async function listenTo({ pool, onClose }: TestDatabase): Promise<(channel: string, hear: (payload: string) => void) => void> {
  const client = await pool.connect()
  onClose(() => client.release(true))
  return (channel, hear) => {
    client.on('notification', (said) => said.channel === channel && hear(said.payload ?? ''))
    void client.query(`listen ${channel}`)
  }
}
