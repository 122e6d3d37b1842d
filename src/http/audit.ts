import type { z } from 'zod'
import { auditNow } from '../pipeline/run-audit.ts'
import { readAuditRun } from '../storage/audit-runs.ts'
import type { AuditSchema } from './contract/audit.ts'
import type { HttpNeeds } from './needs.ts'
import type { Ask } from './route.ts'

export async function proveAudit(ask: Ask, needs: HttpNeeds): Promise<z.infer<typeof AuditSchema>> {
  await auditNow({ db: needs.db, now: needs.clock }, ask.caller.workspace.id)
  return readAudit(ask, needs)
}

export async function readAudit({ caller }: Ask, { db }: HttpNeeds): Promise<z.infer<typeof AuditSchema>> {
  const run = await readAuditRun(db, caller.workspace.id)
  if (!run) return { run }
  const { at, messages, proved, violations, found } = run
  return {
    run: {
      at: at.toString(),
      messages,
      proved,
      violations,
      found: found.map((one) => ({ ...one, at: one.at?.toString() ?? null })),
    },
  }
}
