import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { abilitiesOf } from '../domain/permission.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import { useApiKey } from '../storage/api-keys.ts'
import { deskOfMember, desksOfUser, type Desk } from '../storage/desks.ts'
import { touchMember } from '../storage/members.ts'
import type { Caller } from './caller.ts'
import type { HttpNeeds } from './needs.ts'
import type { Door } from './route.ts'
import { readWorkspaceCookie } from './workspace-cookie.ts'

/** Lets a caller through a door, or throws `not-signed-in` or `not-allowed`. The only place that decides so. */
export async function authorize(needs: HttpNeeds, door: Exclude<Door, 'anyone'>, request: FastifyRequest, reply: FastifyReply): Promise<Caller> {
  const caller = await identify(needs, request, reply)
  if (!caller) throw new PlazaError('not-signed-in', 'not-signed-in', 'Sign in first.')
  const allowed = door === 'member' ? caller.through === 'session' : caller.abilities.has(door)
  if (!allowed)
    throw new PlazaError('not-allowed', 'not-allowed', `This needs “${door}”, which ${caller.through === 'session' ? 'your role' : 'this key'} does not have.`)
  return caller
}

/** Null for nobody. A watcher (a stream that asks again who it serves) neither prolongs a session nor counts as seen. */
export async function identify(needs: HttpNeeds, request: FastifyRequest, reply: FastifyReply, watching = false): Promise<Caller | null> {
  const { authorization } = request.headers
  return isKey(authorization) ? byKey(needs, authorization) : bySession(needs, request, watching ? null : reply)
}

/** A browser sends `Basic` by itself, behind a proxy with a password; no page can make it send this. */
export function isKey(authorization: string | undefined): authorization is string {
  return authorization?.startsWith('Bearer ') ?? false
}

async function bySession(needs: HttpNeeds, request: FastifyRequest, reply: FastifyReply | null): Promise<Caller | null> {
  const user = await needs.signIn.userOf(headersOf(request), reply === null)
  if (!user) return null
  for (const cookie of user.cookies) reply?.header('set-cookie', cookie)
  const desk = chooseDesk(await desksOfUser(needs.db, user.userId), readWorkspaceCookie(request.headers.cookie))
  if (!desk) return null
  if (reply) await noteSeen(needs, desk)
  return toCaller(desk, { userId: user.userId, through: 'session' })
}

/** The desk chosen last; at first the rehearsal, until the real workspace has an account to speak through. */
function chooseDesk(desks: readonly Desk[], chosen: string | null): Desk | null {
  const real = desks.find((desk) => !desk.rehearsal)
  return desks.find((desk) => desk.workspaceId === chosen) ?? (real && real.accounts > 0 ? real : (desks.find((desk) => desk.rehearsal) ?? real ?? null))
}

async function noteSeen(needs: HttpNeeds, desk: Desk): Promise<void> {
  const aMinuteAgo = needs.clock().subtract({ minutes: 1 })
  if (!desk.lastSeenAt || Temporal.Instant.compare(desk.lastSeenAt, aMinuteAgo) < 0) await touchMember(needs.db, desk.memberId)
}

/** A key can do what its scopes say, and never more than its maker can today. */
async function byKey(needs: HttpNeeds, authorization: string): Promise<Caller | null> {
  const secret = /^Bearer (plz_[\w-]{43})$/.exec(authorization)?.[1]
  const key = secret === undefined ? null : await useApiKey(needs.db, hashSecret(secret))
  const desk = key && (await deskOfMember(needs.db, key.memberId, key.workspaceId))
  if (!key || !desk) return null
  const caller = toCaller(desk, { userId: '', through: 'api-key' })
  return { ...caller, abilities: new Set(key.scopes.filter((scope) => caller.abilities.has(scope))) }
}

function toCaller(desk: Desk, who: { userId: string; through: Caller['through'] }): Caller {
  return {
    member: { id: desk.memberId, name: desk.name, email: desk.email, role: desk.role, locale: desk.locale, userId: who.userId },
    workspace: { id: desk.workspaceId, name: desk.workspaceName, timeZone: desk.timeZone, rehearsal: desk.rehearsal },
    homeId: desk.homeId,
    abilities: new Set(abilitiesOf(desk.role)),
    through: who.through,
  }
}

/** Of secrets that open something (keys, invitations) only this is stored. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  return headers
}
