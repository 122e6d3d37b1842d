import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { x } from '../../src/networks/x/index.ts'
import { POLLING, PRICES, REACH } from '../../src/networks/x/limits.ts'

describe('X: the operators’ page', () => {
  it('says the prices, limits and intervals that stand in the data', async () => {
    const page = await readFile(new URL('../../docs/networks/x.md', import.meta.url), 'utf8')
    const { limits } = x.capabilities
    const figures = [
      ...Object.values(PRICES).map((price) => price.toFixed(3)),
      ...limits.rates.slice(0, 7).map(({ calls }) => String(calls)),
      ...Object.values(REACH).map((reach) => reach.toLocaleString('en')),
      `every ${POLLING.pollSeconds} seconds`,
      `every ${POLLING.directSeconds}`,
      `${POLLING.watchPosts} most recent`,
      `every ${POLLING.watchSeconds / 60} minutes`,
      String(limits.public?.max),
      limits.read,
    ]
    for (const figure of figures) assert.ok(page.includes(figure), figure)
  })
})
