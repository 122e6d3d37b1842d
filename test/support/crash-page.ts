// A child of crash-pages.test.ts: works off the jobs that are due, and kills itself the first time it comes to a named place.
import { Logger, runOnce } from 'graphile-worker'
import { readConfig } from '../../src/config.ts'
import { climbPage } from '../../src/pipeline/climb-page.ts'
import { makeCall } from '../../src/pipeline/make-call.ts'
import { openManuals } from '../../src/pipeline/manual-in-force.ts'
import { openLines } from '../../src/pipeline/open-line.ts'
import type { PageNeeds } from '../../src/pipeline/page/needs.ts'
import { openLog } from '../../src/platform/log.ts'
import { openSeal } from '../../src/platform/seal.ts'
import { openDatabase } from '../../src/storage/database.ts'

const [place = ''] = process.argv.slice(2)
const config = readConfig()
const log = openLog('silent')
const { db, pool } = openDatabase(config.databaseUrl!, 4)
const seal = await openSeal(config.secret, config.dataFolder)
const needs: PageNeeds = {
  config,
  log,
  db,
  seal,
  manuals: openManuals(db, log),
  openLine: openLines({ db, seal, log, allowedHosts: config.allowedHosts }).open,
  now: () => Temporal.Now.instant(),
  checkpoint: (at) => {
    if (at === place) process.kill(process.pid, 'SIGKILL')
  },
}
const taskList = {
  'climb-page': (payload: unknown) => climbPage(needs, (payload as { pageId: string }).pageId),
  'make-call': (payload: unknown) => makeCall(needs, (payload as { callId: string }).callId),
}
await runOnce({ pgPool: pool, taskList, noHandleSignals: true, logger: new Logger(() => () => {}) })
await db.destroy()
