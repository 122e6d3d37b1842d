import { readFile, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { platform } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { PlazaError } from '../../domain/plaza-error.ts'
import type { Server } from './create-cluster.ts'
import { runAs } from './owner.ts'

/** A start can fail because a port was just taken, a killed server's last connection still works, or another Plaza was first. */
const ATTEMPTS = 5
const AGAIN_MS = 300
/** Recovering after a crash replays at most `max_wal_size`. */
const PATIENCE_SECONDS = 120

/** Answers the port of the cluster's server: of the one that runs, or of a new one, on `port` if it is given. */
export async function startPostmaster(server: Server, port?: number): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const running = await findRunning(server)
    if (running !== null) return running
    try {
      return await launch(server, port ?? (await freePort()))
    } catch (cause) {
      if (attempt === ATTEMPTS) throw await notStarted(server, cause)
      await wait(AGAIN_MS)
    }
  }
}

/** Lets running statements end at once and writes everything down; what is already gone is well gone. */
export async function stopPostmaster(server: Server): Promise<void> {
  if ((await findRunning(server)) === null) return
  const { pg_ctl, owner, cluster } = server
  await runAs(owner, pg_ctl, ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', String(PATIENCE_SECONDS)])
}

/** Waits while a server comes up or goes down; answers its port when it is ready, and null when there is none. */
async function findRunning({ cluster }: Server): Promise<number | null> {
  const file = join(cluster, 'postmaster.pid')
  for (let left = PATIENCE_SECONDS * 10; left > 0; left--) {
    // Process, data folder, start, port, socket, address, shared memory, state: PostgreSQL's `pidfile.h`.
    const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n')
    const [pid, , , port] = lines.map(Number)
    if (!pid) return null
    if (!(await isPostmaster(pid, cluster))) {
      await disown(file, lines)
      return null
    }
    if (lines[7]?.trim() === 'ready') return port!
    await wait(100)
  }
  return null
}

/** Whether this process is a server on this cluster, and not something that got a dead one's number after a restart of the machine. */
async function isPostmaster(pid: number, cluster: string): Promise<boolean> {
  const command =
    platform() === 'linux'
      ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      : await runAs(null, '/bin/ps', ['-ww', '-o', 'args=', '-p', String(pid)]).then(
          ({ stdout }) => stdout,
          () => '',
        )
  return command.includes(cluster)
}

/** PostgreSQL refuses to start while the process of the note lives, whatever it is, except for the one that starts it: us. Its other guards stay. */
async function disown(file: string, lines: string[]): Promise<void> {
  await writeFile(file, [process.pid, ...lines.slice(1)].join('\n'))
}

async function launch({ pg_ctl, owner, cluster }: Server, port: number): Promise<number> {
  const settings = [
    `-p ${port}`,
    '-c listen_addresses=127.0.0.1',
    '-c unix_socket_directories=',
    '-c shared_buffers=128MB',
    '-c max_connections=200',
    '-c jit=off',
    '-c max_wal_size=2GB',
  ]
  await runAs(owner, pg_ctl, ['start', '-D', cluster, '-w', '-t', String(PATIENCE_SECONDS), '-l', logOf(cluster), '-o', settings.join(' ')])
  return port
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve, reject) => probe.once('listening', resolve).once('error', reject))
  const { port } = probe.address() as AddressInfo
  await new Promise((closed) => probe.close(closed))
  return port
}

function logOf(cluster: string): string {
  return join(cluster, 'server.log')
}

async function notStarted({ cluster }: Server, cause: unknown): Promise<PlazaError> {
  const log = await readFile(logOf(cluster), 'utf8').catch(() => '')
  const fatal = /.*(?:FATAL|PANIC): +(.*)/.exec(log.slice(log.lastIndexOf('starting PostgreSQL') + 1).slice(-10_000))?.[1]
  return new PlazaError('unavailable', 'embedded-database', `The database did not start${fatal ? `: ${fatal}` : ''}. Its log is ${logOf(cluster)}.`, cause)
}
