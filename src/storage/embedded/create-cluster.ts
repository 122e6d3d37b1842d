import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PlazaError } from '../../domain/plaza-error.ts'
import type { Binaries } from './binaries.ts'
import { runAs, type Owner } from './owner.ts'

export interface Server extends Binaries {
  owner: Owner
  /** The real path of PostgreSQL's data directory. */
  cluster: string
}

/** Creates the database's files where there are none: aside first, so that a start that is cut short leaves nothing half made. */
export async function createCluster(server: Server, password: string, progress: (step: string) => void): Promise<void> {
  if (existsSync(join(server.cluster, 'PG_VERSION'))) return refuseOtherVersion(server)
  progress('creating the database')
  const draft = `${server.cluster}.${randomUUID()}`
  try {
    await mkdir(draft, { mode: 0o700 })
    await initialize(server, draft, password)
    await rename(draft, server.cluster)
  } catch (cause) {
    // Another Plaza on this data folder may have been first.
    if (!existsSync(join(server.cluster, 'PG_VERSION'))) throw notCreated(server.cluster, cause)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

async function refuseOtherVersion({ cluster, major }: Server): Promise<void> {
  const found = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim()
  if (found === major) return
  const sentence = `The data folder was written by PostgreSQL ${found}, and this Plaza brings ${major}; start the Plaza that wrote it, export, and import into a new data folder.`
  throw new PlazaError('conflict', 'data-folder', sentence)
}

async function initialize({ initdb, owner }: Server, draft: string, password: string): Promise<void> {
  const passwordFile = `${draft}.password`
  const settings = ['--auth=scram-sha-256', '--username=plaza', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C.UTF-8', '--no-instructions']
  try {
    await writeFile(passwordFile, password, { mode: 0o600 })
    for (const path of owner ? [draft, passwordFile] : []) await chown(path, owner!.uid, owner!.gid)
    await runAs(owner, initdb, ['-D', draft, ...settings])
  } finally {
    await rm(passwordFile, { force: true })
  }
}

function notCreated(cluster: string, cause: unknown): PlazaError {
  const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : String(cause)
  const line = said.split('\n').find((one) => /error|fatal/i.test(one)) ?? said.trim()
  return new PlazaError('unavailable', 'data-folder', `The database could not be created in ${cluster}: ${line.trim()}`, cause)
}
