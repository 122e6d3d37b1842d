// `npm test` on any machine: brings what the tests need, then runs every suite; fails when no test ran or anything was skipped in CI.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { prepare, root, runOnOwnNode } from './prepare.mjs'

await prepare({ web: true })
const only = process.argv.slice(2)
const files = only.length > 0 ? only : suites(join(root, 'test'))
if (files.length === 0) {
  process.stderr.write('plaza: no test files found; that can’t be right.\n')
  process.exit(1)
}
process.exitCode = await runOnOwnNode(['scripts/run-tests.ts', ...files])

function suites(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.name === 'node_modules') return []
    if (entry.isDirectory()) return suites(path)
    return entry.name.endsWith('.test.ts') ? [path] : []
  })
}
