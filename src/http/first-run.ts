import type { z } from 'zod'
import { firstRun } from '../pipeline/first-run.ts'
import { hasWorkspace } from '../storage/workspaces.ts'
import type { FirstRunBody, FirstRunState, Me } from './contract/workspace.ts'
import type { HttpNeeds } from './needs.ts'
import type { VisitorAsk } from './route.ts'
import { welcome } from './welcome.ts'

export async function readFirstRun(_ask: VisitorAsk, { db }: HttpNeeds): Promise<z.infer<typeof FirstRunState>> {
  return { needed: !(await hasWorkspace(db)) }
}

export async function completeFirstRun(ask: VisitorAsk<{ body: typeof FirstRunBody }>, needs: HttpNeeds): Promise<Me> {
  const { password, ...founding } = ask.body
  const { rehearsalId } = await firstRun(needs.db, { ...founding, passwordHash: await needs.signIn.hashPassword(password) })
  await needs.rehearsal.begin(rehearsalId)
  return welcome(ask, needs, { email: founding.email, password })
}
