import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'

export interface Program {
  child: ChildProcess
  /** Everything it said until now. */
  said(): string
  /** Waits until it has said this; rejects with what it said instead when it ends before. */
  says(words: string): Promise<void>
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>
  /** As a terminal does at Ctrl+C and when it closes: to everything that it started and that did not leave its group. */
  signalGroup(signal: NodeJS.Signals): void
}

/** The last that came goes first: whatever uses a database ends before it. */
const endings: (() => Promise<void>)[] = []
after(async () => {
  for (const end of endings.toReversed()) await end()
})

const ROOT = new URL('../../', import.meta.url)

/** Runs a script of ours, in a process group of its own that is gone after the file's tests. */
export function runProgram(args: readonly string[], env: Record<string, string> = {}): Program {
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...settings(), ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  let heard = Promise.withResolvers<void>()
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
      heard.resolve()
      heard = Promise.withResolvers()
    })
  const ended = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(signal ?? code!))
  })
  const signalGroup = (signal: NodeJS.Signals) => void process.kill(-child.pid!, signal)
  endings.push(async () => {
    try {
      signalGroup('SIGKILL')
    } catch {
      // All of the group is gone already, as it should be.
    }
    await ended
  })
  return {
    child,
    ended,
    signalGroup,
    said: () => said,
    async says(words) {
      while (!said.includes(words)) {
        const more = await Promise.race([heard.promise.then(() => true), ended.then(() => false)])
        if (!more && !said.includes(words)) throw new Error(`it ended without “${words}”, having said:\n${said}`)
      }
    },
  }
}

/** Where a Plaza that was started on port 0 serves. */
export async function readyAt(program: Program): Promise<string> {
  await program.says('Ctrl+C stops it.')
  return /ready at (\S+)/.exec(program.said())![1]!
}

/** Plaza's settings are the test's own, and a runner started from a test is not part of it. */
function settings(): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PLAZA_|npm_|NODE_TEST_CONTEXT$|CI$)/.test(name)))
}

/** A folder for Plaza's data that PostgreSQL's user may pass through; its database is stopped and it is gone after the file's tests. */
export async function dataFolder(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'plaza-start-'))
  await chmod(home, 0o711)
  const folder = join(home, 'data')
  endings.push(async () => {
    const pid = postmaster(folder)
    if (pid !== null && alive(pid)) process.kill(pid, 'SIGKILL')
    await rm(home, { recursive: true, force: true, maxRetries: 20 })
  })
  return folder
}

/** The process of the database on a data folder; null when it was stopped well. */
export function postmaster(folder: string): number | null {
  try {
    return Number.parseInt(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8'), 10)
  } catch {
    return null
  }
}

export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
