// `npm test [FILE or FOLDER …]` on any machine: brings what the tests need, then runs every suite, or those named; fails when no test
// ran or anything was skipped in CI.
import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { prepare, root, runOnOwnNode } from './prepare.mjs'

const named = process.argv.slice(2)
const files = (named.length > 0 ? named : ['test']).flatMap(found)
if (files.length === 0) fail('no test files found; that can’t be right')
await prepare({ web: true })
process.exitCode = await runOnOwnNode(['scripts/run-tests.ts', ...files])

function found(name) {
  const path = resolve(root, name)
  const kind = statSync(path, { throwIfNoEntry: false })
  if (!kind) fail(`there is no ${name}`)
  return kind.isDirectory() ? suites(path) : [path]
}

function suites(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.name === 'node_modules') return []
    if (entry.isDirectory()) return suites(path)
    return entry.name.endsWith('.test.ts') ? [path] : []
  })
}

function fail(why) {
  process.stderr.write(`plaza: ${why}.\n`)
  process.exit(1)
}
