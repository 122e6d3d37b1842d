import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from './database.ts'

/** How long somebody may be at the door without a name. */
const LOOKS = 40
const LOOK_AGAIN_MS = 50

/** Whether another process uses this server; ours name themselves by their process id. Who has just come has no name yet, and may be ours. */
export async function othersConnected(db: Db): Promise<boolean> {
  for (let left = LOOKS; left > 0; left--) {
    const { others, nameless } = await look(db)
    if (others || !nameless) return others
    await wait(LOOK_AGAIN_MS)
  }
  return true
}

async function look(db: Db): Promise<{ others: boolean; nameless: boolean }> {
  const us = `plaza ${process.pid}`
  const { rows } = await sql<{ others: boolean; nameless: boolean }>`
    select coalesce(bool_or(state is distinct from 'starting'), false) as others, coalesce(bool_or(state = 'starting'), false) as nameless
    from pg_stat_activity where backend_type = 'client backend' and application_name <> ${us} and not starts_with(application_name, ${`${us} `})`.execute(db)
  return rows[0]!
}
