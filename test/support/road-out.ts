import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../src/config.ts'
import { openContext, type Context, type Overrides } from '../../src/context.ts'
import type { Json, Visibility } from '../../src/domain/network-name.ts'
import { connectAccount } from '../../src/pipeline/connect-account.ts'
import { listenToAccount } from '../../src/pipeline/listen.ts'
import { queueReply, type Reply } from '../../src/pipeline/queue-reply.ts'
import type { Said, SimulatedNetwork } from '../../src/rehearsal/simulated-network.ts'
import { insertWorkspace } from '../../src/storage/workspaces.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'

const SECRET = '7'.repeat(64)

export interface Road {
  context: Context
  db: Context['db']
  workspaceId: string
  memberId: string
  /** What another process needs to work on the same database. */
  settings: Record<string, string>
  /** Connects an official account of a world; `over` replaces fields, such as the way there. */
  connect(world: SimulatedNetwork, how?: { handle?: string; over?: Record<string, string>; settings?: Record<string, Json> }): Promise<string>
  /** Takes in what the account hears until so many messages of customers are there. */
  hear(accountId: string, enough: number): Promise<void>
  /** Queues a reply, public unless told otherwise; answers its message ids. */
  queue(reply: Partial<Reply> & Pick<Reply, 'ticketId' | 'accountId' | 'parts'>): Promise<string[]>
  deliveries(): Promise<{ id: string; state: string; code: string | null; attempts: number; text: string; nativeId: string | null }[]>
}

/** A workspace with a member, wired as Plaza runs, that may reach these hosts; no jobs and no listeners until they are asked for. */
export async function openRoad(hosts: readonly string[], overrides: Overrides = {}, more: Record<string, string> = {}): Promise<Road> {
  const database = await openTestDatabase(2)
  const settings = { ...(await settingsOf(database, hosts)), ...more }
  const context = await openContext(readConfig(settings), () => {}, overrides)
  database.onClose(() => context.close())
  const { db } = context
  const workspaceId = await insertWorkspace(db, { name: 'Aeroandes', timeZone: 'America/Bogota', locale: 'es', rehearsalOf: null })
  const { id: memberId } = await db
    .insertInto('member')
    .values({ workspace_id: workspaceId, user_id: 'u1', name: 'Valentina R.', email: 'v@aeroandes.test', locale: 'es', role: 'agent' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return {
    context,
    db,
    workspaceId,
    memberId,
    settings,
    connect: async (world, { handle = 'aeroandes', over = {}, settings: laid = HURRY } = {}) => {
      const fields = { ...(await world.openAccount({ handle, name: 'Aeroandes' })), ...over }
      return connectAccount(context, { workspaceId, memberId, network: world.name, speaks: 'brand', fields, settings: laid })
    },
    hear: (accountId, enough) => hearUntil({ context, workspaceId }, accountId, enough),
    queue: (reply) =>
      queueReply(context, {
        workspaceId,
        memberId,
        draft: crypto.randomUUID(),
        visibility: 'public',
        threadId: null,
        answers: null,
        media: [],
        resolve: false,
        ...reply,
      }),
    deliveries: () =>
      db
        .selectFrom('delivery')
        .innerJoin('message', 'message.id', 'delivery.message_id')
        .select(['message.id', 'delivery.state', 'delivery.code', 'delivery.attempts', 'message.text', 'message.native_id as nativeId'])
        .where('delivery.workspace_id', '=', workspaceId)
        .orderBy('delivery.message_id')
        .execute(),
  }
}

export const HURRY = { pollSeconds: 0.25, directSeconds: 0.25, watchSeconds: 5 }

async function settingsOf(database: TestDatabase, hosts: readonly string[]): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'plaza-road-'))
  database.onClose(() => rm(folder, { recursive: true }))
  return {
    PLAZA_DATABASE_URL: database.url,
    PLAZA_DATA: folder,
    PLAZA_SECRET: SECRET,
    PLAZA_UNDO_SECONDS: '0',
    PLAZA_ALLOWED_HOSTS: hosts.join(','),
    PLAZA_LOG_LEVEL: process.env['PLAZA_LOG_LEVEL'] ?? 'silent',
  }
}

async function hearUntil({ context, workspaceId }: Pick<Road, 'context' | 'workspaceId'>, accountId: string, enough: number): Promise<void> {
  const stop = new AbortController()
  const isEnough = async () => {
    const heard = await context.db.selectFrom('message').select('id').where('workspace_id', '=', workspaceId).where('origin', '=', 'customer').execute()
    return heard.length >= enough
  }
  const listening = listenToAccount(context, accountId, stop.signal)
  try {
    await until({ context, workspaceId }, isEnough)
  } finally {
    stop.abort()
    await listening
  }
}

/** Resolves when it is so, looked at again with everything that happens in the workspace, and every `lookEvery` ms if told. Fails when nothing happens for `seconds`: how fast a machine is decides nothing. */
export async function until(
  { context, workspaceId }: Pick<Road, 'context' | 'workspaceId'>,
  isSo: () => Promise<boolean>,
  { seconds = 60, lookEvery }: { seconds?: number; lookEvery?: number } = {},
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let looking = Promise.resolve()
  const look = () => {
    looking = looking.then(async () => ((await isSo()) ? resolve() : undefined)).catch(reject)
  }
  const overdue = setTimeout(() => reject(new Error(`not so, and nothing has happened for ${seconds} s`)), seconds * 1000)
  const unsubscribe = context.hub.subscribe(workspaceId, () => {
    overdue.refresh()
    look()
  })
  const looker = lookEvery === undefined ? undefined : setInterval(look, lookEvery)
  look()
  try {
    await promise
  } finally {
    clearInterval(looker)
    clearTimeout(overdue)
    unsubscribe()
    await looking
  }
}

/** What stands on the network by our own hand. */
export async function saidByUs(world: SimulatedNetwork, visibility?: Visibility): Promise<Said[]> {
  return (await world.said()).filter((said) => said.official && !said.deleted && (visibility === undefined || said.visibility === visibility))
}
