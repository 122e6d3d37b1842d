import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { text } from 'node:stream/consumers'
import { insertWorkspace } from '../src/storage/workspaces.ts'
import { openDatabase } from '../src/storage/database.ts'
import { migrate } from '../src/storage/migrate.ts'
import { report } from './support/report.ts'
import { busyDay } from './support/square.ts'
import { FLAGS } from '../scripts/flags.mjs'
import { progress, withDatabase } from './support/temporary.ts'

const MESSAGES = 100_000
/** Node collects late when memory is plenty: what an import needs shows when it is not. */
const SMALL_HEAP = 128
const MEBI = 2 ** 20

const folder = mkdtempSync(join(tmpdir(), 'plaza-bench-import-'))
try {
  await withDatabase(async (url) => {
    await prepare(url)
    const first = await importOf(url, 'm')
    const again = await importOf(url, 'm')
    const small = await importOf(url, 's', [`--max-old-space-size=${SMALL_HEAP}`])
    report(
      'import',
      `\`plaza import\` of a file with ${MESSAGES} messages, from the command to its end (start included), into an empty workspace; then the same file again; then another one with little memory.`,
      [
        { what: 'import', value: MESSAGES / first.seconds, unit: 'messages/s', goal: { atLeast: 2_000 } },
        { what: 'the same file again', value: MESSAGES / again.seconds, unit: 'messages/s' },
        { what: 'peak memory', value: first.peak, unit: 'MB', goal: { atMost: 500 } },
        { what: `with a heap of ${SMALL_HEAP} MB`, value: MESSAGES / small.seconds, unit: 'messages/s' },
        { what: `peak memory with a heap of ${SMALL_HEAP} MB`, value: small.peak, unit: 'MB', goal: { atMost: 300 } },
      ],
    )
  })
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function prepare(url: string): Promise<void> {
  const { db } = openDatabase(url, 1)
  await migrate(db, progress)
  await insertWorkspace(db, { name: 'Aeroandes', timeZone: 'America/Bogota', locale: 'es', rehearsalOf: null })
  await db.destroy()
}

/** Runs the command as an operator does. Seconds and MB. */
async function importOf(url: string, seed: string, node: string[] = []): Promise<{ seconds: number; peak: number }> {
  const file = await write(seed)
  progress(`plaza import of ${MESSAGES} messages ${node.join(' ')}`)
  const started = performance.now()
  const child = spawn(
    process.execPath,
    [...FLAGS, ...node, '--import', new URL('support/tell-peak.ts', import.meta.url).href, 'src/main.ts', 'import', file, '--json'],
    {
      cwd: new URL('..', import.meta.url),
      env: { ...process.env, PLAZA_DATABASE_URL: url, PLAZA_DATA: folder },
      stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    },
  )
  const [peak, said, [code]] = await Promise.all([text(child.stdio[3] as NodeJS.ReadableStream), text(child.stdout!), once(child, 'close')])
  const summary = JSON.parse(said) as { messages: { fresh: number; known: number } }
  if (code !== 0 || summary.messages.fresh + summary.messages.known !== MESSAGES) throw new Error(`the import went wrong: ${said}`)
  return { seconds: (performance.now() - started) / 1000, peak: (Number(peak) * 1024) / MEBI }
}

async function write(seed: string): Promise<string> {
  const file = join(folder, `${seed}.jsonl`)
  const out = createWriteStream(file)
  out.write(`${JSON.stringify({ kind: 'account', network: 'x', id: '900', handle: 'aeroandes', name: 'Aeroandes' })}\n`)
  for (const line of busyDay(MESSAGES, seed)) if (!out.write(`${JSON.stringify(line)}\n`)) await once(out, 'drain')
  out.end()
  await once(out, 'close')
  return file
}
