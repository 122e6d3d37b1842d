import type { Json } from '../domain/network-name.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { endProgress, moveProgress, readProgress } from '../storage/import-progress.ts'
import { setLinesAside } from '../storage/import-refused.ts'
import { ownAccounts } from '../storage/lines.ts'
import { importAccounts } from './import-accounts.ts'
import { gatherLines, networkIn, readAgain, type LineBatch, type Refused, type Said } from './import-batches.ts'
import { importCalls, importCredits, importNotes } from './import-house-words.ts'
import { importPeople, type Counted } from './import-people.ts'
import type { FileLine } from './import-split.ts'
import { importTickets } from './import-tickets.ts'
import { ingest, type IngestNeeds } from './ingest.ts'
import { isPoison } from './ingest/poison.ts'
import { readImported } from './read-imported.ts'

export interface ImportAsk {
  workspaceId: string
  lines: AsyncIterable<FileLine>
  /** What the file is known by, to go on where an import of it was cut off; null for a stream. */
  fileHash: string | null
  /** Hears how many lines are in. */
  progress(lines: number): void
}

export interface ImportSummary {
  /** The line after which this import went on; 0 when it began at the beginning. */
  resumedAfter: number
  lines: number
  accounts: Counted
  messages: Counted
  people: Counted
  tickets: Counted & { kept: number }
  notes: Counted
  calls: Counted
  /** Addresses of who is named as one of us and is no member here. */
  strangers: string[]
  aside: number
}

/**
 * Takes a file of the exchange format in by the road in, two batches in flight. Everything may come twice; a line that can't be taken is
 * set aside with its number, and the rest goes on. Throws `format-version`, `no-account`, and the database's own failures: ask again, it
 * goes on where it stopped.
 */
export async function importLines(needs: IngestNeeds, ask: ImportAsk): Promise<ImportSummary> {
  const resumedAfter = ask.fileHash === null ? 0 : await readProgress(needs.db, ask.workspaceId, ask.fileHash)
  const summary = nothingYet(resumedAfter)
  const importing: Importing = { needs, workspaceId: ask.workspaceId, fileHash: ask.fileHash, summary, hasAccount: false }
  let [beforeLast, last] = [Promise.resolve(), Promise.resolve()]
  try {
    for await (const batch of gatherLines(ask.lines, resumedAfter)) {
      await prepare(importing, batch)
      await beforeLast
      ;[beforeLast, last] = [last, takeBatch(importing, batch, last).then(() => ask.progress(batch.upTo))]
      // Awaited later; a failure must not count as unheard meanwhile.
      last.catch(() => {})
    }
    await last
  } finally {
    await Promise.allSettled([beforeLast, last])
  }
  if (ask.fileHash !== null) await endProgress(needs.db, ask.workspaceId, ask.fileHash)
  return summary
}

/** Takes one line that was set aside. Throws when it still can't be taken. */
export async function importAgain(needs: IngestNeeds, workspaceId: string, raw: Json): Promise<void> {
  const batch = readAgain(raw)
  const importing: Importing = { needs, workspaceId, fileHash: null, summary: nothingYet(0), hasAccount: false }
  await prepare(importing, batch)
  const refused = [...batch.refused, ...(await ingestMessages(importing, batch)), ...(await settleAll(importing, batch))]
  if (refused[0]) throw new Error(refused[0].why)
}

interface Importing {
  needs: IngestNeeds
  workspaceId: string
  fileHash: string | null
  summary: ImportSummary
  hasAccount: boolean
}

function nothingYet(resumedAfter: number): ImportSummary {
  const none = () => ({ fresh: 0, known: 0 })
  return {
    resumedAfter,
    lines: resumedAfter,
    accounts: none(),
    messages: none(),
    people: none(),
    tickets: { ...none(), kept: 0 },
    notes: none(),
    calls: none(),
    strangers: [],
    aside: 0,
  }
}

/** Accounts come before every message that follows them, or what they said would be taken for a customer's. */
async function prepare(importing: Importing, { accounts, messages }: LineBatch): Promise<void> {
  const { needs, workspaceId, summary } = importing
  add(summary.accounts, await importAccounts(needs.db, workspaceId, sayings(accounts)))
  if (messages.length === 0 || importing.hasAccount) return
  importing.hasAccount = (await ownAccounts(needs.db, workspaceId)).length > 0
  if (!importing.hasAccount)
    throw new PlazaError(
      'invalid',
      'no-account',
      'There is no account of ours here yet, so nobody knows who “we” are in this file. Begin it with an account line (docs/exchange-format.md), or connect one: plaza connect --list.',
    )
}

