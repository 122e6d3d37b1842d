import assert from 'node:assert/strict'
import { test } from 'node:test'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { followVolume } from '../../src/watch/storm/follow-volume.ts'
import { watchStorms } from '../../src/watch/watch-storms.ts'
import { caughtUp } from '../support/caught-up.ts'
import { MANUAL, openPaging } from '../support/paging.ts'

const road = await openPaging()

test('a level’s people are called by the manual’s chain, which climbs until somebody has it', async () => {
  const crisis = 'crisis: { red: { looks: Mucho., begins: { timesNormal: 2 }, stopScheduled: yes, spokesperson: nora, do: { notify: operaciones } } }'
  await insertManualVersion(road.db, { workspaceId: road.workspaceId, memberId: null, text: `${MANUAL}${crisis}\n`, note: null })
  for (let n = 0; n < 24; n++) {
    await road.write(`@aeroandes perdieron mi equipaje del vuelo ${n} y nadie contesta, una vergüenza`)
    await road.pass({ minutes: 1 })
  }
  assert.deepEqual(await road.pages(), [], 'nobody is called by one message')
  await caughtUp(road.db, ['volume'], () => followVolume(road.db))
  await watchStorms({ db: road.db, manuals: road.context.manuals, now: road.context.now })
  await road.pass({ seconds: 1 })
  assert.deepEqual(await road.calls(), ['Diana Rojas e-mail: sent', 'Diana Rojas webhook: sent', 'nora cifuentes e-mail: sent'])
  await road.pass({ minutes: 5 })
  assert.deepEqual((await road.calls()).slice(3), ['nora cifuentes e-mail: sent'])
  await road.pass({ minutes: 5 })
  assert.equal((await road.calls()).at(-1), 'Camilo Ortega e-mail: sent')
  await watchStorms({ db: road.db, manuals: road.context.manuals, now: road.context.now })
  assert.deepEqual(
    (await road.pages()).map(({ callee }) => callee),
    ['operaciones', 'nora'],
    'once a level',
  )
})
