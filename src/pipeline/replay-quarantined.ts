import type { Json } from '../domain/network-name.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Network } from '../networks/network.ts'
import { readLine } from '../storage/lines.ts'
import { endQuarantine, readQuarantined, triedAgain } from '../storage/quarantine-writes.ts'
import { importAgain } from './import.ts'
import { batchOf, ingest, type Batch, type IngestNeeds } from './ingest.ts'
import { official } from './queue-reply.ts'

export interface ReplayNeeds extends IngestNeeds {
  networks: ReadonlyMap<string, Network>
}

/**
 * Takes an item that was set aside through the road in again. `ok: false` with the reason when it still can't be taken: it stays,
 * with one more try counted.
 */
export async function replayQuarantined(needs: ReplayNeeds, of: { workspaceId: string; id: string }): Promise<{ ok: boolean; reason: string | null }> {
  const item = await readQuarantined(needs.db, of)
  if (!item) throw new PlazaError('not-found', 'not-found', 'There is nothing in quarantine under this id.')
  const reason = await wordsOfFailure(() =>
    item.accountId === null ? importAgain(needs, of.workspaceId, item.payload) : takeAgain(needs, { ...item, workspaceId: of.workspaceId }),
  )
  if (reason === null) await endQuarantine(needs.db, of)
  else await triedAgain(needs.db, { ...of, reason })
  return { ok: reason === null, reason }
}

interface Item {
  workspaceId: string
  accountId: string | null
  payload: Json
  network: Batch['network']
}

/** What a connector heard goes in as if heard now; nothing is set aside a second time. */
async function takeAgain(needs: ReplayNeeds, { accountId, workspaceId, payload }: Item): Promise<void> {
  const account = accountId ? await readLine(needs.db, accountId) : null
  if (!account) throw new PlazaError('conflict', 'account-removed', 'The account that heard this is no longer ours.')
  const batch = batchOf(needs.networks.get(account.network)!, { ...official(account), workspaceId }, [payload])
  const says = batch.translate(payload)
  await ingest(needs, { ...batch, items: [null], translate: () => says, refuse: true })
}

/** Null when it was done; otherwise why not. */
async function wordsOfFailure(act: () => Promise<void>): Promise<string | null> {
  try {
    await act()
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
