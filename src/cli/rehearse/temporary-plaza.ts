import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig, type Config } from '../../config.ts'
import { startEmbedded } from '../../storage/embedded.ts'
import { createTemporaryDatabase, type TemporaryDatabase } from '../../storage/temporary-database.ts'

export interface TemporaryPlaza {
  config: Config & { databaseUrl: string }
  remove(): Promise<void>
}

/**
 * Room for a Plaza that shares nothing with the operator's: a data folder of its own in the system's temporary folder, and where
 * PLAZA_DATABASE_URL names a PostgreSQL, a fresh database there.
 */
export async function prepareTemporaryPlaza(say: (step: string) => void): Promise<TemporaryPlaza> {
  const folder = join(tmpdir(), `plaza-rehearsal-${randomUUID()}`)
  const given = rehearsalSettings({ port: await freePort(), folder })
  const { databaseUrl } = readConfig(given)
  const database = await (databaseUrl === null ? startOwn(folder, say) : createTemporaryDatabase(databaseUrl))
  return {
    config: { ...readConfig(given), databaseUrl: database.url },
    remove: async () => {
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function startOwn(folder: string, say: (step: string) => void): Promise<Pick<TemporaryDatabase, 'url' | 'drop'>> {
  say('starting the database')
  const { url, stop } = await startEmbedded(folder, say)
  return { url, drop: stop }
}

/** What a played story settles, whatever the environment says: nothing to take back, and no way out but to the rehearsal. */
export function rehearsalSettings({ port, folder }: { port: number; folder: string }): Record<string, string> {
  return {
    PLAZA_DATA: folder,
    PLAZA_HOST: '127.0.0.1',
    PLAZA_PORT: String(port),
    PLAZA_BASE_URL: `http://127.0.0.1:${port}`,
    PLAZA_SECRET: '',
    PLAZA_ALLOWED_HOSTS: '',
    PLAZA_UNDO_SECONDS: '0',
  }
}

/** Chosen before Plaza serves, because the address that people type is part of its settings. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve, reject) => probe.once('listening', resolve).once('error', reject))
  const { port } = probe.address() as AddressInfo
  await new Promise((closed) => probe.close(closed))
  return port
}
