import { Kysely, PostgresDialect } from 'kysely'
import { Pool, TypeOverrides } from 'pg'
import { PreparingClient } from './preparing-client.ts'
import type { Schema } from './schema.ts'

/** What every storage function takes first: the pool, or the transaction that the caller is in. */
export type Db = Kysely<Schema>

const TIMESTAMPTZ = 1184
const TIMESTAMPTZ_ARRAY = 1185

/** Opens a pool. Times come back as `Temporal.Instant`, bigints as strings. */
export function openDatabase(url: string, connections: number): { db: Db; pool: Pool } {
  const types = new TypeOverrides()
  types.setTypeParser(TIMESTAMPTZ, toInstant)
  types.setTypeParser(TIMESTAMPTZ_ARRAY, (text) => (JSON.parse(text.replace('{', '[').replace('}', ']')) as string[]).map(toInstant))
  // Statements of one connection are sent without waiting for each other's answers; they are carried out in their order all the same.
  const pool = new Pool({ connectionString: url, max: connections, types, application_name: `plaza ${process.pid}`, pipeline: true, Client: PreparingClient })
  // A connection that breaks while idle is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return { db: new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }), pool }
}

function toInstant(text: string): Temporal.Instant {
  return Temporal.Instant.from(text)
}
