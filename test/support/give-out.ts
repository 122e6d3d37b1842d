import { Logger, runOnce } from 'graphile-worker'
import { giveOutWork } from '../../src/pipeline/give-out-work.ts'
import type { Context } from '../../src/context.ts'

/** Works off the jobs that look who can do what, as the worker does, until none is left. Other jobs stay. */
export async function workIsGivenOut({ db, pool }: Pick<Context, 'db' | 'pool'>): Promise<void> {
  const taskList = { 'give-out-work': (payload: unknown) => giveOutWork(db, (payload as { workspaceId: string }).workspaceId, Temporal.Now.instant()) }
  await runOnce({ pgPool: pool, taskList, noHandleSignals: true, logger: new Logger(() => () => {}) })
}
