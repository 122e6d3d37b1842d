// `npm run check`: what a developer runs before every commit, and CI before the tests.
import { prepare, runOnOwnNode } from './prepare.mjs'

const CHECKS = [
  ['types', ['node_modules/typescript/bin/tsc', '-p', '.']],
  ['the domain knows no machine', ['node_modules/typescript/bin/tsc', '-p', 'src/domain']],
  ['types of tests and benches', ['node_modules/typescript/bin/tsc', '-p', 'test']],
  ['types of the web app', ['node_modules/typescript/bin/tsc', '-p', 'web']],
  ['lint', ['node_modules/oxlint/bin/oxlint', '--deny-warnings']],
  ['format', ['node_modules/oxfmt/bin/oxfmt', '--check']],
  ['dead code', ['node_modules/knip/bin/knip.js']],
  ['translations', ['scripts/check-translations.ts']],
  ['arrows', ['--test', '--test-reporter=dot', 'test/architecture.test.ts']],
]

await prepare({ web: false })
let failed = 0
for (const [name, args] of CHECKS) {
  const started = Date.now()
  const code = await runOnOwnNode(args)
  process.stderr.write(`check: ${name} ${code === 0 ? 'holds' : 'FAILS'} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`)
  if (code > 128) process.exit(code)
  if (code !== 0) failed++
}
process.exitCode = failed === 0 ? 0 : 1
