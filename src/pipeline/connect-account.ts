import { PlazaError } from '../domain/plaza-error.ts'
import type { Json, NetworkName } from '../domain/network-name.ts'
import { NetworkFailure, type Connected, type Network } from '../networks/network.ts'
import type { Seal } from '../platform/seal.ts'
import { notifyAccounts, upsertAccount, type NewAccount } from '../storage/account-writes.ts'
import type { Db } from '../storage/database.ts'
import { refreshSending, requeueAwaiting } from '../storage/deliveries.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { addDeliveryJob } from '../storage/jobs.ts'
import { findLine, readLine, type AccountLine } from '../storage/lines.ts'
import type { Lines } from './open-line.ts'
import { GIVE_UP } from './queue-reply.ts'

export interface AccountNeeds {
  db: Db
  seal: Seal
  networks: ReadonlyMap<string, Network>
  lines: Lines
  now(): Temporal.Instant
}

export interface Connection {
  workspaceId: string
  memberId: string | null
  network: NetworkName
  brand?: string | undefined
  speaks?: NewAccount['speaks']
  fields: Record<string, string>
  /** Laid over what the network told: a rehearsal is polled more often. */
  settings?: Record<string, Json>
}

const PATIENCE_MS = 30_000

/**
 * Tries the fields against the live network and, when they work, keeps the account and begins to listen. An account that was only
 * declared, or removed, becomes this one. Answers its id. Throws `refused` with the network's code.
 */
export async function connectAccount(needs: AccountNeeds, connection: Connection): Promise<string> {
  const network = needs.networks.get(connection.network)
  if (!network) throw new PlazaError('invalid', 'unknown-network', `Plaza can't connect to ${connection.network}.`)
  const { rehearsal_of } = await needs.db.selectFrom('workspace').select('rehearsal_of').where('id', '=', connection.workspaceId).executeTakeFirstOrThrow()
  const { found, kept } = await tryKnown(needs, network, { ...connection, rehearsal: rehearsal_of !== null })
  return needs.db.transaction().execute(async (db) => {
    await lockWorkspace(db, connection.workspaceId)
    const id = await upsertAccount(db, {
      ...connection,
      ...found,
      settings: { ...renewed(kept, found.settings), ...connection.settings },
      state: 'connected',
      sealed: needs.seal.seal(found.credentials),
    })
    await recordEvents(db, connection.workspaceId, [
      { ticketId: null, kind: 'account', memberId: connection.memberId, facts: { account: id, did: 'connected' } },
    ])
    await releaseWaiting(db, { workspaceId: connection.workspaceId, accountId: id, now: needs.now() })
    return id
  })
}

/** New credentials for an account we have: it must be the same one. What waited for it goes out. Throws `another-account`. */
export async function reconnectAccount(
  needs: AccountNeeds,
  of: { workspaceId: string; memberId: string; accountId: string; fields: Record<string, string> },
): Promise<string> {
  const account = await ownLine(needs.db, of)
  const network = needs.networks.get(account.network)!
  const fields = { ...keptSecrets(needs, network, account), ...of.fields }
  const found = await tryFields(needs, network, { fields, rehearsal: account.rehearsal })
  if (found.nativeId !== account.nativeId)
    throw new PlazaError('conflict', 'another-account', `These credentials belong to ${found.handle}, not to ${account.handle}.`)
  await needs.db.transaction().execute(async (db) => {
    await lockWorkspace(db, of.workspaceId)
    await db
      .updateTable('account')
      .set({
        state: 'connected',
        credentials: needs.seal.seal(found.credentials),
        settings: JSON.stringify(renewed(account.settings, found.settings)),
        abilities: JSON.stringify(found.abilities),
        failure_code: null,
        failure_detail: null,
        failures: 0,
        retry_at: null,
        connected_at: needs.now(),
      })
      .where('id', '=', account.id)
      .execute()
    await recordEvents(db, of.workspaceId, [{ ticketId: null, kind: 'account', memberId: of.memberId, facts: { account: account.id, did: 'reconnected' } }])
    await releaseWaiting(db, { ...of, now: needs.now() })
  })
  return account.id
}

export async function ownLine(db: Db, of: { workspaceId: string; accountId: string }): Promise<AccountLine> {
  const account = await readLine(db, of.accountId)
  if (!account || account.workspaceId !== of.workspaceId) throw new PlazaError('not-found', 'not-found', 'There is no such account.')
  return account
}

/** The server may have moved or changed its limits; how often we ask it is ours. */
function renewed(kept: Record<string, Json>, found: Record<string, Json>): Record<string, Json> {
  return { ...kept, ...found, ...('pollSeconds' in kept ? { pollSeconds: kept['pollSeconds']! } : {}) }
}

/** Tries the fields; for an account that we have already, again with what only we know of it. Answers its settings so far, too. */
async function tryKnown(
  needs: AccountNeeds,
  network: Network,
  how: Connection & { rehearsal: boolean },
): Promise<{ found: Connected; kept: Record<string, Json> }> {
  const found = await tryFields(needs, network, how)
  const known = await findLine(needs.db, { ...how, nativeId: found.nativeId })
  if (!known) return { found, kept: {} }
  const secrets = keptSecrets(needs, network, known)
  const anew = Object.keys(secrets).length === 0 ? found : await tryFields(needs, network, { ...how, fields: { ...secrets, ...how.fields } })
  return { found: anew, kept: known.settings }
}

/** What the connector made up itself and nobody can type in again, such as the secret that proves answers to be answers. */
function keptSecrets(needs: AccountNeeds, network: Network, account: AccountLine): Record<string, string> {
  if (!account.credentials) return {}
  const typed = new Set(network.guide.fields.map((field) => field.name))
  return Object.fromEntries(Object.entries(needs.seal.open<Record<string, string>>(account.credentials)).filter(([name]) => !typed.has(name)))
}

/** What waited for the account goes out, each once, and with fresh patience. */
async function releaseWaiting(db: Db, of: { workspaceId: string; accountId: string; now: Temporal.Instant }): Promise<void> {
  const released = await requeueAwaiting(db, of.accountId, of.now.add(GIVE_UP))
  for (const [ticketId, messages] of Map.groupBy(released, (delivery) => delivery.ticketId)) {
    const ids = messages.map((message) => message.messageId)
    await refreshSending(db, ticketId)
    await recordEvents(db, of.workspaceId, [{ ticketId, kind: 'delivery', facts: { messages: ids, state: 'queued' } }])
    for (const id of ids) await addDeliveryJob(db, id, null)
  }
  await notifyAccounts(db)
}

export async function tryFields(needs: AccountNeeds, network: Network, how: { fields: Record<string, string>; rehearsal: boolean }): Promise<Connected> {
  try {
    return await network.connect(how.fields, needs.lines.reach(how.rehearsal, AbortSignal.timeout(PATIENCE_MS)))
  } catch (error) {
    if (error instanceof NetworkFailure) throw new PlazaError('refused', error.next.code, error.message, error)
    throw new PlazaError('refused', 'unreachable', `${network.capabilities.label} could not be reached.`, error)
  }
}
