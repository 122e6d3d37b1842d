import type { z } from 'zod'
import { PlazaError } from '../domain/plaza-error.ts'
import { BUILT_IN_VIEWS, type BuiltInView } from '../domain/view-filter.ts'
import type { Db } from '../storage/database.ts'
import { countTickets } from '../storage/tickets.ts'
import { planBuiltIn, planFilter, type ViewPlan } from '../storage/view-plan.ts'
import { deleteSavedView, findSavedView, insertSavedView, listSavedViews, updateSavedView, type SavedView } from '../storage/views.ts'
import type { Caller } from './caller.ts'
import type { ById, Done } from './contract/common.ts'
import type { View, ViewBody, Views } from './contract/workspace.ts'
import type { HttpNeeds } from './needs.ts'
import type { Ask } from './route.ts'

export async function listViews({ caller }: Ask, { db }: HttpNeeds): Promise<z.infer<typeof Views>> {
  const saved = await listSavedViews(db, caller.workspace.id, caller.member.id)
  const plans = [...BUILT_IN_VIEWS.map((view) => planBuiltIn(view, caller.member.id)), ...saved.map((view) => planFilter(view.filter, caller.member.id))]
  const counts = await countTickets(db, caller.workspace.id, plans)
  const builtIn = BUILT_IN_VIEWS.map((id, n) => ({ id, name: null, builtIn: true, shared: true, filter: null, count: counts[n] ?? 0 }))
  return { items: [...builtIn, ...saved.map((view, n) => presentSavedView(view, counts[BUILT_IN_VIEWS.length + n] ?? 0))] }
}

export async function saveView({ caller, body }: Ask<{ body: typeof ViewBody }>, { db }: HttpNeeds): Promise<z.infer<typeof View>> {
  if (body.shared) refuseSharing(caller)
  return counted(db, caller, await insertSavedView(db, caller.workspace.id, { memberId: caller.member.id, ...body }))
}

export async function changeView(
  { caller, params, body }: Ask<{ params: typeof ById; body: typeof ViewBody }>,
  { db }: HttpNeeds,
): Promise<z.infer<typeof View>> {
  const view = await ownView(db, caller, params.id)
  if (body.shared) refuseSharing(caller)
  const changed = { ...view, ...body }
  await updateSavedView(db, caller.workspace.id, changed)
  return counted(db, caller, changed)
}

export async function removeView({ caller, params }: Ask<{ params: typeof ById }>, { db }: HttpNeeds): Promise<z.infer<typeof Done>> {
  const view = await ownView(db, caller, params.id)
  await deleteSavedView(db, caller.workspace.id, view.id)
  return { ok: true }
}

/** One's own, or a shared one where one may share. */
async function ownView(db: Db, caller: Caller, id: string): Promise<SavedView> {
  const view = await findSavedView(db, caller.workspace.id, caller.member.id, id)
  if (!view) throw noSuchView()
  if (view.memberId !== caller.member.id) refuseSharing(caller)
  return view
}

async function counted(db: Db, caller: Caller, view: SavedView): Promise<z.infer<typeof View>> {
  const [count] = await countTickets(db, caller.workspace.id, [planFilter(view.filter, caller.member.id)])
  return presentSavedView(view, count ?? 0)
}

/** What a view's id asks for: a built-in one, or one that was saved. */
export async function planView(db: Db, caller: Caller, id: string): Promise<ViewPlan> {
  if ((BUILT_IN_VIEWS as readonly string[]).includes(id)) return planBuiltIn(id as BuiltInView, caller.member.id)
  const saved = /^\d{1,18}$/.test(id) ? await findSavedView(db, caller.workspace.id, caller.member.id, id) : null
  if (!saved) throw noSuchView()
  return planFilter(saved.filter, caller.member.id)
}

function refuseSharing(caller: Caller): void {
  if (!caller.abilities.has('view.share')) throw new PlazaError('not-allowed', 'not-allowed', 'This needs “view.share”.')
}

function noSuchView(): PlazaError {
  return new PlazaError('not-found', 'not-found', 'There is no such view.')
}

function presentSavedView({ id, name, shared, filter }: SavedView, count: number): z.infer<typeof View> {
  return { id, name, builtIn: false, shared, filter, count }
}
