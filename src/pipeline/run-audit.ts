import { auditWorkspace, type Violation } from '../storage/audit.ts'
import { keepAuditRun } from '../storage/audit-runs.ts'
import type { Db } from '../storage/database.ts'
import { workspaceIds } from '../storage/workspaces.ts'

/** How many violations are kept to be shown; all are counted, and `plaza audit` tells them all. */
const KEPT = 50

interface AuditNeeds {
  db: Db
  now(): Temporal.Instant
}

/** The nightly proof that nothing is unanswered by accident, of every workspace; only the last one is kept. */
export async function runAudit(needs: AuditNeeds): Promise<void> {
  for (const workspaceId of await workspaceIds(needs.db)) await auditNow(needs, workspaceId)
}

/** The same of one workspace, at a member's word. */
export async function auditNow({ db, now }: AuditNeeds, workspaceId: string): Promise<void> {
  const run = { messages: 0, proved: 0, violations: 0, found: [] as Violation[] }
  for await (const { messages, violations } of auditWorkspace(db, workspaceId)) {
    run.messages += messages
    run.proved += messages === 0 ? 0 : messages - violations.length
    run.violations += violations.length
    run.found.push(...violations.slice(0, KEPT - run.found.length))
  }
  await keepAuditRun(db, workspaceId, { ...run, at: now() })
}
