import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import { lookAlikeState, nowSince } from '../domain/look-alike.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import { profileUrl, reportUrl } from '../domain/profile-url.ts'
import { endLookAlike, judgeLookAlike as judge, reportLookAlike as report } from '../pipeline/judge-look-alike.ts'
import { countSpeaking, listLookAlikes as list, listLookAlikesOf, readLookAlike, type LookAlike } from '../storage/look-alikes.ts'
import { readPictureCopy } from '../storage/pictures.ts'
import { isRegisterPublic, listRegister, publishRegister, type RegisteredAccount } from '../storage/register.ts'
import { readListed } from '../storage/tickets.ts'
import { followLatestLookAlikes } from '../watch/follow-look-alikes.ts'
import type { ById } from './contract/common.ts'
import type * as L from './contract/look-alikes.ts'
import type { HttpNeeds } from './needs.ts'
import { REGISTER_PAGE } from './register-page.ts'
import type { Ask } from './route.ts'

type OnLookAlike = Ask<{ params: typeof ById }>

export async function listLookAlikes({ caller, query }: Ask<{ query: typeof L.LookAlikesQuery }>, needs: HttpNeeds): Promise<z.infer<typeof L.LookAlikePage>> {
  await followLatestLookAlikes(verbsOf(needs))
  const { items, next } = await list(needs.db, caller.workspace.id, query)
  const now = needs.clock()
  return { items: items.map((one) => presentLookAlike(one, now)), next }
}

/** What the Watch's badge counts; the job has followed what came in. */
export async function countUrgentLookAlikes({ caller }: Ask, { db, clock }: HttpNeeds): Promise<z.infer<typeof L.UrgentLookAlikes>> {
  return { count: await countSpeaking(db, caller.workspace.id, nowSince(clock())) }
}

export async function listTicketLookAlikes({ caller, params }: OnLookAlike, needs: HttpNeeds): Promise<z.infer<typeof L.LookAlikes>> {
  const { id } = await readListed(needs.db, caller.workspace.id, params.id)
  await followLatestLookAlikes(verbsOf(needs))
  const items = await listLookAlikesOf(needs.db, caller.workspace.id, id)
  return { items: items.map((one) => presentLookAlike(one, needs.clock())) }
}

export async function judgeLookAlike(ask: Ask<{ params: typeof ById; body: typeof L.RulingBody }>, needs: HttpNeeds): Promise<L.LookAlike> {
  await judge(verbsOf(needs), onOf(ask), ask.body.ruling)
  return show(ask, needs)
}

export async function reportLookAlike(ask: OnLookAlike, needs: HttpNeeds): Promise<L.LookAlike> {
  await report(verbsOf(needs), onOf(ask))
  return show(ask, needs)
}

export async function sayLookAlikeGone(ask: Ask<{ params: typeof ById; body: typeof L.GoneBody }>, needs: HttpNeeds): Promise<L.LookAlike> {
  await endLookAlike(verbsOf(needs), onOf(ask), ask.body.gone)
  return show(ask, needs)
}

export async function warnOfLookAlike(ask: Ask<{ params: typeof ById; body: typeof L.WarnBody }>, needs: HttpNeeds): Promise<z.infer<typeof L.WarnedTickets>> {
  return { items: await needs.lookAlikes.warn(onOf(ask), ask.params.id, ask.body.tickets) }
}

/** Signed lines for the network's form. */
export async function readLookAlikeEvidence({ caller, params, reply }: OnLookAlike, { lookAlikes }: HttpNeeds): Promise<FastifyReply> {
  const lines = await lookAlikes.prove(caller.workspace.id, params.id)
  return reply.type('application/jsonl; charset=utf-8').header('content-disposition', `attachment; filename="look-alike-${params.id}.jsonl"`).send(lines)
}

/** What an account showed, from what was kept: no browser asks its network, and a copy that we drew ourselves carries nothing but pixels. */
export async function readPicture({ caller, params, reply }: OnLookAlike, { db }: HttpNeeds): Promise<FastifyReply> {
  const jpeg = await readPictureCopy(db, caller.workspace.id, params.id)
  if (jpeg === null) throw new PlazaError('not-found', 'not-found', `There is no picture ${params.id} here.`)
  return reply.type('image/jpeg').header('cache-control', 'private, max-age=86400').header('content-security-policy', "sandbox; default-src 'none'").send(jpeg)
}

export async function readRegister({ caller }: Ask, { db, baseUrl }: HttpNeeds): Promise<z.infer<typeof L.Register>> {
  const [isPublic, items] = await Promise.all([isRegisterPublic(db, caller.workspace.id), listRegister(db, caller.workspace.id)])
  return { public: isPublic, url: `${baseUrl}${REGISTER_PAGE}`, items: items.map(presentRegistered) }
}

export async function changeRegister(ask: Ask<{ body: typeof L.RegisterBody }>, needs: HttpNeeds): Promise<z.infer<typeof L.Register>> {
  await publishRegister(needs.db, ask.caller.workspace.id, ask.body.public)
  return readRegister(ask, needs)
}

function presentRegistered({ id, network, handle, name, brand, speaks, connected, past }: RegisteredAccount) {
  return { id, network, handle, name, brand, speaks, connected, past }
}

function verbsOf({ db, manuals, clock }: HttpNeeds) {
  return { db, manuals, now: clock }
}

function onOf({ caller, params }: OnLookAlike) {
  return { workspaceId: caller.workspace.id, memberId: caller.member.id, id: params.id }
}

async function show({ caller, params }: OnLookAlike, { db, clock }: HttpNeeds): Promise<L.LookAlike> {
  return presentLookAlike(await readLookAlike(db, caller.workspace.id, params.id), clock())
}

function presentFace({ network, handle, name, picture, bio, createdOn }: LookAlike | LookAlike['official']) {
  const copy = picture && { url: `/api/v1/pictures/${picture.id}`, readAt: Temporal.Instant.from(picture.readAt).toString() }
  return { network, handle, name, picture: copy, bio, createdOn }
}

function presentLookAlike(one: LookAlike, now: Temporal.Instant): L.LookAlike {
  const { id, network, handle, official, verdict } = one
  return {
    id,
    state: lookAlikeState({ ...one, gone: one.goneAt !== null }, now),
    account: { ...presentFace(one), url: one.url ?? profileUrl(network, handle) },
    official: { ...presentFace(official), id: official.id, brand: official.brand, speaks: official.speaks as L.LookAlike['official']['speaks'] },
    score: Math.round(one.score * 1000) / 1000,
    evidence: one.evidence.map(({ code, ours = null, theirs = null, weight }) => ({ code, ours, theirs, weight })),
    firstSeenAt: one.firstSeenAt.toString(),
    lastSeenAt: one.lastSeenAt.toString(),
    verdict: verdict && { ruling: verdict, by: one.verdictBy, at: one.verdictAt!.toString(), handle: one.verdictHandle! },
    reported: one.reportedAt && { by: one.reportedBy, at: one.reportedAt.toString() },
    gone: one.goneAt && { by: one.goneBy, at: one.goneAt.toString() },
    reportUrl: reportUrl(network, handle),
    tickets: one.seenOn.map(({ ticketId, number, personName, personHandle, how, at, words, warnedAt }) => ({
      id: ticketId,
      number,
      person: { name: personName, handle: personHandle },
      how,
      at: Temporal.Instant.from(at).toString(),
      words,
      warnedAt: warnedAt && Temporal.Instant.from(warnedAt).toString(),
    })),
  }
}
