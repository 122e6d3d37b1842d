import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { openHouse } from '../support/house.ts'
import { openStream } from '../support/live.ts'

const { people } = await openHouse()

test('who lost their place hears no more, at the latest with the next heartbeat', async () => {
  mock.timers.enable({ apis: ['setInterval'] })
  const live = await openStream(people.executive.browser)
  mock.timers.tick(15_000)
  await people.owner.browser.must('PATCH', `/members/${people.executive.id}`, { active: false })
  mock.timers.tick(15_000)
  await assert.rejects(live.next('any'), /the stream ended/)
  mock.timers.reset()
})
