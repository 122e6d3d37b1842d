import { PlazaError } from '../domain/plaza-error.ts'
import { NetworkFailure } from '../networks/network.ts'
import { recordEvents } from '../storage/events.ts'
import { noteFailure, type AccountLine } from '../storage/lines.ts'
import { ownLine, type AccountNeeds } from './connect-account.ts'

const PATIENCE_MS = 20_000

/** Asks the network now whether the account's line works: the first batch it hears is left for the listener. Answers the account's id. */
export async function testAccount(needs: AccountNeeds, of: { workspaceId: string; accountId: string }): Promise<string> {
  const account = await ownLine(needs.db, of)
  if (account.state === 'declared') throw new PlazaError('conflict', 'account-not-connected', 'This account is only declared.')
  const failure = await hearOnce(needs, account)
  if (failure) {
    const { next, detail } = failure
    const waits = next.do === 'try-later' || next.code === 'unreachable'
    await noteFailure(needs.db, account.id, {
      state: waits ? 'failing' : 'reconnect',
      code: next.code,
      detail,
      retryAt: next.do === 'try-later' ? next.at : null,
    })
  }
  await recordEvents(needs.db, of.workspaceId, [{ ticketId: null, kind: 'account', facts: { account: account.id, did: 'tested' } }])
  return account.id
}

/** Listens until the first batch, which is left for the listener. Null when it came; otherwise why not, and what to do next. */
export async function hearOnce(
  needs: Pick<AccountNeeds, 'networks' | 'lines'>,
  account: AccountLine,
): Promise<{ next: NetworkFailure['next']; detail: string } | null> {
  const stop = new AbortController()
  const line = needs.lines.open(account, AbortSignal.any([stop.signal, AbortSignal.timeout(PATIENCE_MS)]))
  try {
    for await (const _ of needs.networks.get(account.network)!.listen(line, account.cursor)) return null
    return { next: { do: 'try-later', code: 'network-down', at: null }, detail: `nothing came within ${PATIENCE_MS / 1000} s` }
  } catch (error) {
    return { next: error instanceof NetworkFailure ? error.next : { do: 'fix', code: 'unreachable' }, detail: String(error) }
  } finally {
    stop.abort()
  }
}
