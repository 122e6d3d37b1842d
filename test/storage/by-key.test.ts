import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { ingest } from '../../src/pipeline/ingest.ts'
import { recogniseAuthors } from '../../src/storage/identities.ts'
import { findMessages } from '../../src/storage/messages.ts'
import { findKnown } from '../../src/storage/receipts.ts'
import { findThreads } from '../../src/storage/threads.ts'
import { openTestDatabase } from '../support/database.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post } from '../support/workspace.ts'

const { db } = await openTestDatabase()
const workspace = await makeWorkspace(db)
// As in the first minute of a house: PostgreSQL has no figures of its tables.
for (const table of ['receipt', 'thread', 'identity', 'message']) await sql`alter table ${sql.table(table)} set (autovacuum_enabled = off)`.execute(db)
const history = Array.from({ length: 3_000 }, (_, n) => post(`m${n}`, `vecina${n}`, `¿y mi vuelo ${n}?`, n))
await ingest(await ingestNeeds(db), batchOfLines(workspace, history, workspace.accounts.x))

test('what a batch looks up does not grow with what a workspace ever had', async () => {
  const keys = ['m7', 'm70', 'm700'].map((nativeId) => ({ network: 'x' as const, nativeId }))
  const read = await db.transaction().execute(async (transaction) => {
    const known = await findKnown(transaction, workspace.id, keys)
    assert.equal(known.length, keys.length)
    assert.equal((await findThreads(transaction, workspace.id, keys)).length, keys.length)
    const authors = keys.map(({ nativeId }) => ({ network: 'x' as const, nativeId: nativeId.replace('m', 'id-vecina'), seenAt: Temporal.Now.instant() }))
    const { known: people } = await recogniseAuthors(transaction, workspace.id, {
      authors: authors.map((author) => ({ ...author, handle: author.nativeId.replace('id-', ''), name: author.nativeId })),
      takeId: () => assert.fail('nobody is new'),
    })
    assert.equal(people.length, keys.length)
    const ids = known.map(({ messageId }) => messageId)
    assert.equal((await findMessages(transaction, workspace.id, ids)).length, keys.length)
    const { rows } = await sql<{ table: string; rows: number }>`
      select relname as table, (seq_tup_read + idx_tup_fetch)::int as rows from pg_stat_xact_user_tables where relname in ('receipt', 'thread', 'identity')`.execute(
      transaction,
    )
    return Object.fromEntries(rows.map(({ table, rows }) => [table, rows]))
  })
  for (const [table, rows] of Object.entries(read)) assert.ok(rows <= 10 * keys.length, `${rows} rows of ${table} were read for ${keys.length}`)
  assert.deepEqual(Object.keys(read).sort(), ['identity', 'receipt', 'thread'])
})
