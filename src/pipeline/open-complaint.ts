import { randomBytes } from 'node:crypto'
import { CODE_BYTES, makeComplaintCode } from '../domain/legal/complaint-code.ts'
import { legalZone } from '../domain/legal/law-for.ts'
import { legalDue } from '../domain/legal/legal-due.ts'
import type { LegalPack } from '../domain/legal/legal-pack.ts'
import { LEGAL_PACKS } from '../domain/legal/packs.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import { HolidaysUnknown, holidaysOf } from '../platform/holidays.ts'
import { readComplaintGround, type ComplaintGround } from '../storage/complaint-ground.ts'
import { insertComplaint, openMatterOf, type NewComplaint } from '../storage/complaints.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { settleComplaints } from '../storage/settle-complaints.ts'

export interface Complaining {
  workspaceId: string
  ticketId: string
  /** What they complained with; null for their last word. */
  messageId: string | null
  /** Who makes it formal; null where a rule of the manual does. */
  memberId: string | null
  law: string
  region: string | null
  humanAsked: boolean
}

/**
 * Makes what somebody wrote a formal complaint under a law: with a code to follow it by, their language and the day to answer by. Once a ticket
 * until it is closed: asked again, the answer is the complaint that is there. Answers its id.
 * Throws `law-unknown`, `holidays-unknown`, `not-found`, `nothing-complained`, and `complaint-open` while one under another law is open.
 */
export async function openComplaint({ db, now }: { db: Db; now(): Temporal.Instant }, asked: Complaining): Promise<string> {
  const pack = LEGAL_PACKS.get(asked.law)
  if (!pack) throw new PlazaError('invalid', 'law-unknown', `No law «${asked.law}» is known here; there are ${[...LEGAL_PACKS.keys()].join(', ')}.`)
  const ground = await readComplaintGround(db, asked)
  const complaint = await prepare(asked, { pack, ground, now: now() })
  return db.transaction().execute(async (transaction) => {
    await lockWorkspace(transaction, asked.workspaceId)
    const earlier = await openMatterOf(transaction, asked.workspaceId, asked.ticketId)
    if (earlier && earlier.law !== asked.law)
      throw new PlazaError('conflict', 'complaint-open', `A complaint is open here already, under ${earlier.terms.title}.`)
    if (earlier) return earlier.id
    const id = await insertComplaint(transaction, complaint)
    const { code, law, dueOn } = complaint
    await recordEvents(transaction, asked.workspaceId, [
      { ticketId: asked.ticketId, kind: 'complained', memberId: asked.memberId, facts: { complaint: id, code, law, dueOn } },
    ])
    await settleComplaints(transaction, asked.ticketId)
    return id
  })
}

async function prepare(asked: Complaining, { pack, ground, now }: { pack: LegalPack; ground: ComplaintGround; now: Temporal.Instant }): Promise<NewComplaint> {
  const { message } = ground
  const zone = legalZone(pack, asked.region)
  const { year } = message.at.toZonedDateTimeISO(zone)
  const holidays = await regionDays(pack.country, asked.region, [year, year + 1])
  const due = legalDue(pack, message.at, { zone, holidays: new Set(holidays) })
  const { country, title, inForce, adaptUntil, workingDays, owes, language, sources } = pack
  return {
    workspaceId: asked.workspaceId,
    ticketId: ground.ticketId,
    messageId: message.id,
    code: drawCode(),
    law: pack.id,
    terms: { country, title, inForce, adaptUntil, workingDays, owes, language, sources },
    region: asked.region,
    zone,
    holidays,
    language: message.language ?? language,
    humanAsked: asked.humanAsked,
    memberId: asked.memberId,
    receivedAt: message.at,
    openedAt: now,
    dueOn: due.day.toString(),
    dueAt: due.at,
  }
}

async function regionDays(country: string, region: string | null, years: readonly number[]): Promise<string[]> {
  try {
    return await holidaysOf(country, region, years)
  } catch (cause) {
    if (cause instanceof HolidaysUnknown) throw new PlazaError('invalid', cause.code, cause.message, cause)
    throw cause
  }
}

function drawCode(): string {
  for (;;) {
    const code = makeComplaintCode(randomBytes(CODE_BYTES))
    if (code) return code
  }
}
