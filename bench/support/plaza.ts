import { spawn, execFileSync, type ChildProcess } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Browser, OWNER } from '../../test/support/http.ts'
import type { Me } from '../../src/http/contract/workspace.ts'

const ROOT = join(import.meta.dirname, '..', '..')

export interface RunningPlaza {
  base: string
  /** The serving process itself, not npm's. */
  pid: number
  /** From the start of the process until it says that it is ready, in milliseconds. */
  startedIn: number
  stop(): Promise<void>
}

/** Plaza as an operator runs it, by `npm start`; what it says is kept to be told should it fail. */
export async function startPlaza(environment: Record<string, string>): Promise<RunningPlaza> {
  const port = environment['PLAZA_PORT'] ?? String(await freePort())
  const started = performance.now()
  const child = spawn('npm', ['start', '--silent'], {
    cwd: ROOT,
    env: { ...process.env, ...environment, PLAZA_PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const startedIn = await untilReady(child, started)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    base: `http://127.0.0.1:${port}`,
    pid: servingProcess(child.pid!),
    startedIn,
    async stop() {
      // As Ctrl+C does: to the whole group.
      process.kill(-child.pid!, 'SIGINT')
      await ended
    },
  }
}

/** Of all that npm started, the process that serves. */
function servingProcess(group: number): number {
  const processes = execFileSync('ps', ['-A', '-o', 'pid=,pgid=,args='], { encoding: 'utf8' }).split('\n')
  const serving = processes.find((line) => /src\/main\.ts serve/.test(line) && line.trim().split(/\s+/)[1] === String(group))
  if (!serving) throw new Error('Plaza says that it is ready, and nobody serves')
  return Number(serving.trim().split(/\s+/)[0])
}

function untilReady(child: ChildProcess, started: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let words = ''
    const listen = (bytes: Buffer) => {
      words += bytes.toString()
      if (/ready at http/.test(words)) resolve(performance.now() - started)
    }
    child.stdout!.on('data', listen)
    child.stderr!.on('data', listen)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`Plaza ended with ${code} before it was ready:\n${words}`)))
  })
}

/** The owner of a new house, in its real workspace; nobody plays on the rehearsal square. */
export async function foundQuietHouse(base: string): Promise<{ owner: Browser; me: Me }> {
  const owner = new Browser(base)
  const founded = await owner.must<Me>('POST', '/first-run', { ...OWNER, locale: 'en' })
  await owner.must('PUT', '/rehearsal', { story: null })
  const me = await owner.must<Me>('PUT', '/me/workspace', { id: founded.workspaces.find(({ rehearsal }) => !rehearsal)!.id })
  return { owner, me }
}

/** Resident memory of one process, in MB. */
export function memoryOf(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
}

/** The largest memory seen while `work` runs, in MB. */
export async function mostMemory(pid: number, work: () => Promise<unknown>): Promise<number> {
  let most = memoryOf(pid)
  const looking = setInterval(() => (most = Math.max(most, memoryOf(pid))), 250)
  try {
    await work()
  } finally {
    clearInterval(looking)
  }
  return most
}

/** Known before the server that signs cookies for it. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
