import { complaintState, missedItsDay } from '../domain/legal/complaint.ts'
import { addWorkingDays, workingDaysBetween } from '../domain/legal/legal-due.ts'
import type { Seal } from '../platform/seal.ts'
import { openChain } from '../platform/seal-lines.ts'
import { everyComplaint, type Complaint } from '../storage/complaints.ts'
import type { Db } from '../storage/database.ts'

export const PROOF_FORMATS = ['jsonl', 'csv'] as const
export type ProofFormat = (typeof PROOF_FORMATS)[number]

export interface ProofNeeds {
  db: Db
  now(): Temporal.Instant
  seal: Pick<Seal, 'keyFor'>
}

/**
 * Every formal complaint of a workspace as a line that proves what became of it: when it came, by when it had to be answered and by which
 * holidays and which reading of the law that was counted, when it was answered. Each line carries the hash of itself and all before it; the last
 * is signed (`platform/seal-lines`), so that a later change shows. No names, no words of theirs. In the order in which they were made; one that is made
 * meanwhile may be among them.
 */
export async function* proveComplaints({ db, now, seal }: ProofNeeds, workspaceId: string, format: ProofFormat): AsyncGenerator<string> {
  const chain = openChain('complaints', seal.keyFor('complaints'))
  const { head, text, line, last } = FORMATS[format]
  yield head
  for await (const page of everyComplaint(db, workspaceId)) {
    yield page
      .map((complaint) => text(proofOf(complaint, now())))
      .map((written) => `${line(written, chain.link(written))}\n`)
      .join('')
  }
  yield `${last(chain.end())}\n`
}

type Proof = ReturnType<typeof proofOf>

function proofOf(complaint: Complaint, now: Temporal.Instant) {
  const { terms, zone } = complaint
  const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toPlainDate()
  const [received, holidays] = [dayOf(complaint.receivedAt), new Set(complaint.holidays)]
  return {
    code: complaint.code,
    ticket: complaint.ticket.number,
    state: complaintState(complaint, now),
    missed: missedItsDay(complaint, now),
    law: complaint.law,
    title: terms.title,
    country: terms.country,
    region: complaint.region,
    zone,
    receivedAt: complaint.receivedAt.toString(),
    openedAt: complaint.openedAt.toString(),
    openedBy: complaint.memberId === null ? 'rule' : 'member',
    language: complaint.language,
    humanAsked: complaint.humanAsked,
    receiptSentAt: complaint.receipt?.state === 'sent' ? complaint.receipt.at.toString() : null,
    workingDays: terms.workingDays,
    holidaysSkipped: addWorkingDays(received, terms.workingDays, holidays).skipped.map(String),
    dueOn: complaint.dueOn,
    answeredAt: complaint.answeredAt?.toString() ?? null,
    // The holidays kept with it reach to the end of the year after it came, and no further.
    workingDaysTaken: complaint.answeredAt && workingDaysBetween(received, dayOf(complaint.answeredAt), holidays),
    closedAt: complaint.closedAt?.toString() ?? null,
    sources: terms.sources.map(({ title, url, read, hand }) => ({ title, url, read, hand })),
  }
}

const COLUMNS = [
  'code',
  'ticket',
  'state',
  'missed',
  'law',
  'title',
  'country',
  'region',
  'zone',
  'receivedAt',
  'openedAt',
  'openedBy',
  'language',
  'humanAsked',
  'receiptSentAt',
  'workingDays',
  'holidaysSkipped',
  'dueOn',
  'answeredAt',
  'workingDaysTaken',
  'closedAt',
  'sources',
] as const satisfies readonly (keyof Proof)[]

/** The first line of comma-separated values. */
export const CSV_HEAD = [...COLUMNS, 'hash'].join(',')

/** How a line is written, and what stands before the first and after the last. The hash is over the text alone. */
const FORMATS = {
  jsonl: {
    head: '',
    text: (proof: Proof) => JSON.stringify(proof),
    line: (text: string, hash: string) => `${text.slice(0, -1)},"hash":"${hash}"}`,
    last: (end: object) => JSON.stringify(end),
  },
  csv: {
    head: `${CSV_HEAD}\n`,
    text: (proof: Proof) => COLUMNS.map((column) => cell(proof[column])).join(','),
    line: (text: string, hash: string) => `${text},${hash}`,
    last: (end: object) => `end,${Object.values(end).join(',')}`,
  },
}

/** Lists go space by space; a comma, a quote or a break of lines makes quotes necessary. */
function cell(value: Proof[keyof Proof]): string {
  const text = Array.isArray(value) ? value.map((one) => (typeof one === 'string' ? one : `${one.url} (${one.read})`)).join(' ') : String(value ?? '')
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
