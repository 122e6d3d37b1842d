import type { Context } from '../../context.ts'
import { hearOnce } from '../../pipeline/test-account.ts'
import { listAccounts, type ShownAccount } from '../../storage/accounts.ts'
import { readLine } from '../../storage/lines.ts'
import { troubleOf } from '../words.ts'
import { broken, fine, look, type Check } from './check.ts'

export interface Looking {
  workspaceId: string
  /** A server runs, so accounts should be heard from. */
  running: boolean
  /** Ask each network now. */
  live: boolean
}

/** Every account of ours: its state, when it was last heard, what it may have missed, and how long its access lasts. */
export async function checkAccounts(context: Context, looking: Looking): Promise<Check[]> {
  const accounts = await listAccounts(context.db, looking.workspaceId)
  if (accounts.length === 0) return [look('accounts', 'none is connected; the rehearsal plays', 'Connect the first one: plaza connect --list')]
  const checks = await Promise.all(accounts.map((account) => checkAccount(context, account, looking)))
  return checks.flat()
}

async function checkAccount(context: Context, account: ShownAccount, looking: Looking): Promise<Check[]> {
  const what = `${account.network} ${account.handle}`
  if (account.state === 'declared') return [fine(what, 'declared only: its words count as ours')]
  if (account.state === 'paused') return [fine(what, 'paused')]
  const sealed = await unsealable(context, what, account.id)
  if (sealed) return [sealed]
  const own = [standing(what, account), ...silence(what, account, looking), ...gap(what, account), ...expiry(what, account)]
  return looking.live ? [...own, await askNow(context, what, account)] : own
}

async function unsealable(context: Context, what: string, id: string): Promise<Check | null> {
  const line = await readLine(context.db, id)
  try {
    if (line?.credentials) context.seal.open(line.credentials)
    return null
  } catch {
    return broken(
      what,
      'its credentials were sealed with another secret',
      'Give Plaza the PLAZA_SECRET, or the file “secret” in the data folder, that it had before; or connect the account again.',
    )
  }
}

function standing(what: string, { state, failureCode, network }: ShownAccount): Check {
  if (state === 'connected') return fine(what, 'connected')
  const { says, todo } = troubleOf(failureCode ?? 'network-down')
  return state === 'reconnect' ? broken(what, `access lost. ${says}`, `${todo} (plaza connect ${network})`) : look(what, `in trouble. ${says}`, todo)
}

const SILENT_MINUTES = 30

function silence(what: string, { lastHeardAt, state }: ShownAccount, { running }: Looking): Check[] {
  if (state !== 'connected') return []
  const minutes = lastHeardAt ? minutesSince(lastHeardAt) : Infinity
  if (!running || minutes < SILENT_MINUTES) return lastHeardAt ? [fine(what, `last heard ${ago(minutes)}`)] : []
  return [
    look(
      what,
      lastHeardAt ? `last heard ${ago(minutes)}, though a server runs` : 'never heard yet, though a server runs',
      'plaza doctor --live asks the network now; the server’s log says more.',
    ),
  ]
}

function gap(what: string, { gapSince }: ShownAccount): Check[] {
  if (!gapSince) return []
  return [
    look(
      what,
      `the network skipped something since ${gapSince.toString({ smallestUnit: 'minute' })}`,
      'Look on the network itself at what was said to this account since then.',
    ),
  ]
}

const SOON_DAYS = 7

function expiry(what: string, { tokenExpiresAt }: ShownAccount): Check[] {
  if (!tokenExpiresAt) return []
  const days = -minutesSince(tokenExpiresAt) / (24 * 60)
  if (days > SOON_DAYS) return []
  return [
    look(
      what,
      days > 0 ? `its access ends in ${Math.ceil(days)} days` : 'its access has ended',
      'Make a new access on the network and connect the account again.',
    ),
  ]
}

async function askNow(context: Context, what: string, { id }: ShownAccount): Promise<Check> {
  const line = await readLine(context.db, id)
  const failure = line && (await hearOnce(context, line))
  if (!failure) return fine(what, 'the network answers now')
  const { says, todo } = troubleOf(failure.next.code)
  return broken(what, `asked now: ${says} (${failure.detail})`, todo)
}

function minutesSince(at: Temporal.Instant): number {
  return (Temporal.Now.instant().epochMilliseconds - at.epochMilliseconds) / 60_000
}

function ago(minutes: number): string {
  if (minutes < 2) return 'just now'
  if (minutes < 120) return `${Math.round(minutes)} min ago`
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h ago` : `${Math.round(minutes / 1440)} days ago`
}
