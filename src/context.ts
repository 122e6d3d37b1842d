import type { EventEmitter } from 'node:events'
import type { Pool } from 'pg'
import { openMeasure } from './cli/manual/measure.ts'
import type { Config } from './config.ts'
import { startListening, type Listening } from './jobs/listening.ts'
import { taskTable } from './jobs/tasks.ts'
import { prepareJobs, startWorker, type Worker } from './jobs/worker.ts'
import { NETWORKS } from './networks/all.ts'
import type { Measure } from './manual/check/checked.ts'
import type { Network } from './networks/network.ts'
import { passBy, type Checkpoint } from './platform/checkpoint.ts'
import { openLog, type Log } from './platform/log.ts'
import { openSeal, type Seal } from './platform/seal.ts'
import { SETTLE_SECONDS } from './pipeline/deliver-reply.ts'
import { openFurtherTiers } from './pipeline/open-further-tiers.ts'
import { openLines, type Lines } from './pipeline/open-line.ts'
import { openHub, type Hub } from './realtime/hub.ts'
import { prepareDataFolder } from './storage/data-folder.ts'
import { openDatabase, type Db } from './storage/database.ts'
import { startEmbedded, type EmbeddedDatabase } from './storage/embedded.ts'
import { keepRunning } from './storage/embedded/keep-running.ts'
import { endFollowing } from './storage/follow-events.ts'
import { migrate } from './storage/migrate.ts'
import { othersConnected } from './storage/others-connected.ts'
import { refuseUnusable } from './storage/refuse-unusable.ts'
import { openManuals, type Manuals } from './pipeline/manual-in-force.ts'
import { openIncidentWatch, type IncidentWatch } from './watch/follow-incidents.ts'
import { openReader, type Reader } from './understanding/open-reader.ts'
import type { Tier } from './understanding/tier.ts'

/** Everything, wired. Rooms declare the few parts that they need; this satisfies them. */
export interface Context {
  config: Config
  log: Log
  databaseUrl: string
  db: Db
  pool: Pool
  seal: Seal
  networks: ReadonlyMap<string, Network>
  lines: Lines
  openLine: Lines['open']
  hub: Hub
  checkpoint: Checkpoint
  undoSeconds: number
  settleSeconds: number
  now(): Temporal.Instant
  reader: Reader
  manuals: Manuals
  incidents: IncidentWatch
  measure(): Promise<Measure>
  furtherTiers(): Promise<readonly Tier[]>
  /** Starts the jobs and the listeners; a command that only reads or imports leaves them be. */
  work(): Promise<void>
  /** What else ends with it: after whatever is begun later, before what it stands on. */
  onClose(end: () => Promise<unknown>): void
  /** Ends everything in reverse order. What was acknowledged is kept. */
  close(): Promise<void>
}

export interface Overrides {
  networks?: readonly Network[]
  checkpoint?: Checkpoint
  settleSeconds?: number
  now?: () => Temporal.Instant
  /** Word of every job that ends (`job:complete`), for a clock that jumps. */
  jobs?: EventEmitter
}

export async function openContext(config: Config, progress: (step: string) => void, overrides: Overrides = {}): Promise<Context> {
  const log = openLog(config.logLevel)
  const ending: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const end of ending.toReversed()) await end()
  }
  try {
    const { databaseUrl, db, pool } = await openStore(config, progress, { log, ending })
    await migrate(db, (name) => progress(`migrating: ${name}`))
    await prepareJobs(pool, log)
    if (config.secret === null) await prepareDataFolder(config.dataFolder)
    const seal = await openSeal(config.secret, config.dataFolder)
    const networks = new Map((overrides.networks ?? NETWORKS).map((network) => [network.name as string, network]))
    const lines = openLines({ db, seal, log, allowedHosts: config.allowedHosts })
    const hub = await openHub(db, databaseUrl, log)
    ending.push(() => hub.stop())
    const now = overrides.now ?? (() => Temporal.Now.instant())
    const manuals = openManuals(db, log)
    const context: Context = {
      config,
      log,
      databaseUrl,
      db,
      pool,
      seal,
      networks,
      lines,
      openLine: lines.open,
      hub,
      checkpoint: overrides.checkpoint ?? passBy,
      undoSeconds: config.undoSeconds,
      settleSeconds: overrides.settleSeconds ?? SETTLE_SECONDS,
      now,
      reader: openReader(),
      manuals,
      incidents: openIncidentWatch({ db, manuals, now }),
      measure: openMeasure,
      furtherTiers: openFurtherTiers({ ...config, remote: config.remoteReader }, log, now),
      work: () => startWork(context, ending, overrides.jobs),
      onClose: (end) => void ending.push(end),
      close,
    }
    return context
  } catch (error) {
    await close().catch(() => {})
    throw error
  }
}

async function openStore(config: Config, progress: (step: string) => void, { log, ending }: { log: Log; ending: (() => Promise<unknown>)[] }) {
  let embedded: EmbeddedDatabase | null = null
  if (!config.databaseUrl) {
    progress('starting the database')
    embedded = await startEmbedded(config.dataFolder, progress)
  }
  const databaseUrl = config.databaseUrl ?? embedded!.url
  await refuseUnusable(databaseUrl)
  const letGo = embedded && (await keepRunning(embedded, log, progress))
  const { db, pool } = openDatabase(databaseUrl, 12)
  ending.push(async () => {
    // The embedded server is shared by every Plaza command on this data folder: the last one to leave puts out the light.
    await letGo?.()
    const last = embedded !== null && !(await othersConnected(db).catch(() => true))
    await db.destroy()
    if (last) await embedded!.stop()
  })
  return { databaseUrl, db, pool }
}

async function startWork(context: Context, ending: (() => Promise<unknown>)[], events?: EventEmitter): Promise<void> {
  const worker: Worker = await startWorker({ pool: context.pool, databaseUrl: context.databaseUrl, log: context.log, tasks: taskTable(context), events })
  ending.push(() => {
    endFollowing(context.db)
    return worker.stop()
  })
  const listening: Listening = await startListening(context, context.databaseUrl)
  ending.push(() => listening.stop())
}
