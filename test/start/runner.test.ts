import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { installed } from '../../scripts/installed.mjs'
import { runProgram } from './program.ts'

const folder = mkdtempSync(join(tmpdir(), 'plaza-runner-'))
after(() => rmSync(folder, { recursive: true }))

describe('npm test', () => {
  const imports = `import { test } from 'node:test'\n`
  const cases = [
    { name: 'holds', text: `${imports}test('holds', () => {})`, code: 0, says: 'pass 1' },
    { name: 'fails', text: `${imports}test('fails', () => { throw new Error('no') })`, code: 1, says: 'plaza: 1 of 1 tests failed.' },
    { name: 'hollow', text: 'export {}', code: 1, says: 'that can’t be right.' },
    { name: 'skips', text: `${imports}test('skips', { skip: 'no browser' }, () => {})`, code: 0, says: 'skipped 1' },
    {
      name: 'skips-in-ci',
      text: `${imports}test('skips', { skip: 'no browser' }, () => {})`,
      env: { CI: 'true' },
      code: 1,
      says: 'plaza: 1 tests were skipped; here everything must run.',
    },
  ]
  for (const { name, text, env = {}, code, says } of cases)
    test(`of a file that ${name} ends with ${code}`, async () => {
      const file = join(folder, `${name}.test.mjs`)
      writeFileSync(file, text)
      const runner = runProgram(['scripts/run-tests.ts', file], env)
      assert.equal(await runner.ended, code, runner.said())
      assert.ok(runner.said().includes(says), runner.said())
    })

  test('of a file that is not there says so', async () => {
    const runner = runProgram(['scripts/test.mjs', 'test/no-such.test.ts'])
    assert.equal(await runner.ended, 1)
    assert.equal(runner.said(), 'plaza: there is no test/no-such.test.ts.\n')
  })
})

describe('packages are installed anew', () => {
  const zod = { version: '4.6.7', integrity: 'sha512-a' }
  const build = { version: '1.0.0', integrity: 'sha512-b', optional: true, os: [process.platform], cpu: [process.arch] }
  const foreign = { version: '1.0.0', optional: true, os: ['!aix', `!${process.platform}`] }
  const wanted = { zod, build, foreign }
  const cases: { when: string; note: Record<string, object> | null; is: boolean }[] = [
    { when: 'never when npm noted what the lock file says', note: { zod, build }, is: true },
    { when: 'never for an optional package that this machine can’t have', note: { zod }, is: true },
    { when: 'when an installation was cut short', note: null, is: false },
    { when: 'when the lock file wants one more', note: { build }, is: false },
    { when: 'when the lock file wants one less', note: { zod, build, gone: zod }, is: false },
    { when: 'when the lock file wants another version', note: { zod: { ...zod, version: '4.6.6' } }, is: false },
    { when: 'when the lock file wants another build of it', note: { zod: { ...zod, integrity: 'sha512-c' } }, is: false },
    { when: 'when they came from another kind of machine', note: { zod, foreign }, is: false },
  ]
  for (const [n, { when, note, is }] of cases.entries())
    test(when, () => {
      const root = join(folder, String(n))
      mkdirSync(join(root, 'node_modules'), { recursive: true })
      writeFileSync(join(root, 'package-lock.json'), lock({ '': {}, ...placed(wanted) }))
      if (note) writeFileSync(join(root, 'node_modules', '.package-lock.json'), lock(placed(note)))
      assert.equal(installed(root), is)
    })
})

function placed(packages: Record<string, object>): Record<string, object> {
  return Object.fromEntries(Object.entries(packages).map(([name, entry]) => [`node_modules/${name}`, entry]))
}

function lock(packages: Record<string, object>): string {
  return JSON.stringify({ lockfileVersion: 3, packages })
}
