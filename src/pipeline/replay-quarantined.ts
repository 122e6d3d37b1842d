import type { Json } from '../domain/network-name.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Network } from '../networks/network.ts'
import { readLine } from '../storage/lines.ts'
import { endQuarantine, readQuarantined, triedAgain } from '../storage/quarantine-writes.ts'
import { readImported } from './read-imported.ts'
import { batchOf, ingest, type Batch, type IngestNeeds } from './ingest.ts'
import { official } from './queue-reply.ts'

/**
 * Takes an item that was set aside through the road in again. `ok: false` with the reason when it still can't be taken: it stays,
 * with one more try counted.
 */
export async function replayQuarantined(needs: IngestNeeds & { networks: ReadonlyMap<string, Network> }, of: { workspaceId: string; id: string }): Promise<{ ok: boolean; reason: string | null }> {
  const item = await readQuarantined(needs.db, of)
  if (!item) throw new PlazaError('not-found', 'not-found', 'There is nothing in quarantine under this id.')
  const reason = await tryAgain(needs, await toBatch(needs, { ...item, workspaceId: of.workspaceId }))
  if (reason === null) await endQuarantine(needs.db, of)
  else await triedAgain(needs.db, { ...of, reason })
  return { ok: reason === null, reason }
}

async function toBatch(needs: { db: IngestNeeds['db']; networks: ReadonlyMap<string, Network> }, item: { workspaceId: string; accountId: string | null; payload: Json; network: Batch['network'] }): Promise<Batch> {
  const account = item.accountId ? await readLine(needs.db, item.accountId) : null
  if (account) return batchOf(needs.networks.get(account.network)!, { ...official(account), workspaceId: item.workspaceId }, [item.payload])
  return { workspaceId: item.workspaceId, account: null, network: item.network, items: [item.payload], translate: readImported }
}

/** Null when it was taken; otherwise why not. Nothing is set aside a second time. */
async function tryAgain(needs: IngestNeeds, batch: Batch): Promise<string | null> {
  try {
    const says = batch.items.flatMap((raw) => batch.translate(raw))
    await ingest(needs, { ...batch, items: [null], translate: () => says, refuse: true })
    return null
  } catch (error) {
    return String(error)
  }
}
