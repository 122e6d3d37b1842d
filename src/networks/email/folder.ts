import type { FetchMessageObject, ImapFlow } from 'imapflow'
import { SOURCE_LIMIT } from './imap.ts'
import type { FetchedMail } from './read-mail.ts'

/** Where reading stands in a folder. UIDs mean something only under their UIDVALIDITY (RFC 3501, 2.3.1.1). */
export interface Place {
  uidValidity: string
  uidNext: number
  /** INTERNALDATE of the newest mail read, ISO: where to begin again when the UIDs were all renumbered. */
  seen: string | null
}

export interface Round {
  mails: (FetchedMail | { uid: number; broken: string })[]
  place: Place
  /** More mail waits already. */
  more: boolean
  renumbered: boolean
}

/** One folder on a connection of its own, which idles on it between two rounds. */
export interface Folder {
  path: string
  role: FetchedMail['role']
  /** The next mails after the place, at most BATCH of them, oldest first. */
  next(place: Place | null): Promise<Round>
  /** Selects the folder anew: what a silent server forgot to tell comes to light, a renumbering too. */
  refresh(): Promise<void>
  /** Lets the server tell what changes, from now until the next command; the bell rings then. */
  idle(): void
  /** Whether the line still stands. */
  open(): boolean
  close(): void
}

const BATCH = 20
const DAY = 86_400_000

/** `ring` is called whenever a folder has news, and when its line breaks. */
export async function openFolder(client: ImapFlow, at: { path: string; role: Folder['role']; recentDays: number }, ring: () => void): Promise<Folder> {
  client.on('exists', ring)
  client.on('close', ring)
  let pending: number[] = []
  const refresh = async () => {
    pending = []
    await client.mailboxOpen(at.path, { readOnly: true })
  }
  const next = async (place: Place | null): Promise<Round> => {
    const box = client.mailbox
    if (!box) throw Object.assign(new Error(`${at.path} is not open`), { code: 'NoConnection' })
    const uidValidity = String(box.uidValidity)
    const renumbered = place !== null && place.uidValidity !== uidValidity
    const known = place?.uidValidity === uidValidity ? place : null
    if (pending.length === 0) pending = await search(client, known, sinceWhen(place, at.recentDays))
    const uids = pending.splice(0, BATCH)
    const mails = await fetchMails(client, uids, { folder: at.path, role: at.role, uidValidity })
    const uidNext = Math.max(known?.uidNext ?? 1, (uids.at(-1) ?? 0) + 1)
    return { mails, place: { uidValidity, uidNext, seen: newest(mails, place?.seen ?? null) }, more: pending.length > 0, renumbered }
  }
  await refresh().catch((error) => {
    client.close()
    throw error
  })
  const idle = () => void client.idle().catch(() => false)
  return { path: at.path, role: at.role, next, refresh, idle, open: () => client.usable, close: () => client.close() }
}

function sinceWhen(place: Place | null, recentDays: number): Date {
  return place?.seen ? new Date(Date.parse(place.seen) - DAY) : new Date(Date.now() - recentDays * DAY)
}

async function search(client: ImapFlow, known: Place | null, since: Date): Promise<number[]> {
  const found = await client.search(known ? { uid: `${known.uidNext}:*` } : { since }, { uid: true })
  // `n:*` always matches the newest mail, even when it is older than n.
  return (found || []).filter((uid) => uid >= (known?.uidNext ?? 1)).sort((a, b) => a - b)
}

type Whence = Pick<FetchedMail, 'folder' | 'role' | 'uidValidity'>

/** All at once; one by one when the server chokes, so that a single mail it can't hand out does not hold back the rest. */
async function fetchMails(client: ImapFlow, uids: number[], whence: Whence): Promise<Round['mails']> {
  if (uids.length === 0) return []
  try {
    const fetched = await client.fetchAll(uids.join(','), QUERY, { uid: true })
    return fetched.sort((a, b) => a.uid - b.uid).map((message) => present(message, whence))
  } catch (error) {
    if (!client.usable) throw error
    if (uids.length === 1) return [{ uid: uids[0] ?? 0, broken: error instanceof Error ? error.message : 'refused' }]
    const single: Round['mails'] = []
    for (const uid of uids) single.push(...(await fetchMails(client, [uid], whence)))
    return single
  }
}

const QUERY = { uid: true, internalDate: true, size: true, bodyStructure: true, source: { start: 0, maxLength: SOURCE_LIMIT } }

function present(message: FetchMessageObject, whence: Whence): Round['mails'][number] {
  if (!message.source) return { uid: message.uid, broken: 'the server handed out no source' }
  return {
    ...whence,
    uid: message.uid,
    received: new Date(message.internalDate ?? 0),
    size: message.size ?? message.source.length,
    source: message.source,
    ...(message.bodyStructure ? { structure: message.bodyStructure } : {}),
  }
}

function newest(mails: Round['mails'], seen: string | null): string | null {
  const dates = mails.flatMap((mail) => ('received' in mail ? [mail.received.toISOString()] : []))
  return [...dates, ...(seen ? [seen] : [])].sort().at(-1) ?? null
}
