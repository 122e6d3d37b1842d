// What a fresh clone lacks, made in order and only when it changed: packages from the lock file, then the web app.
// No package may be imported here: there are none yet.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
export const ownNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** Brings packages, and with `web` the built web app, up to date. Each slow step says what it does. */
export async function prepare({ web }) {
  await once(join(modules, '.plaza-installed'), hash([join(root, 'package-lock.json')]), 'installing packages from the lock file (about a minute the first time)', () => npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']))
  if (!web) return
  const sources = [...walk(join(root, 'web')), join(root, 'vite.config.ts'), join(root, 'lingui.config.ts'), join(root, 'package-lock.json'), ...walk(join(root, 'src', 'domain'))]
  await once(join(root, 'web', 'dist', '.plaza-built'), hash(sources), 'building the web app', () => runOnOwnNode([join(modules, 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn']))
}

/** Runs a script on the Node that the lock file brings; answers its exit code. Signals reach it, and it ends when we do. */
export function runOnOwnNode(args) {
  return run(ownNode, args, ['inherit', 'inherit', 'inherit', 'ipc'])
}

async function once(stamp, key, saying, act) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return
  const started = Date.now()
  process.stderr.write(`plaza: ${saying} …\n`)
  const code = await act()
  if (code !== 0) {
    process.stderr.write(`plaza: ${saying} failed (exit ${code}); nothing was started. The lines above say why.\n`)
    process.exit(1)
  }
  writeFileSync(stamp, key)
  process.stderr.write(`plaza: done in ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
}

function npm(args) {
  const cli = process.env.npm_execpath
  return cli?.endsWith('.js') ? run(process.execPath, [cli, ...args], 'inherit') : run('npm', args, 'inherit')
}

function run(command, args, stdio) {
  const env = { ...process.env, PATH: `${join(modules, '.bin')}${delimiter}${process.env.PATH}` }
  const child = spawn(command, args, { cwd: root, stdio, env })
  // Ctrl+C reaches the whole group; we only wait for the child to end well.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(signal ? 1 : (code ?? 1)))
  })
}

function walk(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.name === 'dist') return []
    return entry.isDirectory() ? walk(path) : [path]
  })
}

function hash(files) {
  const sum = createHash('sha256')
  for (const file of files.filter((path) => existsSync(path)).sort()) sum.update(file.slice(root.length)).update(readFileSync(file))
  return sum.digest('hex')
}
