import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keepOwnMeasured } from '../../src/storage/peers.ts'
import { measure } from '../../src/watch/comparison/measure.ts'
import { openTestDatabase } from '../support/database.ts'
import { plazaOn } from '../support/plaza.ts'
import { makeWorkspace } from '../support/workspace.ts'

const { db, url } = await openTestDatabase(4)
const { plaza } = plazaOn(url)
const workspace = await makeWorkspace(db)

test('a line an account: what the rule said last, and nothing where nothing was counted', async () => {
  const known = { since: 0, through: 30 * 86_400 }
  const measured = { ...measure([{ person: 'rosa', at: 86_400 * 20, asks: true }], known), ...known }
  await keepOwnMeasured(db, workspace.accounts.x, { at: Temporal.Now.instant(), measured })
  const { code, out } = await plaza(['watch', 'comparison'])
  assert.equal(code, 0)
  const lines = out.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>) // prettier-ignore
  assert.deepEqual(
    lines.map(({ network, handle, ours, questions, answered, enough, through }) => ({ network, handle, ours, questions, answered, enough, through })),
    [
      { network: 'x', handle: 'aeroandes', ours: true, questions: 1, answered: 0, enough: false, through: '1970-01-31T00:00:00Z' },
      { network: 'x', handle: 'aeroandes_ayuda', ours: true, questions: 0, answered: 0, enough: false, through: null },
    ],
  )
})

test('more words than it takes are refused', async () => {
  assert.equal((await plaza(['watch', 'comparison', 'everybody'])).code, 2)
})
