import type { z } from 'zod'
import { HEATS } from '../domain/heat.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import { leaveShiftNote, takeShiftNoteBack } from '../pipeline/shift-note.ts'
import { listAvailability, type Availability } from '../storage/availability.ts'
import { listHot, type HotTicket } from '../storage/hot-tickets.ts'
import { countShift } from '../storage/shift-counts.ts'
import { listShiftNotes } from '../storage/shift-notes.ts'
import { findListed } from '../storage/tickets.ts'
import type { ById, Done } from './contract/common.ts'
import type { Handover, HandoverQuery, ShiftNoteBody } from './contract/handover.ts'
import { readInstant } from './desk.ts'
import type { HttpNeeds } from './needs.ts'
import { presentTicketRow } from './present-ticket.ts'
import type { Ask } from './route.ts'

const HOT_SHOWN = 60
const USUAL = { hours: 8 }
const LONGEST_HOURS = 7 * 24

/** What whoever comes next should know, as of now. */
export async function readHandover({ caller, query }: Ask<{ query: typeof HandoverQuery }>, { db, clock }: HttpNeeds): Promise<z.infer<typeof Handover>> {
  const [here, now] = [caller.workspace.id, clock()]
  const since = query.since === undefined ? now.subtract(USUAL) : recent(readInstant(query.since), now)
  const [hot, { talkedAbout, heard, answered, opened, resolved, left }, notes, agents] = await Promise.all([
    listHot(db, here, now),
    countShift(db, here, since),
    listShiftNotes(db, here, since),
    listAvailability(db, here),
  ])
  const shown = hot.slice(0, HOT_SHOWN)
  const listed = await findListed(
    db,
    here,
    [...shown, ...talkedAbout].map(({ id }) => id),
  )
  const rows = new Map(listed.map((row) => [row.id, presentTicketRow(row)]))
  return {
    since: since.toString(),
    now: now.toString(),
    hot: shown.flatMap(({ id, because }) => withRow(rows.get(id), { because })),
    counts: countHeats(hot),
    talkedAbout: talkedAbout.flatMap(({ id, messages }) => withRow(rows.get(id), { messages })),
    changes: { heard, answered, opened, resolved, left },
    onDuty: agents.flatMap(presentOnDuty),
    notes: notes.map(({ id, by, text, at }) => ({ id, by, text, at: at.toString() })),
  }
}

export async function writeShiftNote({ caller, body }: Ask<{ body: typeof ShiftNoteBody }>, { db }: HttpNeeds): Promise<z.infer<typeof Done>> {
  await leaveShiftNote(db, { workspaceId: caller.workspace.id, memberId: caller.member.id, text: body.text })
  return { ok: true }
}

export async function removeShiftNote({ caller, params }: Ask<{ params: typeof ById }>, { db }: HttpNeeds): Promise<z.infer<typeof Done>> {
  await takeShiftNoteBack(db, { workspaceId: caller.workspace.id, memberId: caller.member.id, id: params.id })
  return { ok: true }
}

function recent(since: Temporal.Instant, now: Temporal.Instant): Temporal.Instant {
  const hours = now.since(since).total('hours')
  if (hours < 0 || hours > LONGEST_HOURS) throw new PlazaError('invalid', 'no-shift', 'A shift began in the last seven days.')
  return since
}

/** A row that went meanwhile is left out. */
function withRow<Row, More>(ticket: Row | undefined, more: More): (More & { ticket: Row })[] {
  return ticket === undefined ? [] : [{ ticket, ...more }]
}

function countHeats(hot: readonly HotTicket[]): z.infer<typeof Handover>['counts'] {
  const count = (heat: (typeof HEATS)[number]) => hot.filter(({ because }) => because.includes(heat)).length
  return Object.fromEntries(HEATS.map((heat) => [heat, count(heat)])) as z.infer<typeof Handover>['counts']
}

function presentOnDuty({ memberId, name, duty, since, open }: Availability): z.infer<typeof Handover>['onDuty'] {
  return duty === null || duty === 'off' || since === null ? [] : [{ member: { id: memberId, name }, duty, since: since.toString(), open }]
}
