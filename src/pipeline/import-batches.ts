import { z } from 'zod'
import { NETWORK_NAMES, type Json, type NetworkName } from '../domain/network-name.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import { ImportedAccount, ImportedCall, ImportedHeader, ImportedNote, ImportedPerson, ImportedTicket } from './import-lines.ts'
import type { FileLine } from './import-split.ts'

/** Something that a file says, and where. `raw` is the line as it stood, for the quarantine. */
export interface Said<T> {
  line: number
  raw: Json
  says: T
}

/** A line that can't be taken. */
export interface Refused {
  line: number
  network: NetworkName
  raw: Json
  why: string
}

export interface LineBatch {
  /** The last line in it. */
  upTo: number
  accounts: Said<ImportedAccount>[]
  /** Read on the road in, where every message is. */
  messages: Said<Json>[]
  people: Said<ImportedPerson>[]
  tickets: Said<ImportedTicket>[]
  notes: Said<ImportedNote>[]
  calls: Said<ImportedCall>[]
  refused: Refused[]
}

const MOST_LINES = 500
const MOST_CHARACTERS = 4 * 2 ** 20
const MOST_KEPT = 2_000

/** Gathers lines into batches that fit in memory; those up to `after` were taken before. Throws `format-version` for a file of another Plaza. */
export async function* gatherLines(lines: AsyncIterable<FileLine>, after: number): AsyncGenerator<LineBatch> {
  let batch = emptyBatch()
  let [count, characters] = [0, 0]
  for await (const line of lines) {
    if (line.number <= after && line.number > 1) continue
    sort(batch, line)
    batch.upTo = line.number
    count += 1
    characters += line.text?.length ?? 0
    if (count < MOST_LINES && characters < MOST_CHARACTERS) continue
    yield batch
    batch = emptyBatch()
    count = characters = 0
  }
  if (count > 0) yield batch
}

/** Reads one line that was set aside, as `gatherLines` would. */
export function readAgain(raw: Json): LineBatch {
  const batch = emptyBatch()
  sortJson(batch, 1, raw)
  return batch
}

function emptyBatch(): LineBatch {
  return { upTo: 0, accounts: [], messages: [], people: [], tickets: [], notes: [], calls: [], refused: [] }
}

function sort(batch: LineBatch, { number, text, problem }: FileLine): void {
  if (text === null) return refuse(batch, number, { raw: null, why: problem! })
  if (text.trim() === '') return
  try {
    sortJson(batch, number, JSON.parse(text) as Json)
  } catch (error) {
    if (error instanceof PlazaError) throw error
    refuse(batch, number, { raw: text.slice(0, MOST_KEPT), why: 'is not JSON' })
  }
}

const Kind = z.looseObject({ kind: z.string() })
const Header = z.looseObject({ plaza: z.unknown() }).refine((line) => line.plaza !== undefined)

function sortJson(batch: LineBatch, line: number, raw: Json): void {
  if (line === 1 && Header.safeParse(raw).success) return refuseOtherVersion(raw)
  const kind = Kind.safeParse(raw).data?.kind
  if (kind === 'message') batch.messages.push({ line, raw, says: raw })
  else if (kind === 'account') keep(batch, batch.accounts, { line, raw, schema: ImportedAccount })
  else if (kind === 'person') keep(batch, batch.people, { line, raw, schema: ImportedPerson })
  else if (kind === 'ticket') keep(batch, batch.tickets, { line, raw, schema: ImportedTicket })
  else if (kind === 'note') keep(batch, batch.notes, { line, raw, schema: ImportedNote })
  else if (kind === 'call') keep(batch, batch.calls, { line, raw, schema: ImportedCall })
  else refuse(batch, line, { raw, why: 'has no kind that this Plaza knows: message, person, ticket, note, call or account' })
}

function refuseOtherVersion(raw: Json): void {
  const read = ImportedHeader.safeParse(raw)
  if (!read.success) throw new PlazaError('invalid', 'format-version', `This file is of another version of the format: ${z.prettifyError(read.error)}`)
}

function keep<T>(batch: LineBatch, into: Said<T>[], { line, raw, schema }: { line: number; raw: Json; schema: z.ZodType<T> }): void {
  const read = schema.safeParse(raw)
  if (read.success) into.push({ line, raw, says: read.data })
  else refuse(batch, line, { raw, why: z.prettifyError(read.error) })
}

function refuse(batch: LineBatch, line: number, { raw, why }: { raw: Json; why: string }): void {
  batch.refused.push({ line, network: networkIn(raw), raw, why })
}

const Network = z.object({ network: z.enum(NETWORK_NAMES) })
const OfSeveral = z.union([z.object({ messages: z.array(Network) }), z.object({ identities: z.array(Network) }), z.object({ ticket: Network })])

/** Quarantine is kept by network: a line that names none lies under the first. */
export function networkIn(raw: Json): NetworkName {
  const several = OfSeveral.safeParse(raw).data
  const first = several && ('messages' in several ? several.messages[0] : 'identities' in several ? several.identities[0] : several.ticket)
  return Network.safeParse(raw).data?.network ?? first?.network ?? NETWORK_NAMES[0]
}
