import type { z } from 'zod'
import { offerScripts } from '../pipeline/offer-scripts.ts'
import type { ById } from './contract/common.ts'
import type { Scripts, ScriptsQuery } from './contract/manual.ts'
import type { HttpNeeds } from './needs.ts'
import type { Ask } from './route.ts'

export async function listScripts(
  { caller, params, query }: Ask<{ params: typeof ById; query: typeof ScriptsQuery }>,
  { db, manuals, clock }: HttpNeeds,
): Promise<z.infer<typeof Scripts>> {
  const wanted = { workspaceId: caller.workspace.id, ticketId: params.id, agent: caller.member.name, ...query }
  const scripts = await offerScripts({ db, manuals, now: clock() }, wanted)
  return { items: scripts.map(({ name, use, language, text, open, steps, proposed }) => ({ name, use, language, text, open, steps, proposed })) }
}
