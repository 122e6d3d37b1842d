import type { Context } from './context.ts'
import { PlazaError } from './domain/plaza-error.ts'
import type { HttpNeeds } from './http/needs.ts'
import { connectAccount } from './pipeline/connect-account.ts'
import { declareAccount } from './pipeline/declare-account.ts'
import type { Square as PeoplesSquare } from './rehearsal/square/open-square.ts'
import { openAlone } from './storage/alone.ts'
import { clearRehearsal } from './storage/clear-rehearsal.ts'
import { rehearsalsWithoutAccounts, retireRehearsals } from './storage/rehearsals.ts'

/** How often a rehearsal's accounts are polled, in seconds. */
const POLL = { pollSeconds: 2 }

export type Square = HttpNeeds['rehearsal'] & {
  /** Before anybody listens: accounts of a rehearsal that ended with its process are retired. */
  prepare?(): Promise<void>
  resume(): Promise<void>
  close(): Promise<void>
}

/** The rehearsal square, wired to Plaza: it plays by itself while no real account is connected. */
export function openSquare(context: Context): Square {
  // Its networks live in this process: two processes would clear each other's rehearsal away.
  let closing = false
  let resuming: Promise<void> = Promise.resolve()
  const alone = openAlone(context.pool, 'rehearsal square')
  // A house with real accounts never reads what a rehearsal is made of.
  let opened: Promise<PeoplesSquare> | null = null
  const square = () => (opened ??= openPeoplesSquare(context))
  const stop = async () => (await opened)?.stop()
  const state: HttpNeeds['rehearsal']['state'] = async () => {
    const { running, story, stories } = await (await square()).state()
    return { running, story, stories: stories.map(({ id, title, language, told }) => ({ id, title, locale: language, summary: told })) }
  }
  const begin = async (workspaceId: string) => {
    if (await alone.take()) await (await square()).play(workspaceId, null)
  }
  return {
    begin,
    state,
    async play(workspaceId, story) {
      if (!(await alone.take())) throw new PlazaError('conflict', 'rehearsal-elsewhere', 'Another Plaza process on this database plays the rehearsal.')
      if (story === null) await stop()
      else await (await square()).play(workspaceId, story === 'all' ? null : story)
      return state(workspaceId)
    },
    async prepare() {
      if (await alone.take()) await retireRehearsals(context.db)
    },
    resume() {
      resuming = rehearsalsWithoutAccounts(context.db).then(async (workspaceIds) => {
        for (const workspaceId of workspaceIds) if (!closing) await begin(workspaceId)
      })
      return resuming
    },
    async close() {
      closing = true
      await stop()
      // What was being set up meanwhile ends with it.
      await resuming.catch(() => {})
      await stop()
      alone.leave()
    },
  }
}

async function openPeoplesSquare(context: Context): Promise<PeoplesSquare> {
  const { openSquare } = await import('./rehearsal/square/open-square.ts')
  return openSquare({
    log: context.log,
    stories: new URL('../stories/', import.meta.url),
    hosts: context.lines.rehearsalHosts,
    clear: (workspaceId) => clearRehearsal(context.db, workspaceId),
    connect: async (workspaceId, brand, { network, role }, fields) =>
      void (await connectAccount(context, { workspaceId, memberId: null, network, brand, speaks: role, fields, settings: POLL })),
    declare: async (workspaceId, { network, handle, name, role }) =>
      void (await declareAccount(context, { workspaceId, memberId: null, network, handle, name, speaks: role })),
  })
}
