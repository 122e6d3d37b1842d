import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { TestContext } from 'node:test'

/** A package of the machine's own release, or one that only its backports suite has. */
export type DebianPackage = string | { name: string; suite: 'backports' }

/**
 * Makes sure that a real server under test is on this machine. `probe` is the command, or the absolute path, whose presence proves it.
 * Installs only as root on a Debian; answers false where it can't, having said why on stderr. Test files may ask at the same time.
 */
export async function ensureDebian(packages: DebianPackage[], probe: string): Promise<boolean> {
  if (present(probe)) return true
  if (process.getuid?.() !== 0 || !present('apt-get')) return no(`${probe} is missing, and only root on a Debian can install it`)
  const backported = packages.filter((one) => typeof one !== 'string')
  if (backported.length > 0 && !addBackports()) return no('no source of Debian packages is configured that could lend its backports')
  const names = packages.map((one) => (typeof one === 'string' ? one : one.name))
  const failure = await run('flock', [LOCK, 'sh', '-euc', INSTALL, 'install', probe, ...names])
  return present(probe) || no(failure ?? `${names.join(', ')} did not bring ${probe}`)
}

/** Answers whether to go on. What the machine lacks is skipped loudly at a developer's desk, and fails where `CI=true`. */
export function skipUnless(t: TestContext, ok: boolean, why: string): boolean {
  if (ok) return true
  if (process.env.CI === 'true') throw new Error(`can't be skipped here: ${why}`)
  process.stderr.write(`SKIPPED ${t.name}: ${why}\n`)
  t.skip(why)
  return false
}

/** One after the other, over all test files of all checkouts on the machine. */
const LOCK = join(tmpdir(), 'plaza-debian.lock')

/**
 * $1 is the probe, the rest the packages. Whoever waited for the lock finds the work done. The policy, where none stands,
 * keeps a mail server that only a test needs from becoming a service of the machine.
 */
const INSTALL = `
probe=$1; shift
if command -v "$probe" >/dev/null 2>&1; then exit 0; fi
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
  trap 'rm -f $policy' EXIT
  printf '#!/bin/sh\\nexit 101\\n' >$policy
  chmod 755 $policy
fi
export DEBIAN_FRONTEND=noninteractive
apt-get -q update
apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "$@"
`

function present(probe: string): boolean {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin']
  return probe.startsWith('/') ? existsSync(probe) : folders.some((folder) => executable(join(folder, probe)))
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Backports never win over the release by themselves, so nothing else on the machine changes. */
function addBackports(): boolean {
  const codename = /^VERSION_CODENAME=(\w+)$/m.exec(read('/etc/os-release'))?.[1]
  if (!codename) return false
  const texts = ['/etc/apt/sources.list', ...sourceFiles()].map(read)
  const suite = `${codename}-backports`
  if (texts.some((text) => new RegExp(`^[^#]*\\b${suite}\\b`, 'm').test(text))) return true
  const source = texts.map((text) => findSource(text, codename)).find((found) => found !== null)
  if (!source) return false
  const entry = ['Types: deb', `URIs: ${source.uri}`, `Suites: ${suite}`, 'Components: main', ...(source.signedBy ? [`Signed-By: ${source.signedBy}`] : [])]
  writeFileSync(`/etc/apt/sources.list.d/plaza-${suite}.sources`, `${entry.join('\n')}\n`)
  return true
}

/** The mirror and keyring of the release itself, from either of apt's two formats (sources.list(5)). */
function findSource(text: string, codename: string): { uri: string; signedBy: string | undefined } | null {
  for (const block of text.split(/\n\s*\n/)) {
    const field = (name: string) => new RegExp(`^${name}:\\s*(.+)$`, 'mi').exec(block)?.[1]?.trim()
    const uri = field('URIs')?.split(/\s+/)[0]
    if (uri && field('Suites')?.split(/\s+/).includes(codename)) return { uri, signedBy: field('Signed-By') }
  }
  const line = new RegExp(`^deb\\s+(?:\\[([^\\]]*)\\]\\s+)?(\\S+)\\s+${codename}\\s`, 'm').exec(text)
  return line?.[2] ? { uri: line[2], signedBy: /signed-by=(\S+)/.exec(line[1] ?? '')?.[1] } : null
}

function sourceFiles(): string[] {
  const folder = '/etc/apt/sources.list.d'
  return existsSync(folder) ? readdirSync(folder).flatMap((name) => (/\.(list|sources)$/.test(name) ? [join(folder, name)] : [])) : []
}

function read(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

function no(why: string): false {
  process.stderr.write(`${why}\n`)
  return false
}

/** Answers null, or what went wrong: the last words of the command. */
async function run(command: string, args: string[]): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>()
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let words = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (words = `${words}${bytes}`.slice(-2_000)))
  child.on('error', (error) => resolve(error.message))
  child.on('close', (code) => resolve(code === 0 ? null : words.trim()))
  return promise
}
