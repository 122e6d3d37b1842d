import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { manual } from '../../src/cli/manual.ts'
import { sampleText } from '../support/manual.ts'

const ROOT = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'plaza-manual-'))
after(() => rmSync(folder, { recursive: true }))

function plaza(...args: string[]) {
  return spawnSync(process.execPath, ['src/main.ts', 'manual', ...args], { cwd: ROOT, encoding: 'utf8', timeout: 60_000 })
}

test('plaza manual check says nothing against a sample', () => {
  const { status, stdout } = plaza('check', 'manuals/banco.yaml')
  assert.equal(status, 0)
  assert.equal(stdout, 'manuals/banco.yaml: nothing to object to.\n')
})

test('plaza manual check names file, line and column, what is wrong and what to do', () => {
  const file = join(folder, 'broken.yaml')
  const text = sampleText('telecom').replace('script: engineer', 'script: enginer')
  writeFileSync(file, text)
  const line = text.slice(0, text.indexOf('script: enginer')).split('\n').length
  const { status, stdout } = plaza('check', file)
  assert.equal(status, 1)
  assert.ok(stdout.startsWith(`${file}:${line}:15: error: The manual has no script «enginer».\n    Did you mean «engineer»?`), stdout)
  const [finding] = JSON.parse(plaza('check', file, '--json').stdout)
  assert.deepEqual([finding.code, finding.severity, finding.line, finding.column, finding.suggestion], ['unknown-name', 'error', line, 15, 'engineer'])
})

test('plaza manual says what it did not understand', async () => {
  for (const args of [[], ['chek'], ['check'], ['check', join(folder, 'absent.yaml')], ['schema', '--language', 'fr']])
    await assert.rejects(manual.run(args), { kind: 'invalid', code: 'usage' }, args.join(' '))
})
