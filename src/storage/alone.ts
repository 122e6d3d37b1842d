import type { Pool, PoolClient } from 'pg'

/** A right that one Plaza process at a time has on a database, while it keeps the connection. */
export interface Alone {
  /** Whether this process has it, or could take it just now. */
  take(): Promise<boolean>
  leave(): void
}

export function openAlone(pool: Pool, name: string): Alone {
  let holder: PoolClient | null = null
  return {
    async take() {
      if (holder) return true
      const client = await pool.connect()
      const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as held', [name])
      if (rows[0]!.held) holder = client
      else client.release()
      return holder !== null
    },
    leave() {
      // The connection goes, and the lock with it.
      holder?.release(true)
      holder = null
    },
  }
}
