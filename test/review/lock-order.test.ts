import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { readConfig } from '../../src/config.ts'
import { openContext } from '../../src/context.ts'
import { connectAccount, reconnectAccount } from '../../src/pipeline/connect-account.ts'
import { deliverReply } from '../../src/pipeline/deliver-reply.ts'
import { ingest } from '../../src/pipeline/ingest.ts'
import { removeAccount } from '../../src/pipeline/pause-account.ts'
import { queueReply } from '../../src/pipeline/queue-reply.ts'
import { removeMessage } from '../../src/pipeline/remove-message.ts'
import { openSimulatedX } from '../../src/rehearsal/x/index.ts'
import { clearRehearsal } from '../../src/storage/clear-rehearsal.ts'
import type { Db } from '../../src/storage/database.ts'
import { lockWorkspace } from '../../src/storage/ids.ts'
import { readLine } from '../../src/storage/lines.ts'
import { insertWorkspace } from '../../src/storage/workspaces.ts'
import { openTestDatabase } from '../support/database.ts'
import { batchOfLines } from '../support/workspace.ts'

const database = await openTestDatabase()
const world = await openSimulatedX()
database.onClose(() => world.close())
const folder = await mkdtemp(join(tmpdir(), 'plaza-review-'))
database.onClose(() => rm(folder, { recursive: true }))
const config = readConfig({
  PLAZA_DATABASE_URL: database.url,
  PLAZA_DATA: folder,
  PLAZA_ALLOWED_HOSTS: world.hosts.join(),
  PLAZA_UNDO_SECONDS: '0',
  PLAZA_LOG_LEVEL: 'silent',
})
const context = await openContext(config, () => {})
database.onClose(() => context.close())
const { db } = database

const workspaceId = await insertWorkspace(db, { name: 'Aeroandes', timeZone: 'UTC', locale: 'es', rehearsalOf: null })
const { id: memberId } = await db
  .insertInto('member')
  .values({ workspace_id: workspaceId, user_id: 'u1', name: 'V', email: 'v@aeroandes.test', locale: 'es', role: 'agent' })
  .returning('id')
  .executeTakeFirstOrThrow()
const fields = await world.openAccount({ handle: 'aeroandes', name: 'Aeroandes' })
const accountId = await connectAccount(context, { workspaceId, memberId, network: 'x', speaks: 'brand', fields })
await world.openPerson({ handle: 'caro', name: 'Caro' })

/** A ticket with one question on it. */
async function ask(): Promise<string> {
  const nativeId = await world.say({ who: 'caro', text: '@aeroandes ¿hay alguien?', visibility: 'public' })
  const line = await readLine(db, accountId)
  const said = { kind: 'message', network: 'x', id: nativeId, at: new Date().toISOString(), author: { id: `id-${nativeId}`, handle: 'caro', name: 'Caro' } }
  const item = { ...said, visibility: 'public', text: '@aeroandes ¿hay alguien?', addressed: [line!.nativeId] }
  await ingest(context, batchOfLines({ id: workspaceId, accounts: { x: accountId, second: '', mail: '' } }, [item], accountId))
  const { id } = await db.selectFrom('ticket').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow()
  return id
}

async function answer(ticketId: string): Promise<string> {
  const reply = { visibility: 'public' as const, threadId: null, answers: null, parts: ['sí'], media: [], resolve: false }
  const [messageId] = await queueReply(context, { ...reply, workspaceId, ticketId, memberId, draft: crypto.randomUUID(), accountId })
  return messageId!
}

/** One transaction takes these two in this order, as a road does; `other` begins between them, and both must end well. */
async function crossing(first: (db: Db) => Promise<unknown>, other: () => Promise<unknown>, second: (db: Db) => Promise<unknown>): Promise<void> {
  let crossed: Promise<unknown> = Promise.resolve()
  await db.transaction().execute(async (transaction) => {
    await lockWorkspace(transaction, workspaceId)
    await first(transaction)
    crossed = other().then(
      () => null,
      (error: unknown) => error,
    )
    await blocked()
    await second(transaction)
  })
  assert.equal(await crossed, null)
}

/** Until somebody waits for a lock. */
async function blocked(): Promise<void> {
  for (;;) {
    const { rows } = await sql`select 1 from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())
      union all select 1 from pg_locks where not granted and locktype = 'transactionid'`.execute(db)
    if (rows.length > 0) return
    await wait(10)
  }
}

test('an account is connected anew while one of its deliveries is being recorded', async () => {
  const messageId = await answer(await ask())
  await db.updateTable('delivery').set({ state: 'reconnect' }).where('message_id', '=', messageId).execute()
  await crossing(
    (transaction) => transaction.updateTable('delivery').set({ code: 'token-expired' }).where('message_id', '=', messageId).execute(),
    () => reconnectAccount(context, { workspaceId, memberId, accountId, fields }),
    (transaction) => transaction.updateTable('account').set({ failure_code: 'token-expired' }).where('id', '=', accountId).execute(),
  )
  await crossing(
    (transaction) => transaction.updateTable('delivery').set({ state: 'reconnect' }).where('message_id', '=', messageId).execute(),
    () => connectAccount(context, { workspaceId, memberId, network: 'x', speaks: 'brand', fields }),
    (transaction) => transaction.updateTable('account').set({ failure_code: 'token-expired' }).where('id', '=', accountId).execute(),
  )
})

test('a message is taken back while the network tells that it is gone', async () => {
  const ticketId = await ask()
  const messageId = await answer(ticketId)
  await deliverReply(context, messageId)
  await crossing(
    (transaction) => transaction.selectFrom('ticket').select('id').where('id', '=', ticketId).forUpdate().execute(),
    () => removeMessage(context, { workspaceId, memberId, messageId }),
    (transaction) => transaction.updateTable('message').set({ deleted_at: context.now() }).where('id', '=', messageId).execute(),
  )
})

test('a rehearsal is emptied while it still hears', async () => {
  const ticketId = await ask()
  await db
    .updateTable('workspace')
    .set({ rehearsal_of: await insertWorkspace(db, { name: 'Real', timeZone: 'UTC', locale: 'es', rehearsalOf: null }) })
    .where('id', '=', workspaceId)
    .execute()
  await crossing(
    (transaction) => transaction.selectFrom('ticket').select('id').where('id', '=', ticketId).forUpdate().execute(),
    () => clearRehearsal(db, workspaceId),
    (transaction) => transaction.updateTable('workspace').set({ tickets: 9 }).where('id', '=', workspaceId).execute(),
  )
  await db.updateTable('workspace').set({ rehearsal_of: null }).where('id', '=', workspaceId).execute()
})

test('a removed account’s credentials stay forgotten, whatever a call under way renews', async () => {
  const id = await connectAccount(context, { workspaceId, memberId, network: 'x', speaks: 'brand', fields })
  const line = context.openLine((await readLine(db, id))!, new AbortController().signal)
  await removeAccount({ db }, { workspaceId, memberId, accountId: id, now: context.now() })
  await line.keep({ ...line.credentials, accessToken: 'renewed' })
  const { credentials } = await db.selectFrom('account').select('credentials').where('id', '=', id).executeTakeFirstOrThrow()
  assert.equal(credentials, null)
})
