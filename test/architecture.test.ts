import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { test } from 'node:test'

const ROOT = resolve(import.meta.dirname, '..')

/** The house: which rooms a room may import. `types` arrows carry no code. */
const ARROWS: Record<string, { to: string[]; types?: string[] }> = {
  domain: { to: [] },
  platform: { to: [] },
  understanding: { to: ['domain'] },
  manual: { to: ['domain'], types: ['understanding'] },
  storage: { to: ['domain', 'platform'] },
  networks: { to: ['domain', 'platform'] },
  pipeline: { to: ['domain', 'platform', 'understanding', 'manual', 'storage', 'networks'] },
  watch: { to: ['domain', 'platform', 'understanding', 'manual', 'storage', 'networks'] },
  jobs: { to: ['pipeline', 'watch', 'storage', 'platform'] },
  reports: { to: ['domain', 'storage', 'platform'] },
  realtime: { to: ['domain', 'storage', 'platform'] },
  http: { to: ['domain', 'storage', 'pipeline', 'watch', 'reports', 'realtime', 'platform'] },
  rehearsal: { to: ['domain', 'platform'], types: ['http'] },
  cli: { to: ['*'] },
}

/** Files at the top of src: the roots that wire the rooms. */
const ROOTS = ['main.ts', 'config.ts', 'context.ts', 'open-server.ts', 'rehearsal-square.ts']

test('every import follows an arrow of the house', () => {
  const wrong = files(join(ROOT, 'src')).flatMap((file) => importsOf(file).flatMap((line) => judge(file, line)))
  assert.deepEqual(wrong, [])
})

test('the web app takes from the domain and the HTTP contract, types only', () => {
  const wrong = files(join(ROOT, 'web')).flatMap((file) =>
    importsOf(file)
      .filter(({ target }) => target.startsWith(join(ROOT, 'src') + sep))
      .filter(({ target, types }) => !(inside(target, 'src/domain') || (types && inside(target, 'src/http/contract'))))
      .map(({ target }) => `${relative(ROOT, file)} → ${relative(ROOT, target)}`),
  )
  assert.deepEqual(wrong, [])
})

test('only config.ts reads the environment', () => {
  const readers = files(join(ROOT, 'src')).filter((file) => /process\.env/.test(readFileSync(file, 'utf8')))
  assert.deepEqual(
    readers.map((file) => relative(ROOT, file)),
    ['src/config.ts'],
  )
})

test('only storage speaks SQL', () => {
  const speakers = files(join(ROOT, 'src')).filter((file) => /\bsql`|sql\.raw\(/.test(readFileSync(file, 'utf8')) && !inside(file, 'src/storage'))
  assert.deepEqual(
    speakers.map((file) => relative(ROOT, file)),
    [],
  )
})

test('every room of src is declared', () => {
  const rooms = readdirSync(join(ROOT, 'src'), { withFileTypes: true })
  assert.deepEqual(
    rooms.filter((entry) => (entry.isDirectory() ? !(entry.name in ARROWS) : !ROOTS.includes(entry.name))).map((entry) => entry.name),
    [],
  )
})

interface Import {
  target: string
  types: boolean
}

function judge(file: string, { target, types }: Import): string[] {
  const from = roomOf(file)
  const to = roomOf(target)
  const data = target.endsWith('.json')
  if (from === null || to === from || data) return []
  const arrows = ARROWS[from]!
  const fine = arrows.to.includes('*') || (to !== null && (arrows.to.includes(to) || (types && arrows.types?.includes(to))))
  return fine ? [] : [`${relative(ROOT, file)} → ${relative(ROOT, target)}`]
}

/** The room a file lies in; null for the roots. */
function roomOf(path: string): string | null {
  const [src, room, ...rest] = relative(ROOT, path).split(sep)
  return src === 'src' && room && rest.length > 0 ? room : null
}

function inside(path: string, folder: string): boolean {
  return relative(ROOT, path).startsWith(folder.replaceAll('/', sep) + sep)
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8')
  const found = text.matchAll(
    /^\s*(?:import|export)\s+(type\s)?[^'"]*?from\s+['"](\.[^'"]+)['"]|^\s*import\s+['"](\.[^'"]+)['"]|import\(['"](\.[^'"]+)['"]\)/gm,
  )
  return [...found].map(([, type, from, bare, lazy]) => ({ target: resolve(dirname(file), (from ?? bare ?? lazy)!), types: type !== undefined }))
}

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes(`${sep}dist`))
    .map((entry) => join(entry.parentPath, entry.name))
}
