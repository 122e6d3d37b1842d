// A child of crash-in.test.ts: takes batches in from where the cursor stands, and kills itself at a named place.
import { sql } from 'kysely'
import type { Json } from '../../src/domain/network-name.ts'
import { ingest } from '../../src/pipeline/ingest.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { batchOfLines, ingestNeeds, post, type TestWorkspace } from './workspace.ts'

const [url = '', workspaceJson = '', place = '', hits = '0'] = process.argv.slice(2)
const workspace = JSON.parse(workspaceJson) as TestWorkspace
const { db } = openDatabase(url, 2)
let left = Number(hits)
const needs = {
  ...(await ingestNeeds(db)),
  checkpoint: (at: string) => {
    if (at === place && --left <= 0) process.kill(process.pid, 'SIGKILL')
  },
}

const items: Json[] = Array.from({ length: 60 }, (_, n) => post(`c${n}`, `u${n % 7}`, `@aeroandes mensaje número ${n}`, n))
for (;;) {
  const { rows } = await sql<{ cursor: number | null }>`select (cursor->>'at')::int as cursor from account where id = ${workspace.accounts.x}::bigint`.execute(
    db,
  )
  const at = rows[0]?.cursor ?? 0
  if (at >= items.length) break
  // The network gives a little of what it gave before, as networks do.
  await ingest(needs, batchOfLines(workspace, items.slice(Math.max(0, at - 5), at + 20), workspace.accounts.x, { at: at + 20 }))
}
await db.destroy()
