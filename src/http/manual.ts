import type { z } from 'zod'
import { compareWithInForce } from '../pipeline/check-text.ts'
import { restoreManual } from '../pipeline/publish-manual.ts'
import {
  listManualVersions as readManualVersions,
  manualInForce,
  readManualDraft,
  readManualFailure,
  readManualVersion,
  saveManualDraft,
  type ManualVersion,
} from '../storage/manuals.ts'
import type { Done } from './contract/common.ts'
import type {
  ByVersion,
  ManualCheckBody,
  ManualChecked,
  ManualDraftBody,
  ManualPublishBody,
  ManualPublished,
  ManualState,
  ManualVersions,
  ManualVersionSeen,
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
    draft: draft && { text: draft.text, savedAt: draft.savedAt.toString() },
    failure,
  }
}

export async function keepManualDraft({ caller, body }: Ask<{ body: typeof ManualDraftBody }>, { db }: HttpNeeds): Promise<z.infer<typeof Done>> {
  await saveManualDraft(db, { workspaceId: caller.workspace.id, memberId: caller.member.id, text: body.text })
  return { ok: true }
}

export async function checkManualText({ caller, body }: Ask<{ body: typeof ManualCheckBody }>, { db, manual }: HttpNeeds): Promise<ManualChecked> {
  return { findings: await manual.check(body.text), differences: await compareWithInForce(db, caller.workspace.id, body.text) }
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

export async function seeManualVersion({ caller, params }: Ask<{ params: typeof ByVersion }>, { db }: HttpNeeds): Promise<ManualVersionSeen> {
  const version = await readManualVersion(db, caller.workspace.id, params.n)
  return { ...presentVersion(version), text: version.text, differences: await compareWithInForce(db, caller.workspace.id, version.text) }
}

function presentVersion({ number, note, memberName, publishedAt }: Omit<ManualVersion, 'text'>): ManualVersions['items'][number] {
  return { number, note, by: memberName, publishedAt: publishedAt.toString() }
}
