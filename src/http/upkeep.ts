import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { PlazaError } from '../domain/plaza-error.ts'
import { insertApiKey, listApiKeys as readApiKeys, revokeApiKey as revoke } from '../storage/api-keys.ts'
import { listQuarantine as readQuarantine, requireQuarantined } from '../storage/quarantine.ts'
import { hashSecret } from './authorize.ts'
import type { Caller } from './caller.ts'
import type { ById, Done } from './contract/common.ts'
import type { PageOnly } from './contract/lists.ts'
import type { ApiKeyBody, ApiKeyMade, ApiKeys, Quarantine, RehearsalBody, RehearsalState, Replayed } from './contract/workspace.ts'
import type { Actor, HttpNeeds } from './needs.ts'
import type { Ask } from './route.ts'

export async function listQuarantine({ caller, query }: Ask<{ query: typeof PageOnly }>, { db }: HttpNeeds): Promise<z.infer<typeof Quarantine>> {
  const page = await readQuarantine(db, caller.workspace.id, query)
  return {
    items: page.items.map(({ id, account, network, stage, reason, payload, at, tries }) => ({
      id,
      account,
      network,
      stage,
      reason,
      payload,
      at: at.toString(),
      tries,
    })),
    next: page.next,
  }
}

export async function replayQuarantined({ caller, params }: Ask<{ params: typeof ById }>, { db, quarantine }: HttpNeeds): Promise<z.infer<typeof Replayed>> {
  await requireQuarantined(db, caller.workspace.id, params.id)
  return quarantine.replay(actorOf(caller), params.id)
}

export async function discardQuarantined({ caller, params }: Ask<{ params: typeof ById }>, { db, quarantine }: HttpNeeds): Promise<z.infer<typeof Done>> {
  await requireQuarantined(db, caller.workspace.id, params.id)
  await quarantine.discard(actorOf(caller), params.id)
  return { ok: true }
}

export async function listApiKeys({ caller }: Ask, { db }: HttpNeeds): Promise<z.infer<typeof ApiKeys>> {
  const keys = await readApiKeys(db, caller.workspace.id)
  return {
    items: keys.map(({ id, name, scopes, createdAt, lastUsedAt }) => ({
      id,
      name,
      scopes,
      createdAt: createdAt.toString(),
      lastUsedAt: lastUsedAt?.toString() ?? null,
    })),
  }
}

/** A key for the current workspace, which can do no more than whoever makes it. It is shown this once. */
export async function makeApiKey({ caller, body }: Ask<{ body: typeof ApiKeyBody }>, { db }: HttpNeeds): Promise<z.infer<typeof ApiKeyMade>> {
  const beyond = body.scopes.filter((scope) => !caller.abilities.has(scope))
  if (beyond.length > 0) throw new PlazaError('not-allowed', 'scope-beyond-own', `A key can’t do what its maker may not: ${beyond.join(', ')}.`)
  const key = `plz_${randomBytes(32).toString('base64url')}`
  const id = await insertApiKey(db, {
    workspaceId: caller.workspace.id,
    memberId: caller.member.id,
    name: body.name,
    hash: hashSecret(key),
    scopes: [...new Set(body.scopes)],
  })
  return { id, key }
}

export async function revokeApiKey({ caller, params }: Ask<{ params: typeof ById }>, { db }: HttpNeeds): Promise<z.infer<typeof Done>> {
  await revoke(db, caller.workspace.id, params.id)
  return { ok: true }
}

export async function readRehearsal({ caller }: Ask, { rehearsal }: HttpNeeds): Promise<z.infer<typeof RehearsalState>> {
  return rehearsal.state(caller.workspace.id)
}

export async function playRehearsal({ caller, body }: Ask<{ body: typeof RehearsalBody }>, { rehearsal }: HttpNeeds): Promise<z.infer<typeof RehearsalState>> {
  if (!caller.workspace.rehearsal) throw new PlazaError('conflict', 'not-a-rehearsal', 'Stories play in the rehearsal only; switch to it first.')
  return rehearsal.play(caller.workspace.id, body.story)
}

function actorOf(caller: Caller): Actor {
  return { workspaceId: caller.workspace.id, memberId: caller.member.id }
}
