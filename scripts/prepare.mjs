// What a fresh clone lacks, made in order and only when it changed: packages from the lock file, then the web app.
// No package may be imported here: there are none yet.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installed } from './installed.mjs'
import { runChild } from './run-child.mjs'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const ownNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const env = {
  ...process.env,
  PATH: `${join(modules, '.bin')}${delimiter}${process.env.PATH}`,
  // glibc keeps what was freed for the next burst: given back from 128 KB on, an eighth of the memory goes.
  MALLOC_TRIM_THRESHOLD_: process.env.MALLOC_TRIM_THRESHOLD_ ?? '131072',
  // Two thousand modules are compiled once, which halves every later start.
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(modules, '.cache', 'compiled'),
}

/** Brings packages, and with `web` the built web app, up to date. Each slow step says what it does; one that fails ends the process. */
export async function prepare({ web }) {
  if (!existsSync(ownNode) || !installed(root)) await install()
  if (web) await build()
}

/** Runs a script on the Node that the lock file brings; answers its exit code. Signals reach it, and it ends when we do. */
export function runOnOwnNode(args, { cwd = root } = {}) {
  return runChild(ownNode, args, { cwd, env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
}

async function install() {
  // Vite and its like are developers' packages to npm, which NODE_ENV=production would leave out.
  await step('installing packages from the lock file (a minute or two the first time)', () =>
    npm(['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']),
  )
  if (!existsSync(ownNode)) giveUp('npm did not bring Plaza’s own Node; allow install scripts (npm config set ignore-scripts false) and start again')
}

function npm(args) {
  const cli = process.env.npm_execpath
  const [command, ...first] = cli && basename(cli) === 'npm-cli.js' ? [process.execPath, cli] : ['npm']
  return runChild(command, [...first, ...args], { cwd: root, env, stdio: 'inherit' })
}

async function build() {
  const stamp = join(root, 'web', 'dist', '.plaza-built')
  const key = hash([...walk('web'), ...walk('src/domain'), 'vite.config.ts', 'lingui.config.ts', 'package-lock.json'])
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return
  await step('building the web app', () => runOnOwnNode([join(modules, 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn']))
  writeFileSync(stamp, key)
}

async function step(saying, act) {
  const started = Date.now()
  process.stderr.write(`plaza: ${saying} …\n`)
  const code = await act()
  if (code > 128) giveUp(`interrupted while ${saying}; nothing was started`, code)
  if (code !== 0) giveUp(`${saying} failed (exit ${code}); nothing was started. The lines above say why`)
  process.stderr.write(`plaza: done in ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
}

function giveUp(why, code = 1) {
  process.stderr.write(`plaza: ${why}.\n`)
  process.exit(code)
}

/** Every file below a folder, named from the root; what builds leave is not a source. */
function walk(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'dist') return []
    const path = `${folder}/${entry.name}`
    return entry.isDirectory() ? walk(path) : [path]
  })
}

function hash(files) {
  const sum = createHash('sha256')
  for (const file of files.sort())
    sum
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0')
  return sum.digest('hex')
}
