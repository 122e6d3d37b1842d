import pg from 'pg'
import { listenToAccount, type ListenNeeds } from '../pipeline/listen.ts'
import { linesToHear } from '../storage/lines.ts'

export interface Listening {
  /** Aborts every line and waits until its last batch is in. */
  stop(): Promise<void>
}

/** How often accounts that another process held, or a lost notification, are looked for. */
const LOOK_AGAIN_MS = 30_000

/**
 * Keeps one listener on each connected account, over all Plaza processes on one database: whoever holds an account's advisory
 * lock listens. Changes come by NOTIFY `plaza_accounts`; a lost connection ends every line, and the locks with it.
 */
export async function startListening(needs: ListenNeeds, databaseUrl: string): Promise<Listening> {
  const lines = new Map<string, { abort: AbortController; done: Promise<void> }>()
  let stopped = false
  let client = await lockKeeper()
  let looking = Promise.resolve()
  // One question at a time on the one connection.
  let asking: Promise<unknown> = Promise.resolve()

  async function lockKeeper(): Promise<pg.Client> {
    const fresh = new pg.Client({ connectionString: databaseUrl, application_name: `plaza ${process.pid} listening` })
    fresh.on('error', (error) => {
      needs.log.error({ err: error }, 'lost the connection that holds the listening locks')
      for (const line of lines.values()) line.abort.abort()
    })
    fresh.on('notification', () => void look())
    await fresh.connect()
    await fresh.query('listen plaza_accounts')
    return fresh
  }

  function look(): Promise<void> {
    looking = looking.then(async () => {
      if (stopped) return
      try {
        await refresh()
      } catch (error) {
        needs.log.error({ err: error }, 'could not look for accounts to listen to')
        await client.end().catch(() => {})
        client = await lockKeeper().catch(() => client)
      }
    })
    return looking
  }

  async function refresh(): Promise<void> {
    const wanted = new Set((await linesToHear(needs.db)).map((line) => line.id))
    for (const [id, line] of lines) if (!wanted.has(id)) await end(id, line)
    for (const id of wanted) if (!lines.has(id) && (await lock(id))) begin(id)
  }

  async function lock(id: string): Promise<boolean> {
    const answer = asking.then(() => client.query<{ held: boolean }>(`select pg_try_advisory_lock(hashtextextended('listen:' || $1, 0)) as held`, [id]))
    asking = answer.catch(() => {})
    return (await answer).rows[0]!.held
  }

  function begin(id: string): void {
    const abort = new AbortController()
    const done = listenToAccount(needs, id, abort.signal)
      .catch((error: unknown) => needs.log.error({ account: id, err: error }, 'a listener ended'))
      .then(async () => {
        lines.delete(id)
        asking = asking.then(() => client.query(`select pg_advisory_unlock(hashtextextended('listen:' || $1, 0))`, [id])).catch(() => {})
        await asking
      })
    lines.set(id, { abort, done })
  }

  async function end(id: string, line: { abort: AbortController; done: Promise<void> }): Promise<void> {
    line.abort.abort()
    await line.done
    lines.delete(id)
  }

  const timer = setInterval(() => void look(), LOOK_AGAIN_MS)
  await look()
  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      await looking
      await Promise.all([...lines].map(([id, line]) => end(id, line)))
      await client.end()
    },
  }
}
