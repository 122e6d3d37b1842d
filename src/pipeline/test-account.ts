import { PlazaError } from '../domain/plaza-error.ts'
import { NetworkFailure } from '../networks/network.ts'
import { recordEvents } from '../storage/events.ts'
import { noteFailure } from '../storage/lines.ts'
import { ownLine, type AccountNeeds } from './connect-account.ts'

const PATIENCE_MS = 20_000

/** Asks the network now whether the account's line works: the first batch it hears is left for the listener. Answers the account's id. */
export async function testAccount(needs: AccountNeeds, of: { workspaceId: string; accountId: string }): Promise<string> {
  const account = await ownLine(needs.db, of)
  if (account.state === 'declared') throw new PlazaError('conflict', 'account-not-connected', 'This account is only declared.')
  const stop = new AbortController()
  const line = needs.lines.open(account, AbortSignal.any([stop.signal, AbortSignal.timeout(PATIENCE_MS)]))
  try {
    for await (const _ of needs.networks.get(account.network)!.listen(line, account.cursor)) break
  } catch (error) {
    const next = error instanceof NetworkFailure ? error.next : { do: 'try-later' as const, code: 'unreachable', at: null }
    await noteFailure(needs.db, account.id, { state: next.do === 'try-later' ? 'failing' : 'reconnect', code: next.code, detail: String(error), retryAt: next.do === 'try-later' ? next.at : null })
  } finally {
    stop.abort()
  }
  await recordEvents(needs.db, of.workspaceId, [{ ticketId: null, kind: 'account', facts: { account: account.id, did: 'tested' } }])
  return account.id
}
