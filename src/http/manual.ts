import type { z } from 'zod'
import { PlazaError } from '../domain/plaza-error.ts'
import { compareWithVersion } from '../pipeline/check-text.ts'
import { explainTicket } from '../pipeline/explain-ticket.ts'
import { restoreManual } from '../pipeline/publish-manual.ts'
import { simulateManual } from '../pipeline/simulate-manual.ts'
import {
  dropManualDraft,
  listManualVersions as readManualVersions,
  manualInForce,
  readManualDraft,
  readManualFailure,
  readManualVersion,
  saveManualDraft,
  type ManualVersion,
} from '../storage/manuals.ts'
import { ticketsOfNumbers } from '../storage/ticket-detail.ts'
import type { Done } from './contract/common.ts'
import type {
  ByNumber,
  ByVersion,
  ManualCheckBody,
  ManualChecked,
  ManualDraftBody,
  ManualDraftKept,
  ManualExplained,
  ManualPublishBody,
  ManualPublished,
  ManualSimulateBody,
  ManualSimulated,
  ManualState,
  ManualVersions,
  ManualVersionSeen,
  VersionQuery,
} from './contract/manual.ts'
import type { HttpNeeds } from './needs.ts'
import type { Ask } from './route.ts'

export async function readManual({ caller }: Ask, { db }: HttpNeeds): Promise<ManualState> {
  const { id } = caller.workspace
  const number = await manualInForce(db, id)
  const [version, draft, failure] = await Promise.all([
    number === null ? null : readManualVersion(db, id, number),
    readManualDraft(db, id),
    readManualFailure(db, id),
  ])
  return {
    inForce: version && { ...presentVersion(version), text: version.text },
    draft: draft && { text: draft.text, by: draft.memberName, savedAt: draft.savedAt.toString() },
    failure,
  }
}

export async function keepManualDraft({ caller, body }: Ask<{ body: typeof ManualDraftBody }>, { db }: HttpNeeds): Promise<z.infer<typeof ManualDraftKept>> {
  const savedAt = await saveManualDraft(db, { workspaceId: caller.workspace.id, memberId: caller.member.id, ...body })
  if (!savedAt) throw new PlazaError('conflict', 'draft-moved-on', 'Somebody has kept another draft meanwhile.')
  return { savedAt: savedAt.toString() }
}

export async function dropDraft({ caller }: Ask, { db }: HttpNeeds): Promise<z.infer<typeof Done>> {
  await dropManualDraft(db, caller.workspace.id)
  return { ok: true }
}

export async function checkManualText({ caller, body }: Ask<{ body: typeof ManualCheckBody }>, { db, manual }: HttpNeeds): Promise<ManualChecked> {
  return { findings: await manual.check(body.text), differences: await compareWithVersion(db, caller.workspace.id, body.text) }
}

export async function publishManualText(
  { caller, body }: Ask<{ body: typeof ManualPublishBody }>,
  { manual }: HttpNeeds,
): Promise<z.infer<typeof ManualPublished>> {
  const { text, note, over } = body
  return { number: await manual.publish({ workspaceId: caller.workspace.id, memberId: caller.member.id }, { text, note: note === '' ? null : note, over }) }
}

export async function restoreManualVersion({ caller, params }: Ask<{ params: typeof ByVersion }>, { db }: HttpNeeds): Promise<z.infer<typeof ManualPublished>> {
  return { number: await restoreManual(db, { workspaceId: caller.workspace.id, memberId: caller.member.id, number: params.n }) }
}

export async function listManualVersions({ caller }: Ask, { db }: HttpNeeds): Promise<ManualVersions> {
  return { items: (await readManualVersions(db, caller.workspace.id)).map(presentVersion) }
}

export async function seeManualVersion(
  { caller, params, query }: Ask<{ params: typeof ByVersion; query: typeof VersionQuery }>,
  { db }: HttpNeeds,
): Promise<ManualVersionSeen> {
  const version = await readManualVersion(db, caller.workspace.id, params.n)
  return { ...presentVersion(version), text: version.text, differences: await compareWithVersion(db, caller.workspace.id, version.text, query.since) }
}

/** One request replays no more than that, so that nobody waits behind it; whoever wants more asks on. */
const STRETCH = 2_000

export async function simulateManualText(
  { caller, body }: Ask<{ body: typeof ManualSimulateBody }>,
  { db, manuals, clock }: HttpNeeds,
): Promise<ManualSimulated> {
  const { id: workspaceId } = caller.workspace
  const since = clock().subtract({ hours: 24 * body.days })
  const { version, messages, changed, ways, left } = await simulateManual(
    { db, manuals },
    { workspaceId, text: body.text, since, after: body.after ?? undefined, most: STRETCH },
  )
  const ids = await ticketsOfNumbers(db, workspaceId, [...new Set(ways.flatMap(({ tickets }) => tickets))])
  const named = (number: number) => {
    const id = ids.get(number)
    return id === undefined ? [] : [{ id, number }]
  }
  return {
    version,
    messages,
    changed,
    ways: ways.map(({ act, before, after, count, tickets }) => ({ act, before, after, count, tickets: tickets.flatMap(named) })),
    left: left && { after: left.after, said: left.said.toString() },
  }
}

export async function explainTicketOfNumber({ caller, params }: Ask<{ params: typeof ByNumber }>, { db }: HttpNeeds): Promise<ManualExplained> {
  const { id, acts, rules } = await explainTicket(db, caller.workspace.id, params.n)
  return {
    ticket: { id, number: params.n },
    acts: acts.map(([act, value]) => ({ act, value })),
    rules: rules.map(({ at, name, line, version, because, gave, overruled, kept }) => ({
      at: at.toString(),
      name,
      line,
      version,
      because,
      gave,
      overruled,
      kept,
    })),
  }
}

function presentVersion({ number, note, memberName, publishedAt }: Omit<ManualVersion, 'text'>): ManualVersions['items'][number] {
  return { number, note, by: memberName, publishedAt: publishedAt.toString() }
}
