import type { z } from 'zod'
import { stormOfTicket } from '../storage/storm-entries.ts'
import { listStorms as readStorms, readGravestAlarm } from '../storage/storms.ts'
import { readListed } from '../storage/tickets.ts'
import type { AlarmFacts } from '../watch/storm/decide-alarm.ts'
import { closeStorm, directStorm, openStorm, seeStorm, settleInStorm } from '../watch/storm-room.ts'
import type { Caller } from './caller.ts'
import type { ById } from './contract/common.ts'
import type * as S from './contract/storms.ts'
import type { HttpNeeds } from './needs.ts'
import { presentRoom, presentStorm } from './present-storm.ts'
import type { Ask } from './route.ts'

export async function listStorms({ caller }: Ask, { db }: HttpNeeds): Promise<z.infer<typeof S.Storms>> {
  const storms = await readStorms(db, caller.workspace.id)
  return { items: storms.map(presentStorm) }
}

export async function readStorm({ caller, params }: Ask<{ params: typeof ById }>, needs: HttpNeeds): Promise<S.StormRoom> {
  return show(needs, caller, params.id)
}

export async function readTicketStorm({ caller, params }: Ask<{ params: typeof ById }>, { db }: HttpNeeds): Promise<S.TicketStorm> {
  await readListed(db, caller.workspace.id, params.id)
  const found = await stormOfTicket(db, caller.workspace.id, params.id)
  if (!found) return { storm: null, statements: [] }
  const { storm, statements } = found
  return {
    storm: { id: storm.id, title: storm.title, named: storm.named },
    statements: statements.map(({ text, short, language }) => ({ text, short, language })),
  }
}

export async function openStormRoom({ caller, body }: Ask<{ body: typeof S.StormBody }>, needs: HttpNeeds): Promise<S.StormRoom> {
  return show(needs, caller, await openStorm(needs.db, actorOf(caller), { ...body, now: needs.clock() }))
}

export async function changeStormRoom(
  { caller, params, body }: Ask<{ params: typeof ById; body: typeof S.StormPatch }>,
  needs: HttpNeeds,
): Promise<S.StormRoom> {
  const inForce = await needs.manuals.inForce(caller.workspace.id)
  await directStorm(needs.db, actorOf(caller), { id: params.id, change: body, inForce, now: needs.clock() })
  return show(needs, caller, params.id)
}

export async function writeInStormRoom(
  { caller, params, body }: Ask<{ params: typeof ById; body: typeof S.StormEntryBody }>,
  needs: HttpNeeds,
): Promise<S.StormRoom> {
  await needs.storms.write(actorOf(caller), { id: params.id, ...body })
  return show(needs, caller, params.id)
}

export async function settleStormTask({ caller, params, body }: Ask<{ params: typeof ById; body: typeof S.TaskBody }>, needs: HttpNeeds): Promise<S.StormRoom> {
  const storm = await settleInStorm(needs.db, actorOf(caller), { id: params.id, kind: 'task', state: body.state, words: null, now: needs.clock() })
  return show(needs, caller, storm)
}

export async function settleStormStatement(
  { caller, params, body }: Ask<{ params: typeof ById; body: typeof S.StatementBody }>,
  needs: HttpNeeds,
): Promise<S.StormRoom> {
  const words = body.state === 'returned' ? body.words : null
  const storm = await settleInStorm(needs.db, actorOf(caller), { id: params.id, kind: 'statement', state: body.state, words, now: needs.clock() })
  return show(needs, caller, storm)
}

export async function closeStormRoom(
  { caller, params, body }: Ask<{ params: typeof ById; body: typeof S.StormClosing }>,
  needs: HttpNeeds,
): Promise<S.StormRoom> {
  await closeStorm(needs.db, actorOf(caller), { id: params.id, cause: body.cause, now: needs.clock() })
  return show(needs, caller, params.id)
}

function actorOf({ workspace, member }: Caller) {
  return { workspaceId: workspace.id, memberId: member.id }
}

async function show({ db, clock, manuals, networks }: HttpNeeds, { workspace }: Caller, id: string): Promise<S.StormRoom> {
  const [room, alarm, inForce] = [
    await seeStorm(db, workspace.id, id, clock()),
    await readGravestAlarm<AlarmFacts>(db, workspace.id, id),
    await manuals.inForce(workspace.id),
  ]
  return presentRoom(room, { alarm, document: inForce?.manual.document, networks })
}