/** Messages at once, by the road in; what stands on them when the batch before is through, so that lines take effect in their order. */
async function takeBatch(importing: Importing, batch: LineBatch, before: Promise<void>): Promise<void> {
  const unread = await ingestMessages(importing, batch)
  await before
  const { needs, workspaceId, fileHash, summary } = importing
  const refused = [...batch.refused, ...unread, ...(await settleAll(importing, batch))]
  await needs.db.transaction().execute(async (db) => {
    await setLinesAside(
      db,
      workspaceId,
      refused.map(({ line, network, raw, why }) => ({ network, reason: `line ${line}: ${why}`, payload: raw })),
    )
    if (fileHash !== null) await moveProgress(db, workspaceId, { fileHash, line: batch.upTo })
  })
  summary.aside += refused.length
  summary.lines = batch.upTo
}

async function ingestMessages({ needs, workspaceId, summary }: Importing, { messages }: LineBatch): Promise<Refused[]> {
  if (messages.length === 0) return []
  const saidBy = new Map(messages.map((message) => [message.raw, message]))
  const refused: Refused[] = []
  const { fresh } = await ingest(needs, {
    workspaceId,
    account: null,
    network: networkIn(messages[0]!.raw),
    items: messages.map(({ raw }) => raw),
    translate: readImported,
    setAside: (raw, error) => void refused.push(toRefused(saidBy.get(raw)!, wordsOf(error))),
  })
  add(summary.messages, { fresh, known: messages.length - fresh - refused.length })
  meet(
    summary,
    await importCredits(
      needs.db,
      workspaceId,
      messages.map(({ raw }) => raw),
    ),
  )
  return refused
}

type Settling = Pick<LineBatch, 'people' | 'tickets' | 'notes' | 'calls'>

const NOTHING: Settling = { people: [], tickets: [], notes: [], calls: [] }

/** What stands on messages, of a batch in one transaction; when one line of it is poison, each in its own. */
async function settleAll(importing: Importing, { people, tickets, notes, calls }: Settling): Promise<Refused[]> {
  const lines = [...people, ...tickets, ...notes, ...calls]
  if (lines.length === 0) return []
  try {
    return await settle(importing, { people, tickets, notes, calls })
  } catch (error) {
    if (!isPoison(error)) throw error
    if (lines.length === 1) return [toRefused(lines[0]!, wordsOf(error))]
  }
  const alone: Settling[] = [
    ...people.map((line) => ({ ...NOTHING, people: [line] })),
    ...tickets.map((line) => ({ ...NOTHING, tickets: [line] })),
    ...notes.map((line) => ({ ...NOTHING, notes: [line] })),
    ...calls.map((line) => ({ ...NOTHING, calls: [line] })),
  ]
  const refused: Refused[] = []
  for (const one of alone) refused.push(...(await settleAll(importing, one)))
  return refused
}

/** Notes and calls lie on tickets, so they come last. */
async function settle({ needs, workspaceId, summary }: Importing, { people, tickets, notes, calls }: Settling): Promise<Refused[]> {
  const done = await needs.db.transaction().execute(async (db) => {
    await lockWorkspace(db, workspaceId)
    return {
      people: await importPeople(db, workspaceId, sayings(people)),
      tickets: await importTickets(db, workspaceId, sayings(tickets)),
      notes: await importNotes(db, workspaceId, sayings(notes)),
      calls: await importCalls(db, workspaceId, sayings(calls)),
    }
  })
  for (const kind of ['people', 'tickets', 'notes', 'calls'] as const) add(summary[kind], done[kind])
  summary.tickets.kept += done.tickets.kept
  meet(summary, [...done.tickets.strangers, ...done.notes.strangers, ...done.calls.strangers])
  return [
    ...done.tickets.refused.map(({ n, why }) => toRefused(tickets[n]!, why)),
    ...done.notes.refused.map(({ n, why }) => toRefused(notes[n]!, why)),
    ...done.calls.refused.map(({ n, why }) => toRefused(calls[n]!, why)),
  ]
}

function sayings<T>(lines: readonly Said<T>[]): T[] {
  return lines.map(({ says }) => says)
}

/** Each stranger is told of once. */
function meet(summary: ImportSummary, strangers: readonly string[]): void {
  summary.strangers = [...new Set([...summary.strangers, ...strangers])]
}

function toRefused({ line, raw }: Said<unknown>, why: string): Refused {
  return { line, network: networkIn(raw), raw, why }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function add(sum: Counted, more: Counted): void {
  sum.fresh += more.fresh
  sum.known += more.known
}
