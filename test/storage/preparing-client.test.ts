import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Db } from '../../src/storage/database.ts'
import { openTestDatabase } from '../support/database.ts'

const { db } = await openTestDatabase()

/** All on one connection, in a transaction of its own. */
const onOne = <Answer>(act: (db: Db) => Promise<Answer>) => db.connection().execute(act)

async function preparedOn(db: Db): Promise<string[]> {
  const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements order by prepare_time`.execute(db)
  return rows.map(({ statement }) => statement)
}

test('what is asked again and again is planned once, and answers as before', async () => {
  await onOne(async (db) => {
    const before = (await preparedOn(db)).length
    const doubles = await Promise.all(Array.from({ length: 20 }, (_, n) => sql<{ double: number }>`select ${n}::int * 2 as double`.execute(db)))
    assert.deepEqual(
      doubles.map(({ rows }) => rows[0]!.double),
      Array.from({ length: 20 }, (_, n) => n * 2),
    )
    const prepared = await preparedOn(db)
    assert.equal(prepared.length, before + 1)
    assert.match(prepared.at(-1)!, /\* 2 as double/)
  })
})

test('one that fails is asked again like any other', async () => {
  await onOne(async (db) => {
    const divide = (by: number) => sql<{ part: number }>`select 12 / ${by}::int as part`.execute(db)
    for (let n = 0; n < 10; n++) await assert.rejects(divide(0), /division by zero/)
    assert.equal((await divide(4)).rows[0]!.part, 3)
  })
})

test('statements that differ each time never fill the server', async () => {
  await onOne(async (db) => {
    for (let n = 0; n < 150; n++) for (let time = 0; time < 8; time++) await sql`select ${sql.raw(String(n))} + ${time}::int`.execute(db)
    assert.ok((await preparedOn(db)).length <= 100)
  })
})
