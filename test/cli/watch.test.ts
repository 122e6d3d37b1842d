import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listAlarms } from '../../src/storage/storms.ts'
import { plazaOn } from '../support/plaza.ts'
import { DAY, openStormWorld, ordinary, START, stormy } from '../support/storm.ts'

const { db, url, openWorkspace } = await openStormWorld()
const { plaza } = plazaOn(url)
const linesOf = (out: string) => out.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>) // prettier-ignore

/** Counts every five minutes; what `of` says of the minute. */
function series(minutes: number, of: (minute: number) => number): string[] {
  return Array.from({ length: minutes / 5 }, (_, n) => `${START.add({ minutes: n * 5 }).toString()},${of(n * 5)}`)
}

test('a series gives a line for what stands out of it, and a line that is none is told and left out', async () => {
  const begins = 3 * DAY
  const counts = series(begins + 60, (minute) => (minute < begins ? 10 + (minute % 4) : 200))
  const calm = await plaza(['watch', 'storms', '--series', '-'], { input: ['timestamp,value', ...counts.slice(0, -12)].join('\n') })
  assert.deepEqual([calm.code, calm.out, calm.err], [0, '', ''])

  const { code, out, err } = await plaza(['watch', 'storms', '--series', '-'], {
    input: ['timestamp,value', ...counts.slice(0, 5), 'yesterday,many', ...counts.slice(2)].join('\n'),
  })
  assert.equal(code, 1, 'a line could not be read')
  assert.match(err, /^line 7: bad-point: /m)
  assert.match(err, /^3 points came late or twice and were left out\.$/m)
  const [first] = linesOf(out) as { at: string; severity: number; expected: number; observed: number }[]
  assert.ok(first, 'twenty times the usual is found')
  const after = Temporal.Instant.from(first.at).since(START).total('minutes') - begins
  assert.ok(after >= 0 && after <= 10, `within two windows: ${after} minutes`)
  assert.ok(first.severity > 0 && first.observed > 3 * first.expected, out)
})

test('a file that is not there, and none at all, are refused with a code of their own', async () => {
  assert.equal((await plaza(['watch', 'storms'])).code, 2)
  const { code, err } = await plaza(['watch', 'storms', '--series', '/nowhere/counts.csv'])
  assert.notEqual(code, 0)
  assert.match(err, /counts\.csv/)
})

test('every alarm that was raised comes again, the same, between two moments', async () => {
  const workspace = await openWorkspace()
  await workspace.hear([...ordinary(0, DAY), ...stormy(DAY, DAY + 10)])
  await workspace.watchAt(DAY + 10)
  const to = START.add({ minutes: DAY + 10 })
  const raised = await listAlarms(db, workspace.id, { from: START, to })
  assert.ok(raised.length > 1)
  const { code, out, err } = await plaza(['watch', 'replay', '--from', START.toString(), '--to', to.toString()])
  assert.deepEqual([code, err], [0, ''])
  assert.deepEqual(
    linesOf(out).map(({ series, at, same }) => ({ series, at, same })),
    raised.map(({ series, at }) => ({ series, at: at.toString(), same: true })),
  )
  assert.equal((await plaza(['watch', 'replay', '--from', 'monday', '--to', to.toString()])).code, 2)
})
