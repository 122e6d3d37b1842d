import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { acceptInvitation as accept } from '../pipeline/accept-invitation.ts'
import { changeMember as change } from '../pipeline/change-member.ts'
import { invite } from '../pipeline/invite.ts'
import { deleteInvitation, listInvitations, readInvitation } from '../storage/invitations.ts'
import { listMembers as readMembers, readMember, type MemberRow } from '../storage/members.ts'
import { workspaceName } from '../storage/workspaces.ts'
import { hashSecret } from './authorize.ts'
import type { ById, Done } from './contract/common.ts'
import type { ByToken } from './contract/lists.ts'
import type { AcceptanceBody, InvitationBody, InvitationMade, InvitationSeen, Me, Member, MemberPatch, Members } from './contract/workspace.ts'
import type { HttpNeeds } from './needs.ts'
import type { Ask, VisitorAsk } from './route.ts'
import { welcome } from './welcome.ts'

export async function listMembers({ caller }: Ask, { db, clock }: HttpNeeds): Promise<z.infer<typeof Members>> {
  const members = await readMembers(db, caller.homeId)
  const invitations = caller.abilities.has('member.manage') ? await listInvitations(db, caller.homeId, clock()) : []
  return {
    items: members.map(presentMember),
    invitations: invitations.map(({ id, email, role, expiresAt }) => ({ id, email, role, expiresAt: expiresAt.toString() })),
  }
}

export async function changeMember(
  { caller, params, body }: Ask<{ params: typeof ById; body: typeof MemberPatch }>,
  { db }: HttpNeeds,
): Promise<z.infer<typeof Member>> {
  await change(db, { homeId: caller.homeId, memberId: params.id, byId: caller.member.id, ...body })
  return presentMember(await readMember(db, caller.homeId, params.id))
}

export async function inviteMember(
  { caller, body }: Ask<{ body: typeof InvitationBody }>,
  { db, clock, baseUrl }: HttpNeeds,
): Promise<z.infer<typeof InvitationMade>> {
  const token = randomBytes(32).toString('base64url')
  const { id, expiresAt } = await invite(db, { homeId: caller.homeId, ...body, tokenHash: hashSecret(token), now: clock() })
  return { id, link: `${baseUrl}/invitation/${token}`, expiresAt: expiresAt.toString() }
}

export async function withdrawInvitation({ caller, params }: Ask<{ params: typeof ById }>, { db }: HttpNeeds): Promise<z.infer<typeof Done>> {
  await deleteInvitation(db, caller.homeId, params.id)
  return { ok: true }
}

export async function seeInvitation({ params }: VisitorAsk<{ params: typeof ByToken }>, { db, clock }: HttpNeeds): Promise<z.infer<typeof InvitationSeen>> {
  const { email, role, homeId } = await readInvitation(db, hashSecret(params.token), clock())
  return { email, role, workspace: await workspaceName(db, homeId) }
}

export async function acceptInvitation(ask: VisitorAsk<{ params: typeof ByToken; body: typeof AcceptanceBody }>, needs: HttpNeeds): Promise<Me> {
  const { params, body } = ask
  const tokenHash = hashSecret(params.token)
  // Before the costly hash: a guess should cost us nothing.
  await readInvitation(needs.db, tokenHash, needs.clock())
  const passwordHash = await needs.signIn.hashPassword(body.password)
  const { email } = await accept(needs.db, { tokenHash, name: body.name, locale: body.locale, passwordHash, now: needs.clock() })
  return welcome(ask, needs, { email, password: body.password })
}

function presentMember({ id, name, email, role, active, lastSeenAt }: MemberRow): z.infer<typeof Member> {
  return { id, name, email, role, active, lastSeenAt: lastSeenAt?.toString() ?? null }
}
