import { timingSafeEqual } from 'node:crypto'
import type { z } from 'zod'
import { PlazaError } from '../domain/plaza-error.ts'
import { firstRun } from '../pipeline/first-run.ts'
import { hasWorkspace } from '../storage/workspaces.ts'
import { hashSecret } from './authorize.ts'
import type { FirstRunBody, FirstRunState, Me } from './contract/workspace.ts'
import type { HttpNeeds } from './needs.ts'
import { isOurHost } from './own-host.ts'
import type { VisitorAsk } from './route.ts'
import { welcome } from './welcome.ts'

export async function readFirstRun(_ask: VisitorAsk, { db }: HttpNeeds): Promise<z.infer<typeof FirstRunState>> {
  return { needed: !(await hasWorkspace(db)) }
}

export async function completeFirstRun(ask: VisitorAsk<{ body: typeof FirstRunBody }>, needs: HttpNeeds): Promise<Me> {
  refuseForeignFounder(ask, needs)
  const { password, code: _, ...founding } = ask.body
  const { rehearsalId } = await firstRun(needs.db, { ...founding, passwordHash: await needs.signIn.hashPassword(password) })
  await needs.rehearsal.begin(rehearsalId)
  return welcome(ask, needs, { email: founding.email, password })
}

/** Until it is founded, the house belongs to who comes first: that must not be a page of somebody else's, nor who scans the network. */
function refuseForeignFounder({ request, body }: VisitorAsk<{ body: typeof FirstRunBody }>, { baseUrl, firstRunCode }: HttpNeeds): void {
  if (!isOurHost(request, baseUrl))
    throw new PlazaError('not-allowed', 'foreign-host', 'This is not an address of this Plaza: set PLAZA_BASE_URL to the one that people type.')
  if (firstRunCode !== null && !timingSafeEqual(hashSecret(body.code ?? ''), hashSecret(firstRunCode)))
    throw new PlazaError('not-allowed', 'first-run-code', 'The first run needs the code that the console of this Plaza shows.')
}
