import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Beside } from '../../src/http/contract/beside.ts'
import { openHouse } from '../support/house.ts'
import { post } from '../support/workspace.ts'

const at = Temporal.Instant.from('2026-11-20T14:10:00Z')
const house = await openHouse({}, { now: () => at })
const { agent } = house.people

test('what stands beside a conversation is told at once as each part tells it by itself', async () => {
  await house.hear(post('1', 'caro', '@aeroandes mi maleta no llegó', 1), post('2', 'aeroandes_', '@caro pásenos su tarjeta', 2, { replyTo: '1' }))
  const { items } = await agent.browser.must<{ items: { id: string }[] }>('GET', '/tickets?view=all')
  for (const { id } of items) {
    await agent.browser.must('POST', `/tickets/${id}/complaints`, { law: 'es-ley-10-2025', region: 'AR' })
    const beside = await agent.browser.must<Beside>('GET', `/tickets/${id}/beside`)
    const read = (part: string) => agent.browser.must('GET', `/tickets/${id}/${part}`)
    const [clocks, complaints, incident, lookAlikes, storm] = await Promise.all(['clocks', 'complaints', 'incident', 'look-alikes', 'storm'].map(read))
    assert.deepEqual(beside, { clocks, complaints, incident, lookAlikes, storm })
  }
  assert.ok(items.length > 0)
})
