import { sql, type RawBuilder } from 'kysely'

/** Whether what happens in a workspace can change who works on what: tickets are pushed there, or somebody is off duty. Two looks at small tables. */
export function workIsGivenOut(workspaceId: string): RawBuilder<boolean> {
  return sql`(exists (select from assignment_way where workspace_id = ${workspaceId}::bigint and way = 'push')
    or exists (select from duty where workspace_id = ${workspaceId}::bigint and state = 'off'))`
}
