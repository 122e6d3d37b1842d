import { Client } from 'pg'
import type { Log } from '../platform/log.ts'

/** Who listens on which account, over all Plaza processes on one database: advisory locks, which end with their connection. */
export interface AccountLocks {
  /** Whether this process may listen on the account from now on. */
  take(accountId: string): Promise<boolean>
  release(accountId: string): Promise<void>
  close(): Promise<void>
}

/** `lost` is called when the connection breaks: others may listen now, so we must not. Taking the next lock connects anew. */
export function openAccountLocks(databaseUrl: string, log: Log, lost: () => void): AccountLocks {
  let client: Promise<Client> | null = null
  let asking: Promise<unknown> = Promise.resolve()

  async function connect(): Promise<Client> {
    const fresh = new Client({ connectionString: databaseUrl, application_name: `plaza ${process.pid} listening` })
    fresh.on('error', (error) => log.error({ err: error }, 'lost the connection that holds the listening locks'))
    fresh.on('end', () => {
      client = null
      lost()
    })
    await fresh.connect()
    return fresh
  }

  /** One question at a time on the one connection. */
  function ask(question: string, accountId: string): Promise<boolean> {
    const answer = asking.then(async () => {
      client ??= connect()
      const { rows } = await (await client).query<{ held: boolean }>(`select ${question}(hashtextextended('listen:' || $1, 0)) as held`, [accountId])
      return rows[0]!.held
    })
    asking = answer.catch(() => {})
    return answer
  }

  return {
    take: (accountId) => ask('pg_try_advisory_lock', accountId),
    release: async (accountId) => void (await ask('pg_advisory_unlock', accountId).catch(() => {})),
    async close() {
      await asking
      await (await client)?.end()
    },
  }
}
