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

/** PLC, PDS and AppView in a child process, on a PostgreSQL of their own. All of it goes away with `close`, or with this process. */
export async function startRealServers(chatEndpoint: string): Promise<RealServers> {
  const home = mkdtempSync(join(tmpdir(), 'plaza-bluesky-'))
  chmodSync(home, 0o755)
  const postgres = await startEmbedded(join(home, 'data'), () => {})
  mkdirSync(join(home, 'tmp'))
  const child = spawn(process.execPath, ['--require', './loopback.cjs', 'serve.mjs', chatEndpoint], {
    cwd: join(import.meta.dirname, 'server'),
    env: { ...process.env, DB_POSTGRES_URL: await createDatabase(postgres.url), REDIS_HOST: '127.0.0.1:1', TMPDIR: join(home, 'tmp'), LOG_ENABLED: 'false' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const readLine = async () => {
    for (;;) {
      const { value, done } = await lines.next()
      if (done) throw new Error('the real Bluesky ended')
      if (value.startsWith('{')) return value
    }
  }
  const close = async () => {
    if (child.exitCode === null) {
      child.stdin.end()
      await once(child, 'exit')
    }
    await postgres.stop()
    rmSync(home, { recursive: true, force: true })
  }
  try {
    const { pds, chat } = Started.parse(JSON.parse(await readLine()))
    let last: Promise<unknown> = Promise.resolve()
    const settle = () => {
      const settled = last.then(async () => {
        child.stdin.write('settle\n')
        await readLine()
      })
      last = settled
      return settled
    }
    return { pds: pds.replace('localhost', '127.0.0.1'), chat, settle, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function createDatabase(url: string): Promise<string> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query('create database bluesky')
  await client.end()
  return Object.assign(new URL(url), { pathname: '/bluesky' }).toString()
}
