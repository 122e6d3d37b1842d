import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../src/config.ts'
import { openContext, type Context, type Overrides } from '../../src/context.ts'
import { openPlazaServer } from '../../src/open-server.ts'
import { openTestDatabase } from './database.ts'

export interface TestServer {
  base: string
  context: Context
  firstRunCode: string | null
  db: Context['db']
}

/** The whole of Plaza, wired as it runs, on a free port and a database of its own; no jobs, no listeners, and nobody on the rehearsal square. */
export async function openTestServer(overrides: Overrides = {}, settings: Record<string, string> = {}): Promise<TestServer> {
  const database = await openTestDatabase(2)
  const folder = await mkdtemp(join(tmpdir(), 'plaza-http-'))
  database.onClose(() => rm(folder, { recursive: true }))
  const config = readConfig({
    PLAZA_DATABASE_URL: database.url,
    PLAZA_DATA: folder,
    PLAZA_PORT: '0',
    PLAZA_LOG_LEVEL: process.env['PLAZA_LOG_LEVEL'] ?? 'silent',
    ...settings,
  })
  const context = await openContext(config, () => {}, overrides)
  database.onClose(() => context.close())
  const plaza = await openPlazaServer(context, emptySquare())
  database.onClose(() => plaza.close())
  return { base: await plaza.listen(), context, firstRunCode: plaza.firstRunCode, db: context.db }
}

/** A rehearsal square where nobody is. */
export function emptySquare(): Parameters<typeof openPlazaServer>[1] {
  const state = async () => ({ running: false, story: null, stories: [] })
  return { begin: async () => {}, state, play: state, resume: async () => {}, close: async () => {} }
}
