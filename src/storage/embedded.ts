import { join } from 'node:path'
import { keepSecret } from '../platform/keep-secret.ts'
import { prepareDataFolder } from './data-folder.ts'
import { findBinaries } from './embedded/binaries.ts'
import { createCluster } from './embedded/create-cluster.ts'
import { findPlace } from './embedded/place.ts'
import { findOwner } from './embedded/owner.ts'
import { startPostmaster, stopPostmaster } from './embedded/postmaster.ts'

export interface EmbeddedDatabase {
  url: string
  /** Starts it again where it was, if it does not run; what reconnects by itself finds it under the same address. */
  revive(): Promise<void>
  stop(): Promise<void>
}

/**
 * A real PostgreSQL, whose binaries came with npm, on a data folder of ours: created at the first start, adopted when a
 * killed Plaza left it running. Listens on 127.0.0.1 only. As root it runs as the system user `postgres`, as PostgreSQL
 * demands. Throws `data-folder` or `embedded-database` with a sentence that says what to do.
 */
export async function startEmbedded(dataFolder: string, progress: (step: string) => void): Promise<EmbeddedDatabase> {
  await prepareDataFolder(dataFolder)
  const owner = await findOwner()
  const place = await findPlace(dataFolder, owner, progress)
  const binaries = await findBinaries(owner, progress)
  const password = await keepSecret(join(dataFolder, 'postgres-password'))
  const server = { ...binaries, owner, cluster: place }
  await createCluster(server, password, progress)
  const port = await startPostmaster(server)
  return {
    url: `postgres://plaza:${password}@127.0.0.1:${port}/postgres`,
    revive: async () => void (await startPostmaster(server, port)),
    stop: () => stopPostmaster(server),
  }
}
