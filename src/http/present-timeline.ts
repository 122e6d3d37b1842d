import type { z } from 'zod'
import type { Author, Media } from '../domain/incoming.ts'
import { findApprovals } from '../storage/approvals.ts'
import { findConsultations } from '../storage/consultations.ts'
import type { Db } from '../storage/database.ts'
import { findMessages, type ShownMessage } from '../storage/messages.ts'
import { findNotes, type ShownNote } from '../storage/notes.ts'
import { findEvents, type ShownEvent, type TimelinePlace } from '../storage/timeline.ts'
import type { AuthorSchema, MediaSchema } from './contract/common.ts'
import type { EventItem, MessageItem, NoteItem, TimelineItem } from './contract/tickets.ts'
import { presentApproval, presentConsultation } from './present-asking.ts'
import { presentMeaning } from './present-meaning.ts'

/** Fills in a page of places, a question a table, and puts the oldest first. What vanished in between is left out. */
export async function presentTimeline(db: Db, workspaceId: string, places: readonly TimelinePlace[]): Promise<TimelineItem[]> {
  const ids = (kind: TimelinePlace['kind']) => places.filter((place) => place.kind === kind).map((place) => place.id)
  const [messages, notes, consultations, approvals, events] = await Promise.all([
    findMessages(db, workspaceId, ids('message')),
    findNotes(db, workspaceId, ids('note')),
    findConsultations(db, workspaceId, ids('consultation')),
    findApprovals(db, workspaceId, ids('approval')),
    findEvents(db, workspaceId, ids('event')),
  ])
  const asked = [...consultations.map(presentConsultation), ...approvals.map(presentApproval)]
  const items: TimelineItem[] = [...messages.map(presentMessage), ...notes.map(presentNote), ...asked, ...events.map(presentEvent)]
  const byId = new Map(items.map((item) => [item.id, item]))
  return places.toReversed().flatMap(({ id }) => byId.get(id) ?? [])
}

export function presentMessage(message: ShownMessage): MessageItem {
  return {
    kind: 'message',
    id: message.id,
    nativeId: message.nativeId,
    threadId: message.threadId,
    network: message.network,
    visibility: message.visibility,
    direction: message.direction,
    origin: message.origin,
    author: authorOf(message),
    member: message.member,
    account: message.account && { id: message.account.id, handle: message.account.handle, name: message.account.name },
    accounts: message.accounts.map(({ id, network, handle }) => ({ id, network, handle })),
    text: message.text,
    html: message.html,
    folded: message.folded,
    subject: message.subject,
    contentWarning: message.contentWarning,
    language: message.language,
    automatic: message.automatic,
    meaning: message.meaning && presentMeaning(message.meaning, message.corrections),
    media: shownMedia(message).map((media, n) => presentMedia(message.id, media, n)),
    parent: message.parent && { author: presentAuthor(message.parent.author), text: message.parent.text, at: instant(message.parent.at) },
    replyTo: message.replyTo,
    url: message.url,
    call: message.call,
    at: message.at.toString(),
    editedAt: message.editedAt?.toString() ?? null,
    versions: message.versions.map(({ text, at }) => ({ text, at: Temporal.Instant.from(at).toString() })),
    deletedAt: message.deletedAt?.toString() ?? null,
    sending: message.sending && {
      state: message.sending.state,
      code: message.sending.code,
      detail: message.sending.detail,
      nextAttemptAt: instant(message.sending.nextAttemptAt),
      undoUntil: instant(message.sending.undoUntil),
    },
  }
}

export function presentNote(note: ShownNote): z.infer<typeof NoteItem> {
  return { kind: 'note', id: note.id, author: note.author, text: note.text, mentions: note.mentions, at: note.at.toString() }
}

export function presentEvent(event: Omit<ShownEvent, 'ticketId'>): z.infer<typeof EventItem> {
  return { kind: 'event', id: event.id, event: event.kind, by: event.by, facts: event.facts, at: event.at.toString() }
}

function authorOf(message: ShownMessage): z.infer<typeof AuthorSchema> {
  if (message.identity) return presentAuthor({ ...message.identity, url: message.identity.url ?? undefined })
  if (message.account) return presentAuthor(message.account)
  return message.direction === 'in'
    ? { nativeId: message.call?.number ?? '', handle: message.call?.number ?? message.personHandle, name: message.personName }
    : { nativeId: '', handle: '', name: message.member?.name ?? '' }
}

/** Without the picture: it lies on a third party's machine, which no browser of ours is sent to. */
function presentAuthor({ nativeId, handle, name, url }: Author): z.infer<typeof AuthorSchema> {
  return { nativeId, handle, name, url }
}

/** What the network shows of it; until it does, what we sent. The route of the bytes counts the same way. */
export function shownMedia({ media, uploads }: Pick<ShownMessage, 'media' | 'uploads'>): Media[] {
  return media.length > 0 ? media : uploads
}

function presentMedia(messageId: string, { kind, url, mime, name, description, bytes }: Media, n: number): z.infer<typeof MediaSchema> {
  return { kind, url: url === null ? null : `/api/v1/messages/${messageId}/media/${n}`, mime, name, description: description ?? undefined, bytes }
}

function instant(text: string | null): string | null {
  return text === null ? null : Temporal.Instant.from(text).toString()
}
