import { relative } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'

/** Files at once: their servers share the machine's cores. */
const AT_ONCE = 2
/** No test file takes longer; one that hangs must not hold up the rest. */
const PATIENCE_MS = 15 * 60_000

const counts = { tests: 0, failed: 0, skipped: 0 }
/** Files without a test; the runner counts each as one that passed. */
const hollow: string[] = []
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
const stream = run({ files: process.argv.slice(2), concurrency: AT_ONCE, timeout: PATIENCE_MS, forceExit: false, signal: stopping.signal })
stream.on('test:pass', ({ name, file }) => {
  if (name === file) hollow.push(relative(process.cwd(), file))
})
stream.on('test:summary', ({ file, counts: of }) => {
  if (file !== undefined) return
  counts.tests = of.tests
  counts.failed = of.tests - of.passed - of.skipped - of.todo
  counts.skipped = of.skipped + of.todo
})
stream.compose(spec).pipe(process.stdout)
stream.on('end', () => {
  if (stopping.signal.aborted) end('stopped before the tests ended')
  else if (hollow.length > 0 || counts.tests === 0) end(`no test ran in ${hollow.join(', ') || 'any file'}; that can’t be right`)
  else if (counts.failed > 0) end(`${counts.failed} of ${counts.tests} tests failed`)
  else if (counts.skipped > 0 && process.env['CI'] === 'true') end(`${counts.skipped} tests were skipped; here everything must run`)
})

function end(why: string): void {
  process.stderr.write(`plaza: ${why}.\n`)
  process.exitCode = 1
}
