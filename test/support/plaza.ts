import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  out: string
  err: string
}

export interface PlazaCommands {
  folder: string
  /** Runs `plaza ARGS` to its end, as an operator would; `input` is its standard input. */
  plaza(
    args: readonly string[],
    given?: {
      input?: string | AsyncIterable<string>
      node?: readonly string[] /** Asked again and again while the command runs; once it holds, the command is killed. */
      killWhen?: () => Promise<boolean>
    },
  ): Promise<Ended>
}

const ROOT = new URL('../../', import.meta.url)

/** The command line on a database, with a folder of its own that is gone afterwards. */
export function plazaOn(databaseUrl: string, env: Record<string, string> = {}): PlazaCommands {
  const folder = mkdtempSync(join(tmpdir(), 'plaza-cli-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const settings = { ...process.env, PLAZA_DATABASE_URL: databaseUrl, PLAZA_DATA: folder, PLAZA_SECRET: '5'.repeat(64), PLAZA_LOG_LEVEL: 'silent', ...env }
  return {
    folder,
    plaza: (args, { input = '', node = [], killWhen } = {}) =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [...node, 'src/main.ts', ...args], { cwd: ROOT, env: settings })
        let [out, err] = ['', '']
        child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
        child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
        if (killWhen) void killOnce(child, killWhen).catch(reject)
        child.stdin.on('error', () => {})
        child.on('error', reject)
        child.on('close', (code, signal) => resolve({ code, signal, out, err }))
        void feed(child.stdin, input).catch(() => {})
      }),
  }
}

async function feed(stdin: NodeJS.WritableStream, input: string | AsyncIterable<string>): Promise<void> {
  for await (const piece of typeof input === 'string' ? [input] : input) if (!stdin.write(piece)) await new Promise((drained) => stdin.once('drain', drained))
  stdin.end()
}

async function killOnce(child: ChildProcess, when: () => Promise<boolean>): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) if (await when()) return void child.kill('SIGKILL')
}
