import type { AssignmentWay } from '../domain/availability.ts'
import type { Db } from './database.ts'

export interface AssignmentWays {
  /** Of every department that has no way of its own, and of tickets without one. */
  others: AssignmentWay
  departments: ReadonlyMap<string, AssignmentWay>
}

/** The name under which the way of all others is kept; no department is called so. */
const OTHERS = ''

export async function readAssignmentWays(db: Db, workspaceId: string): Promise<AssignmentWays> {
  const rows = await db.selectFrom('assignment_way').select(['department', 'way']).where('workspace_id', '=', workspaceId).orderBy('department').execute()
  const ways = new Map(rows.map(({ department, way }) => [department, way]))
  const others = ways.get(OTHERS) ?? 'pull'
  ways.delete(OTHERS)
  return { others, departments: ways }
}

/** `way` null: as all others. */
export async function setAssignmentWay(db: Db, workspaceId: string, of: { department: string | null; way: AssignmentWay | null }): Promise<void> {
  const department = of.department ?? OTHERS
  if (of.way === null) {
    await db.deleteFrom('assignment_way').where('workspace_id', '=', workspaceId).where('department', '=', department).execute()
    return
  }
  await db
    .insertInto('assignment_way')
    .values({ workspace_id: workspaceId, department, way: of.way })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'department']).doUpdateSet({ way: of.way! }))
    .execute()
}
