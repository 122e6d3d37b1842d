import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holidaysOf } from '../../src/platform/holidays.ts'

const KNOWN: [country: string, region: string | null, day: string, name: string][] = [
  ['ES', 'MD', '2026-05-02', 'Comunidad de Madrid'],
  ['ES', 'CT', '2026-09-11', 'Diada'],
  ['PT', null, '2026-06-10', 'Dia de Portugal'],
  ['IT', null, '2026-06-02', 'Festa della Repubblica'],
  ['BR', null, '2026-09-07', 'Independência'],
  ['BR', 'SP', '2026-07-09', 'Revolução de 1932'],
  ['CO', null, '2026-07-20', 'Independencia'],
  ['CO', null, '2026-11-16', 'Independencia de Cartagena, moved to a Monday'],
  ['MX', null, '2026-11-16', 'Revolución, third Monday'],
  ['AR', null, '2026-07-09', 'Independencia'],
  ['CL', null, '2026-09-18', 'Fiestas Patrias'],
  ['PE', null, '2026-07-28', 'Fiestas Patrias'],
  ['FR', null, '2026-07-14', 'Fête nationale'],
  ['US', null, '2026-07-04', 'Independence Day'],
]

for (const [country, region, day, name] of KNOWN)
  test(`${name} is kept in ${region ? `${country}-${region}` : country}`, async () => {
    assert.ok((await holidaysOf(country, region, [2026])).includes(day))
  })

test('a region’s day is its own, and a year is that year', async () => {
  assert.equal((await holidaysOf('ES', null, [2026])).includes('2026-05-02'), false)
  assert.equal((await holidaysOf('ES', 'CT', [2026])).includes('2026-05-02'), false)
  const days = await holidaysOf('PT', null, [2026, 2027])
  assert.deepEqual(days, days.toSorted())
  assert.deepEqual([...new Set(days.map((day) => day.slice(0, 4)))], ['2026', '2027'])
  assert.ok(days.every((day) => Temporal.PlainDate.from(day).toString() === day))
})

test('where nothing is known, nothing is guessed', async () => {
  for (const [country, region] of [
    ['ZZ', null],
    ['ES', 'ZZ'],
    ['toString', null],
  ] as const)
    await assert.rejects(holidaysOf(country, region, [2026]), (error: Error) => (error as { code?: string }).code === 'holidays-unknown')
})
