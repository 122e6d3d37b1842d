import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { sql } from 'kysely'
import { until, type Road } from './road-out.ts'
import type { SlowRoad } from './slow-road.ts'

const PLACES = ['before-send', 'after-send', 'before-record', 'recorded'].map((place) => `deliver:${place}`)
const WAYS = [...PLACES, 'left', 'taken', 'random'] as const

export interface Deaths {
  /** How often a worker died, by where. */
  by: Record<string, number>
}

export interface Killing {
  road: Road
  /** The ways that requests take to the network: killed while one is on it, the request arrives all the same. */
  ways: readonly SlowRoad[]
  /** Calls back when the network has taken one of our messages and not yet answered; answers the unsubscriber. */
  onTaken: (act: () => void) => () => void
  seed: number
  /** Workers that die before one is left to finish. */
  deaths: number
}

/** A request that left a killed worker arrives when the next one is long at work, and within what it is given to settle. */
const LATE_MS = 4_000
const SETTLE_SECONDS = 6
/** What says something on one of the networks; of a mail, its words: without them there is none. */
const SPEAKS = /^POST \S*(tweets|messages|statuses|putRecord|sendMessage)|^(Content-Type|From): /

/** Lets workers send what is queued, two at a time, and kills them at every point of it; the last ones finish. Resolves when all has ended. */
export async function killWhileSending(killing: Killing): Promise<Deaths> {
  const random = randomFrom(killing.seed)
  const over = new AbortController()
  const first = Math.floor(random() * WAYS.length)
  const by: Record<string, number> = {}
  let left = killing.deaths
  const lane = async () => {
    while (!over.signal.aborted) {
      // Each way once before any comes again, from where the seed says.
      const way = left-- > 0 ? WAYS[(first + left) % WAYS.length]! : 'never'
      const died = await work(killing, { way, times: 1 + Math.floor(random() * 4), after: 30 + random() * 300, over: over.signal })
      if (died) by[way] = (by[way] ?? 0) + 1
    }
  }
  const lanes = [lane(), lane()]
  try {
    // Time that passes is no event: it is looked at again by the clock too.
    await until(killing.road, () => allEnded(killing.road), { seconds: 120, lookEvery: 500 })
  } catch (error) {
    throw new Error(`left over: ${JSON.stringify(await leftOver(killing.road))}`, { cause: error })
  } finally {
    over.abort()
    await Promise.all(lanes)
  }
  return { by }
}

interface Worker {
  way: string
  times: number
  /** Milliseconds of work before a death at random. */
  after: number
  over: AbortSignal
}

/** One worker's life; answers whether it was killed. */
async function work(killing: Killing, { way, times, after, over }: Worker): Promise<boolean> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'crash-deliver.ts'), way, String(times), String(SETTLE_SECONDS)], {
    env: { ...process.env, ...killing.road.settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  const ready = once(child.stdout!, 'data')
  await Promise.race([ready, exit])
  const disarm = arm(killing, child, { way, times, after })
  const stop = () => void child.kill('SIGTERM')
  if (over.aborted) stop()
  over.addEventListener('abort', stop)
  const [, signal] = await exit
  over.removeEventListener('abort', stop)
  disarm()
  return signal === 'SIGKILL'
}

function arm({ ways, onTaken }: Killing, child: ChildProcess, { way, times, after }: Pick<Worker, 'way' | 'times' | 'after'>): () => void {
  let left = times
  const kill = () => void (--left <= 0 && child.kill('SIGKILL'))
  if (way === 'taken') return onTaken(kill)
  if (way === 'random') {
    const timer = setTimeout(() => child.kill('SIGKILL'), after)
    return () => clearTimeout(timer)
  }
  if (way !== 'left') return () => {}
  for (const road of ways) {
    road.onLeft = (bytes) => {
      if (!SPEAKS.test(bytes)) return 0
      kill()
      return LATE_MS
    }
  }
  return () => {
    for (const road of ways) road.onLeft = () => 0
  }
}

/** Nothing is under way any more. Where all that is left waits for a later time, it is at once: the minutes pass quickly here. */
async function allEnded({ context, workspaceId }: Road): Promise<boolean> {
  const { rows } = await sql<{ settling: boolean; due: boolean }>`
    select delivery.state = 'sending' and delivery.attempted_at >= now() - make_interval(secs => ${SETTLE_SECONDS}) as settling,
      coalesce(job.locked_at is not null or job.run_at <= now(), false) as due
    from delivery left join graphile_worker.jobs as job on job.key = 'deliver:' || delivery.message_id
    where delivery.workspace_id = ${workspaceId}::bigint and delivery.state in ('queued', 'sending', 'try-later')`.execute(context.db)
  if (rows.length > 0 && rows.every((row) => !row.settling && !row.due)) await passTime(context, workspaceId)
  return rows.length === 0
}

async function passTime({ db }: Road['context'], workspaceId: string): Promise<void> {
  await db.updateTable('account').set({ send_after: null, send_after_code: null }).where('workspace_id', '=', workspaceId).execute()
  await sql`select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs where task_identifier = 'deliver-reply' and locked_at is null), run_at => now())`.execute(
    db,
  )
}

/** What never ended and what its job waits for, for whoever reads the failure. */
async function leftOver({ context, workspaceId }: Road): Promise<unknown[]> {
  const { rows } = await sql`
    select delivery.state, delivery.code, delivery.attempts, delivery.attempted_at, job.run_at, job.locked_by, job.attempts as tries, job.last_error
    from delivery left join graphile_worker.jobs as job on job.key = 'deliver:' || delivery.message_id
    where delivery.workspace_id = ${workspaceId}::bigint and delivery.state in ('queued', 'sending', 'try-later')`.execute(context.db)
  return rows
}

/** mulberry32: small, and the same everywhere for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
