import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { plazaOn } from '../support/plaza.ts'

/** No database answers there: what is refused is refused before one is asked for. */
const { folder, plaza } = plazaOn('postgres://nobody@127.0.0.1:1/none')

test('a story that is not there is one sentence and exit code 2', async () => {
  for (const absent of [join(folder, 'nowhere.yaml'), folder]) {
    const { code, out, err } = await plaza(['rehearse', absent])
    assert.deepEqual({ code, out, err }, { code: 2, out: '', err: `plaza: There is no file ${absent} that can be read.\n` })
  }
})

test('a story that can’t be played says where and why, with exit code 2', async () => {
  const path = join(folder, 'torn.yaml')
  writeFileSync(path, 'title: [torn\n')
  const { code, err } = await plaza(['rehearse', path])
  assert.equal(code, 2)
  assert.match(err, /^torn\.yaml:\d+:\d+: /)
  assert.doesNotMatch(err, /\n {4}at /)
})

test('a command without its file names what it lacks', async () => {
  const { code, err } = await plaza(['rehearse'])
  assert.deepEqual([code, err], [2, 'plaza: Name one story file. See: plaza rehearse --help\n'])
})
