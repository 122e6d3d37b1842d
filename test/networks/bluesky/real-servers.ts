import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Client } from 'pg'
import { z } from 'zod'
import { startEmbedded } from '../../../src/storage/embedded.ts'

export interface RealServers {
  pds: string
  /** The chat service's DID. */
  chat: string
  /** Waits until the AppView has indexed what was written. */
  settle(): Promise<void>
  close(): Promise<void>
}

const Started = z.object({ pds: z.string(), chat: z.string() })

/** PLC, PDS and AppView in a child process, on a PostgreSQL of their own. All of it goes away with `close`. */
export async function startRealServers(chatEndpoint: string): Promise<RealServers> {
  const home = mkdtempSync(join(tmpdir(), 'plaza-bluesky-'))
  // PostgreSQL, which never runs as root, must be able to pass.
  chmodSync(home, 0o755)
  mkdirSync(join(home, 'tmp'))
  await using cleaning = new AsyncDisposableStack()
  cleaning.defer(() => rmSync(home, { recursive: true, force: true }))
  const postgres = await startEmbedded(join(home, 'data'), () => {})
  cleaning.defer(postgres.stop)
  const child = startChild(chatEndpoint, { DB_POSTGRES_URL: await createDatabase(postgres.url), TMPDIR: join(home, 'tmp') })
  cleaning.defer(child.stop)
  const { pds, chat } = Started.parse(JSON.parse(await child.readLine()))
  const kept = cleaning.move()
  return { pds: pds.replace('localhost', '127.0.0.1'), chat, settle: child.settle, close: () => kept.disposeAsync() }
}

function startChild(chatEndpoint: string, env: Record<string, string>) {
  const child = spawn(process.execPath, ['--no-warnings', '--require', './loopback.cjs', 'serve.mjs', chatEndpoint], {
    cwd: join(import.meta.dirname, 'server'),
    // No Redis is needed, only its name.
    env: { ...process.env, ...env, REDIS_HOST: '127.0.0.1:1', LOG_ENABLED: 'false' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  let last: Promise<unknown> = Promise.resolve()

  async function readLine(): Promise<string> {
    const { value, done } = await lines.next()
    if (done) throw new Error('the real Bluesky ended')
    return value.startsWith('{') ? value : readLine()
  }

  /** One question after the other: each has one line for an answer. */
  function settle(): Promise<void> {
    const settled = last.then(async () => {
      child.stdin.write('settle\n')
      await readLine()
    })
    last = settled
    return settled
  }

  async function stop(): Promise<void> {
    if (child.exitCode !== null) return
    child.stdin.end()
    await once(child, 'exit')
  }

  return { readLine, settle, stop }
}

async function createDatabase(url: string): Promise<string> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query('create database bluesky')
  await client.end()
  return Object.assign(new URL(url), { pathname: '/bluesky' }).toString()
}
