import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** One snac2 with a data folder of its own. `host` is how the world calls it; it listens where nobody looks. */
export interface SnacServer {
  folder: string
  port: number
  /** Creates the account and answers its password. */
  addUser(uid: string, name: string): Promise<string>
  close(): Promise<void>
}

export async function startSnac(host: string): Promise<SnacServer> {
  const parent = await mkdtemp(join(tmpdir(), 'plaza-snac-'))
  const folder = join(parent, 'data')
  const port = await freePort()
  await run(['init', folder], `127.0.0.1\n${port}\n${host}\n\n\n`)
  await change(join(folder, 'server.json'), { protocol: 'http' })
  const child = spawn('snac', ['httpd', folder], { stdio: ['ignore', 'pipe', 'pipe'] })
  await started(child)
  return {
    folder,
    port,
    async addUser(uid, name) {
      const words = await run(['adduser', folder, uid])
      await change(join(folder, 'user', uid, 'user.json'), { name })
      return /password is (\S+)/.exec(words)?.[1] ?? ''
    },
    async close() {
      const gone = Promise.withResolvers<void>()
      child.once('exit', () => gone.resolve())
      if (child.exitCode === null) child.kill()
      else gone.resolve()
      await gone.promise
      await rm(parent, { recursive: true, force: true })
    },
  }
}

/** It says that it started on its log; then it listens. */
async function started(child: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const read = (bytes: Buffer) => void (/background|start/.test(String(bytes)) && resolve())
  child.stdout?.on('data', read)
  child.stderr?.on('data', read)
  child.once('error', reject)
  child.once('exit', (code) => reject(new Error(`snac ended with ${code}`)))
  await promise
}

async function run(args: string[], input = ''): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const child = spawn('snac', args, { stdio: ['pipe', 'pipe', 'pipe'] })
  let words = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (words += String(bytes)))
  child.on('error', reject)
  child.on('close', (code) => (code === 0 ? resolve(words) : reject(new Error(words))))
  child.stdin.end(input)
  return promise
}

async function change(path: string, to: Record<string, string>): Promise<void> {
  const json = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>
  await writeFile(path, JSON.stringify({ ...json, ...to }))
}

/** Free at this moment: the server can't be asked to choose. */
async function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const probe = createServer().listen(0, '127.0.0.1', resolve)
  await promise
  const { port } = probe.address() as AddressInfo
  const closed = Promise.withResolvers<void>()
  probe.close(() => closed.resolve())
  await closed.promise
  return port
}
