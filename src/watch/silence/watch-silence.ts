import { isWorse, SILENCE, type SilenceState } from '../../domain/silence.ts'
import type { AccountPromise } from '../../domain/promise.ts'
import { accountKey } from '../../manual/facts.ts'
import type { Manual } from '../../manual/manual.ts'
import type { Db } from '../../storage/database.ts'
import { recordEvents } from '../../storage/events.ts'
import { lockWorkspace } from '../../storage/ids.ts'
import { keepSilence, listPresence, type PresenceRow } from '../../storage/silence.ts'
import { endAlarm, latestAlarm, raiseAlarm } from '../../storage/silence-alarms.ts'
import { workspaceIds } from '../../storage/workspaces.ts'
import { followLatestSilence, followSilence } from './follow-silence.ts'
import { judgeSilence, type SilenceVerdict } from './judge-silence.ts'

interface SilenceNeeds {
  db: Db
  manuals: { inForce(workspaceId: string): Promise<InForce | null> }
  now(): Temporal.Instant
}

/** What a manual says of accounts: what they promise, by `accountKey`, and who owns them. */
interface InForce {
  version: number
  manual: Manual
  promises: ReadonlyMap<string, AccountPromise>
}

/** How an account stands now. */
export interface AccountPresence {
  account: PresenceRow
  promise: AccountPromise | null
  /** Null where Plaza does not hear it: then nothing can be told. */
  verdict: SilenceVerdict | null
}

/** Every account of every workspace, judged now; whose state changed is told of, and of a change for the worse its owner is. */
export async function watchSilence(needs: SilenceNeeds): Promise<void> {
  await followSilence(needs.db)
  for (const workspaceId of await workspaceIds(needs.db)) await watchAccounts(needs, workspaceId)
}

/** The accounts of a workspace as they stand, up to the last word that was taken in: whoever looks need not wait for the job. */
export async function readPresence(needs: SilenceNeeds, workspaceId: string): Promise<AccountPresence[]> {
  await followLatestSilence(needs.db)
  return watchAccounts(needs, workspaceId)
}

async function watchAccounts(needs: SilenceNeeds, workspaceId: string): Promise<AccountPresence[]> {
  const accounts = await judgeAccounts(needs, workspaceId)
  for (const presence of accounts) if (hasChanged(presence)) await keepChange(needs, workspaceId, presence)
  return accounts
}

async function judgeAccounts({ db, manuals, now }: SilenceNeeds, workspaceId: string): Promise<AccountPresence[]> {
  const at = now()
  const accounts = await listPresence(db, workspaceId, at)
  const inForce = accounts.length > 0 ? await manuals.inForce(workspaceId) : null
  return accounts.map((account) => {
    const promise = inForce?.promises.get(accountKey(account.network, account.handle)) ?? null
    return { account, promise, verdict: account.listening ? judgeSilence(account, promise, at) : null }
  })
}

function hasChanged({ account: { judged }, verdict }: AccountPresence): boolean {
  return verdict !== null && (judged?.state !== verdict.state || judged.rule !== verdict.rule)
}

/** The change, word of it, and the alarm with the job that tells of it, in one transaction. */
async function keepChange({ db: database, manuals, now }: SilenceNeeds, workspaceId: string, { account, verdict }: AccountPresence): Promise<void> {
  const { state, rule } = verdict!
  const before: SilenceState = account.judged?.state ?? 'fine'
  const [at, inForce] = [now(), await manuals.inForce(workspaceId)]
  await database.transaction().execute(async (db) => {
    await lockWorkspace(db, workspaceId)
    if (!(await keepSilence(db, { workspaceId, accountId: account.id, at, state, rule, facts: factsOf(account, verdict!) })) || state === before) return
    await recordEvents(db, workspaceId, [{ ticketId: null, kind: 'silence', facts: { account: account.id, state, rule, before } }])
    if (!isWorse(state, before)) return endAlarm(db, account.id, at)
    if (await wasTold(db, account.id, { state, at })) return
    await raiseAlarm(db, {
      workspaceId,
      accountId: account.id,
      state,
      rule,
      waiting: account.waiting,
      callee: ownerOf(inForce, account),
      version: inForce?.version ?? null,
      at,
    })
  })
}

/** What it was judged by, so that it can be judged again. */
function factsOf({ spokenAt, answeredAt, waiting, oldestAt, insists, week, month }: PresenceRow, { waited, measure }: SilenceVerdict): object {
  return { spokenAt, answeredAt, waiting, oldestAt, insists, week, month, waited, measure }
}

/** An account that goes to and fro is told of once a day, unless it gets worse than before. */
async function wasTold(db: Db, accountId: string, { state, at }: { state: SilenceState; at: Temporal.Instant }): Promise<boolean> {
  const last = await latestAlarm(db, accountId)
  return last !== null && !isWorse(state, last.state) && at.since(last.raisedAt).total('hours') < SILENCE.alarmAgainHours
}

/** Whose account it is: the department in whose hands the longest wait is, else the one that takes what no rule decides, else the house's owner. */
function ownerOf(inForce: InForce | null, { oldestTicket }: PresenceRow): string {
  if (inForce === null) return HOUSE
  return oldestTicket?.department ?? inForce.manual.document.otherwise?.department ?? HOUSE
}

/** The role of those whose house it is. */
const HOUSE = 'owner'
