import type { ImapFlow } from 'imapflow'
import { z } from 'zod'
import type { Json } from '../../domain/network-name.ts'
import type { Heard, Line } from '../network.ts'
import { openBell, type Bell } from './bell.ts'
import { openFolder, type Folder, type Place, type Round } from './folder.ts'
import { openImap } from './imap.ts'
import { imapFailure, isCut } from './outcome.ts'
import { readMail } from './read-mail.ts'
import { mailSettings, type MailSettings } from './servers.ts'

const places = z.object({ folders: z.record(z.string(), z.object({ uidValidity: z.string(), uidNext: z.number(), seen: z.string().nullable() })) })
type Places = Record<string, Place>

/** A line may be cut now and then; one that is cut more often than this is down. */
const CUTS_PER_MINUTE = 3

/**
 * Hears the inbox and what our people sent from their own mail programs, each folder on its own IDLE. The cursor is the
 * UIDVALIDITY and next UID of each folder. When a server renumbered a folder, it is read again from the last known day
 * and the batch says `gap`: doubles fall out downstream, by the id of each mail.
 */
export async function* listenToMail(line: Line, cursor: Json | null): AsyncIterable<Heard> {
  const settings = mailSettings(line.account)
  let known: Places = cursor === null ? {} : places.parse(cursor).folders
  let cuts: number[] = []
  while (!line.signal.aborted) {
    const bell = openBell()
    let folders: Folder[] = []
    try {
      folders = await openFolders(line, settings, bell)
      for await (const heard of hear(line, { folders, bell, pollSeconds: settings.pollSeconds }, known)) {
        known = heard.places
        yield heard.batch
      }
    } catch (error) {
      if (line.signal.aborted) return
      cuts = [...cuts.filter((at) => at > Date.now() - 60_000), Date.now()]
      if (folders.length === 0 || !isCut(error) || cuts.length > CUTS_PER_MINUTE) throw imapFailure(error)
    } finally {
      for (const folder of folders) folder.close()
    }
  }
}

async function openFolders(line: Line, settings: MailSettings, bell: Bell): Promise<Folder[]> {
  const { sent, recentDays } = settings
  const wanted = [{ path: 'INBOX', role: 'inbox' as const, recentDays }, ...(sent ? [{ path: sent, role: 'sent' as const, recentDays }] : [])]
  const opened = await Promise.allSettled(wanted.map(async (at) => openFolder(await open(line, settings), at, bell.ring)))
  const folders = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const failed = opened.find((one) => one.status === 'rejected')
  if (!failed) return folders
  for (const folder of folders) folder.close()
  throw imapFailure(failed.reason)
}

async function open(line: Line, settings: MailSettings): Promise<ImapFlow> {
  return openImap(line, settings.imap, { user: settings.user, password: line.credentials.password ?? '' }, settings.pollSeconds)
}

interface HeardPlaces {
  batch: Heard
  places: Places
}

interface Ear {
  folders: Folder[]
  bell: Bell
  pollSeconds: number
}

async function* hear(line: Line, ear: Ear, from: Places): AsyncIterable<HeardPlaces> {
  let known = from
  while (!line.signal.aborted) {
    const rounds = await Promise.all(ear.folders.map(async (folder) => ({ folder, round: await folder.next(known[folder.path] ?? null) })))
    const batch = await batchOf(line, rounds, known)
    known = batch.places
    yield batch
    if (!rounds.some(({ round }) => round.more)) await waitForNews(ear)
  }
}

// All folders are read whichever rang: an answer in Sent may belong to the mail that came a moment before.
async function waitForNews({ folders, bell, pollSeconds }: Ear): Promise<void> {
  for (const folder of folders) folder.idle()
  const rang = await bell.wait(pollSeconds * 1000)
  if (!folders.every((folder) => folder.open())) throw Object.assign(new Error('the line broke'), { code: 'EConnectionClosed' })
  if (!rang) for (const folder of folders) await folder.refresh()
}

async function batchOf(line: Line, rounds: { folder: Folder; round: Round }[], known: Places): Promise<HeardPlaces> {
  const folders = { ...known, ...Object.fromEntries(rounds.map(({ folder, round }) => [folder.path, round.place])) }
  const renumbered = rounds.filter(({ round }) => round.renumbered).map(({ folder }) => folder.path)
  const items: { received: number; item: Json }[] = []
  for (const { folder, round } of rounds) {
    for (const mail of round.mails) items.push(await itemOf(mail, { folder, uidValidity: round.place.uidValidity, line }))
  }
  const batch: Heard = { items: items.sort((a, b) => a.received - b.received).map(({ item }) => item), cursor: { folders: asJson(folders) } }
  if (renumbered.length > 0)
    batch.gap = { since: oldest(renumbered.map((path) => known[path]?.seen ?? null)), why: `uidvalidity-changed: ${renumbered.join(', ')}` }
  return { batch, places: folders }
}

async function itemOf(mail: Round['mails'][number], at: { folder: Folder; uidValidity: string; line: Line }): Promise<{ received: number; item: Json }> {
  const us = { address: at.line.account.nativeId, threadSecret: at.line.credentials.threadSecret ?? '' }
  if ('source' in mail) return { received: mail.received.getTime(), item: await readMail(mail, us) }
  return { received: 0, item: { kind: 'unreadable', folder: at.folder.path, uidValidity: at.uidValidity, uid: mail.uid, why: mail.broken, source: '' } }
}

function asJson(folders: Places): Json {
  return Object.fromEntries(Object.entries(folders).map(([path, place]) => [path, { ...place }]))
}

function oldest(seen: (string | null)[]): Temporal.Instant | null {
  const first = seen.includes(null) ? null : seen.sort()[0]
  return first ? Temporal.Instant.from(first) : null
}
