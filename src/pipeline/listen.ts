import { setTimeout as rest } from 'node:timers/promises'
import { retryAfter } from '../domain/backoff.ts'
import { NetworkFailure, type Heard, type Line, type Network } from '../networks/network.ts'
import { recordEvents } from '../storage/events.ts'
import { moveCursor, noteFailure, noteGap, readLine, type AccountLine } from '../storage/lines.ts'
import { batchOf, ingest, type IngestNeeds } from './ingest.ts'
import { official } from './queue-reply.ts'

export interface ListenNeeds extends IngestNeeds {
  networks: ReadonlyMap<string, Network>
  openLine(account: AccountLine, signal: AbortSignal): Line
  now(): Temporal.Instant
}

/**
 * Listens on one account until `signal` aborts or a person has to reconnect it: hears a batch, takes it in, asks for the next.
 * Failures are waited out with growing pauses; what happened is on the account for all to see.
 */
export async function listenToAccount(needs: ListenNeeds, accountId: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const account = await readLine(needs.db, accountId)
    if (!account || !['connected', 'failing'].includes(account.state)) return
    try {
      await hearAll(needs, account, signal)
      // A connector that ends without being asked is begun anew, but never in a tight loop.
      await pause(needs.now().add({ seconds: 1 }), signal)
    } catch (error) {
      if (signal.aborted) return
      const wait = await noteTrouble(needs, account, error)
      if (wait === null) return
      await pause(wait, signal)
    }
  }
}

async function hearAll(needs: ListenNeeds, account: AccountLine, signal: AbortSignal): Promise<void> {
  const network = needs.networks.get(account.network)
  if (!network) throw new Error(`nobody speaks ${account.network}`)
  const line = needs.openLine(account, signal)
  let wasFailing = account.state === 'failing'
  for await (const heard of network.listen(line, account.cursor)) {
    const began = performance.now()
    await take(needs, { network, account, heard })
    if (wasFailing) await tellAccount(needs, account)
    wasFailing = false
    if (heard.items.length > 0 && heard.items.length < MANY) await waitFor(TOGETHER_MS - (performance.now() - began), signal)
    if (signal.aborted) return
  }
}

/**
 * In a storm, what comes within this time is taken in together: the statements of a batch cost the same for one message as for twenty, and
 * one by one they leave too little of the machine for those who read. A word after a silence never waits.
 */
const TOGETHER_MS = 100
const MANY = 20

async function take(needs: ListenNeeds, { network, account, heard }: { network: Network; account: AccountLine; heard: Heard }): Promise<void> {
  if (heard.items.length === 0) await moveCursor(needs.db, account.id, heard.cursor, false)
  else await ingest(needs, batchOf(network, { ...official(account), workspaceId: account.workspaceId }, heard.items, heard.cursor))
  if (!heard.gap) return
  needs.log.warn({ account: account.id, why: heard.gap.why }, 'a gap in listening')
  await noteGap(needs.db, account.id, heard.gap.since)
  await tellAccount(needs, account)
}

/** Records the trouble; answers when to try again, or null when a person has to act. */
async function noteTrouble(needs: ListenNeeds, account: AccountLine, error: unknown): Promise<Temporal.Instant | null> {
  const next = error instanceof NetworkFailure ? error.next : { do: 'try-later' as const, code: 'server-error', at: null }
  const lost = next.do !== 'try-later'
  const failures = (await readLine(needs.db, account.id).catch(() => null))?.failures ?? account.failures
  const retryAt = lost ? null : (next.at ?? retryAfter(needs.now(), failures))
  needs.log.warn({ account: account.id, network: account.network, code: next.code, err: error }, 'listening was interrupted')
  try {
    await noteFailure(needs.db, account.id, { state: lost ? 'reconnect' : 'failing', code: next.code, detail: String(error), retryAt })
    await tellAccount(needs, account)
  } catch (databaseError) {
    // The database itself is away: nothing to note it in; the loop tries again.
    needs.log.error({ account: account.id, err: databaseError }, 'could not note the interruption')
    return needs.now().add({ seconds: 5 })
  }
  return retryAt
}

function tellAccount(needs: ListenNeeds, account: AccountLine): Promise<void> {
  return recordEvents(needs.db, account.workspaceId, [{ ticketId: null, kind: 'account', facts: { account: account.id } }])
}

function pause(until: Temporal.Instant, signal: AbortSignal): Promise<void> {
  return waitFor(until.epochMilliseconds - Date.now(), signal)
}

/** Ends after `ms`, or when the signal aborts. */
function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  return rest(Math.max(0, ms), undefined, { signal }).catch(() => {})
}
