import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openSimulatedMastodon } from '../src/rehearsal/mastodon/index.ts'
import type { Browser as ApiBrowser } from '../test/support/http.ts'
import { openChromium } from '../test/support/chromium.ts'
import { signedIn } from './support/signed-in.ts'
import { option, percentile } from './support/figures.ts'
import { foundQuietHouse, memoryOf, mostMemory, startPlaza, type RunningPlaza } from './support/plaza.ts'
import { report } from './support/report.ts'
import { progress } from './support/temporary.ts'

const RUNS = option('runs', 7)
const RATE = 100
const SECONDS = option('seconds', 60)
/** Long enough for what starts late to have started, and for the first garbage to be gone. */
const CALM_MS = 10_000

const folder = mkdtempSync(join(tmpdir(), 'plaza-bench-'))
// PostgreSQL's own user has to pass.
chmodSync(folder, 0o711)
try {
  const first = await startPlaza({ PLAZA_DATA: folder })
  await first.stop()
  const starts = await secondStarts()
  const floor = await bareStart()
  const { idle, busy } = await memory()
  tell({ first: first.startedIn, starts, floor, idle, busy })
} finally {
  rmSync(folder, { recursive: true, force: true })
}

interface Measured {
  first: number
  starts: number[]
  floor: number
  idle: number
  busy: number
}

function tell({ first, starts, floor, idle, busy }: Measured): void {
  const about = `\`npm start\` as a process until it says «ready», ${RUNS} times on the data of a first start, the database included; the floor is npm alone, running an empty script on Plaza's own Node. Memory is the resident set of Plaza's own process, the database apart: idle is ${CALM_MS / 1_000} s after a browser has signed in and follows live; busy is the most during ${SECONDS} s of ${RATE} messages/s by Mastodon's stream with that browser open.`
  report('start', about, [
    { what: 'second start, median', value: percentile(starts, 0.5) / 1_000, unit: 's', goal: { atMost: 3 } },
    { what: 'second start, worst', value: Math.max(...starts) / 1_000, unit: 's', goal: { atMost: 3 } },
    { what: 'npm alone (floor)', value: floor / 1_000, unit: 's' },
    { what: 'median over floor', value: percentile(starts, 0.5) / floor, unit: '' },
    { what: 'first start (new database)', value: first / 1_000, unit: 's' },
    { what: 'memory idle', value: idle, unit: 'MB', goal: { atMost: 200 } },
    { what: 'memory under load, most', value: busy, unit: 'MB', goal: { atMost: 400 } },
  ])
}

async function secondStarts(): Promise<number[]> {
  const took: number[] = []
  for (let n = 0; n < RUNS; n++) {
    const plaza = await startPlaza({ PLAZA_DATA: folder })
    await plaza.stop()
    took.push(plaza.startedIn)
    progress(`second start ${n + 1} of ${RUNS}: ${(plaza.startedIn / 1_000).toFixed(2)} s`)
  }
  return took
}

/** What no program that npm starts can be quicker than. */
async function bareStart(): Promise<number> {
  const took: number[] = []
  for (let n = 0; n < RUNS; n++) {
    const started = performance.now()
    const child = spawn('npm', ['exec', '--offline', '--', 'node', '-e', '0'], { stdio: 'ignore' })
    await new Promise((resolve) => child.once('exit', resolve))
    took.push(performance.now() - started)
  }
  return percentile(took, 0.5)
}

async function memory(): Promise<{ idle: number; busy: number }> {
  const mastodon = await openSimulatedMastodon()
  const environment = { PLAZA_DATA: folder, PLAZA_ALLOWED_HOSTS: mastodon.hosts.join() }
  // Founding loads what a running house does not need; so it is founded, and started again.
  const founding = await startPlaza(environment)
  const { owner } = await foundQuietHouse(founding.base)
  await owner.must('POST', '/accounts', {
    network: 'mastodon',
    speaks: 'brand',
    fields: await mastodon.openAccount({ handle: 'aeroandes', name: 'Aeroandes' }),
  })
  const port = new URL(founding.base).port
  await founding.stop()
  const browser = await openChromium()
  const plaza = await startPlaza({ ...environment, PLAZA_PORT: port })
  try {
    return await watched(plaza, { browser, owner, mastodon })
  } finally {
    await browser.close()
    await plaza.stop()
    await mastodon.close()
  }
}

async function watched(
  plaza: RunningPlaza,
  {
    browser,
    owner,
    mastodon,
  }: { browser: Awaited<ReturnType<typeof openChromium>>; owner: ApiBrowser; mastodon: Awaited<ReturnType<typeof openSimulatedMastodon>> },
): Promise<{ idle: number; busy: number }> {
  const page = await (await signedIn(browser, plaza.base, owner)).newPage()
  const live = page.waitForResponse((response) => response.url().endsWith('/api/v1/live'))
  await page.goto(`${plaza.base}/inbox?view=all`)
  await live
  await wait(CALM_MS)
  const idle = memoryOf(plaza.pid)
  progress(`idle: ${idle.toFixed(0)} MB`)
  const busy = await mostMemory(plaza.pid, () => crowd(mastodon))
  return { idle, busy }
}

async function crowd(mastodon: Awaited<ReturnType<typeof openSimulatedMastodon>>): Promise<void> {
  const started = performance.now()
  for (let n = 0; n < RATE * SECONDS; n++) {
    const who = `vecina${n % (RATE * 30)}`
    if (n < RATE * 30) await mastodon.openPerson({ handle: who, name: `Vecina ${n}` })
    const due = started + (n * 1_000) / RATE
    if (due > performance.now()) await wait(due - performance.now())
    await mastodon.say({ who, text: `@aeroandes el vuelo de las 18:30 sigue sin salir (${n})`, visibility: 'public', to: ['aeroandes'] })
    if (n % (RATE * 10) === 0) progress(`busy: ${n} of ${RATE * SECONDS}`)
  }
}
