import { openLog } from '../../src/platform/log.ts'
import { passBy } from '../../src/platform/checkpoint.ts'
import type { Json } from '../../src/domain/network-name.ts'
import type { Batch, IngestNeeds } from '../../src/pipeline/ingest.ts'
import { readImported } from '../../src/pipeline/read-imported.ts'
import { upsertAccount } from '../../src/storage/account-writes.ts'
import type { Db } from '../../src/storage/database.ts'
import { openManuals } from '../../src/pipeline/manual-in-force.ts'
import { openReader } from '../../src/understanding/open-reader.ts'

export interface TestWorkspace {
  id: string
  accounts: { x: string; second: string; mail: string }
}

/** A workspace with a brand and three official accounts. */
export async function makeWorkspace(db: Db): Promise<TestWorkspace> {
  const { id } = await db
    .insertInto('workspace')
    .values({ name: 'Aeroandes', time_zone: 'America/Bogota', locale: 'es' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.insertInto('brand').values({ workspace_id: id, name: 'Aeroandes' }).execute()
  const account = (network: 'x' | 'email', nativeId: string, handle: string) =>
    upsertAccount(db, { workspaceId: id, network, nativeId, handle, name: 'Aeroandes', speaks: 'brand', state: 'connected' })
  return {
    id,
    accounts: {
      x: await account('x', '900', 'aeroandes'),
      second: await account('x', '901', 'aeroandes_ayuda'),
      mail: await account('email', 'care@aeroandes.test', 'care@aeroandes.test'),
    },
  }
}

export async function ingestNeeds(db: Db): Promise<IngestNeeds> {
  const log = openLog('silent')
  return { db, log, checkpoint: passBy, now: () => Temporal.Now.instant(), reader: openReader(), manuals: openManuals(db, log) }
}

/** A batch of lines in the exchange format, as if heard on one of the workspace's lines. */
export function batchOfLines(workspace: TestWorkspace, items: Json[], accountId: string | null = null, cursor?: Json): Batch {
  const account = accountId ? { id: accountId, network: 'x' as const, nativeId: '900', handle: 'aeroandes', name: 'Aeroandes', settings: {} } : null
  return { workspaceId: workspace.id, account, network: 'x', items, translate: readImported, ...(cursor === undefined ? {} : { cursor }) }
}

const START = Temporal.Instant.from('2026-11-20T14:00:00Z')

/** A public post on X to @aeroandes, `minute` minutes into the afternoon. */
export function post(...[id, who, text, minute, more = {}]: [id: string, who: string, text: string, minute: number, more?: Record<string, Json>]): Json {
  return {
    kind: 'message',
    network: 'x',
    id,
    at: START.add({ seconds: Math.round(minute * 60) }).toString(),
    author: { id: `id-${who}`, handle: who, name: who },
    visibility: 'public',
    text,
    addressed: ['900'],
    ...more,
  }
}
