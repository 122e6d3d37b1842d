import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from './database.ts'

export type WhichWorkspace = 'real' | 'rehearsal'

/** The workspace of this Plaza, or its rehearsal. Throws `no-workspace` before the first run. */
export async function whichWorkspace(db: Db, which: WhichWorkspace): Promise<string> {
  const workspace = await describeWorkspace(db, which)
  if (!workspace)
    throw new PlazaError('not-found', 'no-workspace', 'This Plaza has no owner yet. Run plaza serve, open the address that it prints, and create one.')
  return workspace.id
}

/** Null before the first run. */
export async function describeWorkspace(db: Db, which: WhichWorkspace): Promise<{ id: string; timeZone: string } | null> {
  const row = await db
    .selectFrom('workspace')
    .select(['id', 'time_zone as timeZone'])
    .where('rehearsal_of', which === 'real' ? 'is' : 'is not', null)
    .orderBy('id')
    .executeTakeFirst()
  return row ?? null
}
