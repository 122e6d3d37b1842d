import { readFile, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Said } from '../../../src/rehearsal/simulated-network.ts'

/** What snac2 keeps of every message it knows: ActivityPub objects, a file each. */
interface Note {
  type: string
  id: string
  published: string
  attributedTo: string
  to?: string | string[]
  cc?: string | string[]
  context?: string
  inReplyTo?: string
  sourceContent?: string
  summary?: string
  attachment?: { name?: string; mediaType?: string }[]
}

export interface SavedNote {
  said: Omit<Said, 'official'>
  /** The id its Mastodon API gives it. */
  localId: string
}

/** Everything said, oldest first, private words too: no API shows all. */
export async function readNotes(folder: string): Promise<SavedNote[]> {
  const files = (await readdir(join(folder, 'object'), { recursive: true })).filter((name) => name.endsWith('.json'))
  const notes = await Promise.all(files.map((name) => readNote(join(folder, 'object', name))))
  return notes.flatMap((note) => note ?? []).toSorted((one, other) => order(one).localeCompare(order(other)))
}

/** Its addresses carry microseconds; `published` has whole seconds. */
function order({ said }: SavedNote): string {
  return basename(said.nativeId)
}

async function readNote(path: string): Promise<SavedNote | null> {
  const note = parse(await readFile(path, 'utf8'))
  if (note?.type !== 'Note' || !note.attributedTo) return null
  const readers = [note.to ?? [], note.cc ?? []].flat()
  const at = Temporal.Instant.from(note.published)
  return {
    localId: `${Math.floor(at.epochMilliseconds / 1_000)}${basename(path, '.json')}`,
    said: {
      who: basename(note.attributedTo),
      text: note.sourceContent ?? '',
      visibility: readers.some((reader) => reader.endsWith('#Public')) ? 'public' : 'private',
      replyTo: note.inReplyTo || undefined,
      to: readers.filter((reader) => !reader.endsWith('#Public')).map((reader) => basename(reader)),
      subject: note.summary || undefined,
      nativeId: note.id,
      threadId: note.context ?? note.id,
      at,
      deleted: false,
      media: (note.attachment ?? []).map((one) => ({ name: one.name ?? '', mime: one.mediaType ?? '' })),
    },
  }
}

/** A file that is being written is read again the next time. */
function parse(text: string): Note | null {
  try {
    return JSON.parse(text) as Note
  } catch {
    return null
  }
}
