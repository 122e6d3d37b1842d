import { listenToAccount, type ListenNeeds } from '../pipeline/listen.ts'
import { linesToHear } from '../storage/lines.ts'
import { openNotifications } from '../storage/notifications.ts'
import { openAccountLocks, type AccountLocks } from './account-locks.ts'

export interface Listening {
  /** Aborts every line and waits until its last batch is in. */
  stop(): Promise<void>
}

/** How often accounts that another process held, or a lost notification, are looked for. */
const LOOK_AGAIN_MS = 30_000

/** Keeps one listener on each connected account. Changes come by NOTIFY `plaza_accounts`. */
export async function startListening(needs: ListenNeeds, databaseUrl: string): Promise<Listening> {
  const lines: Lines = new Map()
  const locks = openAccountLocks(databaseUrl, needs.log, () => lines.forEach((line) => line.abort.abort()))
  let stopped = false
  let looking = Promise.resolve()
  const look = () => {
    looking = looking.then(() =>
      stopped ? undefined : refresh(needs, lines, locks).catch((error: unknown) => needs.log.error({ err: error }, 'could not look for accounts to listen to')),
    )
    return looking
  }
  const notifications = await openNotifications(databaseUrl, { name: 'accounts', log: needs.log, missed: () => void look() })
  await notifications.listen('plaza_accounts', () => void look())
  const timer = setInterval(() => void look(), LOOK_AGAIN_MS)
  await look()
  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      await looking
      await Promise.all([...lines.values()].map(end))
      await notifications.close()
      await locks.close()
    },
  }
}

interface Line {
  /** When the credentials came in that it works with. */
  connectedAt: string | undefined
  abort: AbortController
  done: Promise<void>
}

type Lines = Map<string, Line>

async function refresh(needs: ListenNeeds, lines: Lines, locks: AccountLocks): Promise<void> {
  const wanted = new Map((await linesToHear(needs.db)).map((line) => [line.id, line.connectedAt?.toString()]))
  for (const [id, line] of lines) if (!wanted.has(id) || wanted.get(id) !== line.connectedAt) await end(line)
  for (const [id, connectedAt] of wanted)
    if (!lines.has(id) && (await locks.take(id))) lines.set(id, { connectedAt, ...begin(needs, id, () => leave(lines, locks, id)) })
}

function begin(needs: ListenNeeds, id: string, left: () => Promise<void>): Omit<Line, 'connectedAt'> {
  const abort = new AbortController()
  const done = listenToAccount(needs, id, abort.signal)
    .catch((error: unknown) => needs.log.error({ account: id, err: error }, 'a listener ended'))
    .then(left)
  return { abort, done }
}

async function leave(lines: Lines, locks: AccountLocks, id: string): Promise<void> {
  lines.delete(id)
  await locks.release(id)
}

function end(line: Line): Promise<void> {
  line.abort.abort()
  return line.done
}
