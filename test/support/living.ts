import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../src/config.ts'
import { openContext, type Context } from '../../src/context.ts'
import type { Me } from '../../src/http/contract/workspace.ts'
import { openPlazaServer } from '../../src/open-server.ts'
import { connectAccount } from '../../src/pipeline/connect-account.ts'
import { openSimulatedBluesky } from '../../src/rehearsal/bluesky/index.ts'
import { openSimulatedEmail } from '../../src/rehearsal/email/index.ts'
import { openSimulatedMastodon } from '../../src/rehearsal/mastodon/index.ts'
import type { SimulatedNetwork, SimulatedProfile } from '../../src/rehearsal/simulated-network.ts'
import { openSimulatedX } from '../../src/rehearsal/x/index.ts'
import { openTestDatabase } from './database.ts'
import { Browser, OWNER } from './http.ts'
import { emptySquare } from './server.ts'

/** Quick polls, so that a journey does not wait for what only saves money. */
const QUICK = { pollSeconds: 0.4, directSeconds: 0.4, watchSeconds: 5 }

const OPEN = {
  x: () => openSimulatedX({ rateScale: 10_000 }),
  bluesky: () => openSimulatedBluesky(),
  mastodon: () => openSimulatedMastodon(),
  email: () => openSimulatedEmail(),
}

export type World = { [Name in keyof typeof OPEN]: Awaited<ReturnType<(typeof OPEN)[Name]>> }

/** Plaza as it runs, with its jobs and listeners, in a world of simulated networks; it can fall and stand up again at the same address. */
export interface LivingPlaza {
  base: string
  world: World
  db: Context['db']
  context: () => Context
  /** Stops serving, at once and rudely to whoever is connected. */
  fall: () => Promise<void>
  stand: () => Promise<void>
}

export interface Ways {
  /** How long a reply can be taken back, in seconds. */
  undo?: number
  /** Lets the stories play by themselves in the rehearsal, as on a first day. */
  square?: boolean
  /** What else the operator sets; hosts that may be reached come on top of those of the world. */
  settings?: Record<string, string>
  hosts?: readonly string[]
}

export async function openLivingPlaza({ undo = 1, square = false, settings = {}, hosts = [] }: Ways = {}): Promise<LivingPlaza> {
  const database = await openTestDatabase(4)
  const folder = await mkdtemp(join(tmpdir(), 'plaza-journey-'))
  database.onClose(() => rm(folder, { recursive: true }))
  const world = Object.fromEntries(await Promise.all(Object.entries(OPEN).map(async ([name, open]) => [name, await open()] as const))) as unknown as World
  const networks: SimulatedNetwork[] = Object.values(world)
  database.onClose(() => Promise.all(networks.map((network) => network.close())))
  const port = await freePort()
  const config = readConfig({
    PLAZA_DATABASE_URL: database.url,
    PLAZA_DATA: folder,
    PLAZA_PORT: String(port),
    PLAZA_ALLOWED_HOSTS: [...networks.flatMap((network) => network.hosts), ...hosts].join(),
    PLAZA_UNDO_SECONDS: String(undo),
    PLAZA_LOG_LEVEL: process.env['PLAZA_LOG_LEVEL'] ?? 'silent',
    ...settings,
  })
  let running = await start(config, square)
  let stopped = false
  const fall = async () => {
    if (stopped) return
    stopped = true
    await running.stop()
  }
  database.onClose(fall)
  return {
    base: config.baseUrl,
    world,
    db: database.db,
    context: () => running.context,
    fall,
    stand: async () => {
      running = await start(config, square)
      stopped = false
    },
  }
}

async function start(config: ReturnType<typeof readConfig>, square: boolean) {
  const context = await openContext(config, () => {})
  const plaza = await openPlazaServer(context, square ? undefined : emptySquare())
  await context.work()
  await plaza.listen()
  const stop = async () => {
    plaza.http.server.closeAllConnections()
    await plaza.close()
    await context.close()
  }
  return { context, stop }
}

/** A port that nobody has just now: the address must be known before the server that signs cookies for it. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/** The owner of a new house, in its real workspace, reading `locale`. */
export async function foundHouse(plaza: LivingPlaza, locale: Me['locale'] = 'en'): Promise<{ owner: Browser; me: Me }> {
  const owner = new Browser(plaza.base)
  const founded = await owner.must<Me>('POST', '/first-run', { ...OWNER, locale })
  const me = await owner.must<Me>('PUT', '/me/workspace', { id: founded.workspaces.find(({ rehearsal }) => !rehearsal)!.id })
  return { owner, me }
}

/** A founded house, heard on X, where Rosa asks in public whether her seat 14C is still hers. */
export async function openAskedHouse(): Promise<{ plaza: LivingPlaza; owner: Browser }> {
  const plaza = await openLivingPlaza()
  const { owner, me } = await foundHouse(plaza)
  await connect(plaza, me.workspace.id, 'x', { handle: 'aeroandes', name: 'Aeroandes' })
  await plaza.world.x.openPerson({ handle: 'rosa', name: 'Rosa Q.' })
  await plaza.world.x.say({ who: 'rosa', text: '@aeroandes is my seat 14C still mine?', visibility: 'public' })
  return { plaza, owner }
}

/** A colleague who accepted an invitation. */
export async function invite(
  plaza: LivingPlaza,
  owner: Browser,
  who: { name: string; email: string; role: Me['member']['role']; locale?: Me['locale'] },
): Promise<{ browser: Browser; me: Me }> {
  const { link } = await owner.must<{ link: string }>('POST', '/invitations', { email: who.email, role: who.role })
  const browser = new Browser(plaza.base)
  const token = link.slice(link.lastIndexOf('/') + 1)
  const me = await browser.must<Me>('POST', `/invitations/${token}/acceptance`, { name: who.name, password: OWNER.password, locale: who.locale ?? 'en' })
  return { browser, me }
}

/** One of our accounts on a simulated network, connected and heard. Answers its id. */
export async function connect(plaza: LivingPlaza, workspaceId: string, network: keyof World, profile: SimulatedProfile): Promise<string> {
  const fields = await plaza.world[network].openAccount(profile)
  return connectAccount(plaza.context(), { workspaceId, memberId: null, network, speaks: 'brand', fields, settings: QUICK })
}
