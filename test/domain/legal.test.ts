import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert as hold, integer, property, uniqueArray } from 'fast-check'
import { addWorkingDays, legalDue } from '../../src/domain/legal/legal-due.ts'
import { legalStanding } from '../../src/domain/legal/legal-pack.ts'
import { LEGAL_PACKS } from '../../src/domain/legal/packs.ts'
import { PORTUGAL } from '../../src/domain/legal/portugal.ts'
import { SPAIN } from '../../src/domain/legal/spain.ts'
import { holidaysOf } from '../../src/platform/holidays.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const at = (wall: string, zone: string) => Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).toInstant()

test('the same complaint is due earlier in one region than in another', async () => {
  const complained = at('2026-04-14T18:00', 'Europe/Madrid')
  const due = async (region: string) => legalDue(SPAIN, complained, { zone: 'Europe/Madrid', holidays: new Set(await holidaysOf('ES', region, [2026, 2027])) })
  // 15 working days from Wednesday 15 April; 1 May is kept everywhere, 23 April in Castilla y León and in Aragón alone.
  assert.equal((await due('CT')).day.toString(), '2026-05-06')
  assert.equal((await due('AR')).day.toString(), '2026-05-07')
  assert.deepEqual((await due('AR')).skipped.map(String), ['2026-04-23', '2026-05-01'])
})

test('the last minute is that of the region’s own midnight', async () => {
  const holidays = new Set(await holidaysOf('PT', null, [2026]))
  const due = (zone: string, wall: string) => legalDue(PORTUGAL, at(wall, 'Europe/Lisbon'), { zone, holidays })
  assert.equal(due('Europe/Lisbon', '2026-06-01T10:00').at.toString(), at('2026-06-24T23:59', 'Europe/Lisbon').toString(), 'without 4 and 10 June')
  assert.equal(due('Atlantic/Azores', '2026-06-02T00:30').day.toString(), '2026-06-24', 'there it is still the day before')
  assert.equal(due('Europe/Lisbon', '2026-06-02T00:30').day.toString(), '2026-06-25')
})

test('a law is told apart before it holds, while firms adapt, and once it binds', () => {
  const standing = (date: string) => legalStanding(SPAIN, day(date))
  assert.deepEqual(['2025-12-27', '2025-12-28', '2026-12-28', '2026-12-29'].map(standing), ['not-yet', 'adapting', 'adapting', 'binding'])
  assert.equal(legalStanding(PORTUGAL, day('2026-11-22')), 'binding')
})

test('each pack names its sources, when they were read and at which hand', () => {
  for (const pack of LEGAL_PACKS.values()) {
    assert.ok(pack.sources.length > 0 && pack.owes.includes('answer') && pack.workingDays > 0)
    for (const { url, read, hand } of pack.sources) assert.ok(URL.canParse(url) && day(read).year >= 2026 && ['first', 'second'].includes(hand))
    assert.ok(day(pack.inForce).toString() === pack.inForce)
  }
  assert.equal(LEGAL_PACKS.get('es-ley-10-2025'), SPAIN)
})

test('there are exactly as many working days as promised after the first day, and none of them is a holiday or a weekend', () => {
  const start = day('2026-01-01')
  hold(
    property(
      integer({ min: 0, max: 700 }),
      integer({ min: 1, max: 60 }),
      uniqueArray(integer({ min: 0, max: 800 }), { maxLength: 200 }),
      (offset, days, off) => {
        const from = start.add({ days: offset })
        const holidays = new Set(off.map((days) => start.add({ days }).toString()))
        const { day: due, skipped } = addWorkingDays(from, days, holidays)
        const walked = Array.from({ length: from.until(due).days }, (_, index) => from.add({ days: index + 1 }))
        const worked = walked.filter((date) => date.dayOfWeek <= 5 && !holidays.has(date.toString()))
        assert.equal(worked.length, days)
        assert.equal(worked.at(-1)?.toString(), due.toString())
        assert.deepEqual(skipped.map(String), walked.filter((date) => date.dayOfWeek <= 5 && holidays.has(date.toString())).map(String))
      },
    ),
  )
})
