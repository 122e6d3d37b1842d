import type { Author } from '../domain/incoming.ts'
import type { Json } from '../domain/network-name.ts'
import type { Db } from '../storage/database.ts'
import {
  exportedAccounts,
  exportedCalls,
  exportedMessages,
  exportedNotes,
  exportedPeople,
  ticketsEndingIn,
  type ExportedCall,
  type ExportedMessage,
  type ExportedNote,
  type ExportedPerson,
  type ExportedTicket,
} from '../storage/export-rows.ts'
import { atOneMoment, messageIds, personIds } from '../storage/export-skeleton.ts'
import { FORMAT_VERSION } from './import-lines.ts'

/**
 * Everything of a workspace that the exchange format has words for, as it stood at one moment: accounts, messages by the networks' time,
 * each ticket right after its last message and its notes and calls after it, people. `write` is called with a page of lines and awaited, so nothing piles up.
 */
export async function exportLines(db: Db, workspaceId: string, write: (lines: string[]) => Promise<void>): Promise<void> {
  const tell = (lines: readonly object[]) => write(lines.map((line) => JSON.stringify(line)))
  await atOneMoment(db, async (snapshot) => {
    await tell([{ plaza: FORMAT_VERSION }])
    await tell((await exportedAccounts(snapshot, workspaceId)).map(({ nativeId: id, network, ...account }) => ({ kind: 'account', network, id, ...account })))
    for await (const ids of messageIds(snapshot, workspaceId)) {
      const tickets = await ticketsAfter(snapshot, ids)
      await tell((await exportedMessages(snapshot, ids)).flatMap((message) => [messageLine(message), ...(tickets.get(message.id) ?? [])]))
    }
    for await (const ids of personIds(snapshot, workspaceId)) await tell((await exportedPeople(snapshot, ids)).map(personLine))
  })
}

/** The lines of the tickets whose last message is among `ids`, by that message. */
async function ticketsAfter(snapshot: Db, ids: readonly string[]): Promise<Map<string, object[]>> {
  const tickets = await ticketsEndingIn(snapshot, ids)
  const ticketIds = tickets.map((ticket) => ticket.id)
  const notes = Map.groupBy(await exportedNotes(snapshot, ticketIds), (note) => note.ticketId)
  const calls = Map.groupBy(await exportedCalls(snapshot, ticketIds), (call) => call.ticketId)
  return new Map(
    tickets.map((ticket) => [
      ticket.lastId,
      [
        ticketLine(ticket),
        ...(notes.get(ticket.id) ?? []).map((note) => noteLine(note, ticket)),
        ...(calls.get(ticket.id) ?? []).map((call) => callLine(call, ticket)),
      ],
    ]),
  )
}

function messageLine(message: ExportedMessage): object {
  const { nativeId, author, parent, versions } = message
  return filled({
    kind: 'message',
    network: message.network,
    id: nativeId,
    at: message.at.toString(),
    author: authorOf(author),
    by: message.by,
    visibility: message.visibility,
    text: message.text,
    thread: message.thread,
    replyTo: message.replyTo,
    addressed: message.addressed,
    subject: message.subject,
    contentWarning: message.contentWarning,
    html: message.html,
    folded: message.folded,
    language: message.language,
    url: message.url,
    automatic: message.automatic,
    media: message.media.map((media) => ({ ...media })),
    parent: parent && filled({ author: authorOf(parent.author), text: parent.text, at: parent.at }),
    ref: message.ref,
    versions: versions.map(({ at, text }) => ({ at: Temporal.Instant.from(at).toString(), text })),
    editedAt: message.editedAt?.toString(),
    deletedAt: message.deletedAt?.toString(),
  })
}

function authorOf({ nativeId: id, handle, name, url, avatarUrl }: Author): object {
  return filled({ id, handle, name: name || null, url, avatarUrl })
}

function ticketLine(ticket: ExportedTicket): object {
  const { id: _, lastId: __, messages, state, labels, closedAt, snoozedUntil, ...rest } = ticket
  return filled({ kind: 'ticket', messages, state, labels, ...rest, closedAt: closedAt?.toString(), snoozedUntil: snoozedUntil?.toString() })
}

function noteLine({ at, by, text, mentions }: ExportedNote, { messages: [ticket] }: ExportedTicket): object {
  return filled({ kind: 'note', ticket, at: at.toString(), by, text, mentions })
}

function callLine({ at, by, direction, ref, text }: ExportedCall, { messages: [ticket] }: ExportedTicket): object {
  return filled({ kind: 'call', ticket, at: at.toString(), by, direction, ...ref, text })
}

function personLine({ name, language, identities }: ExportedPerson): object {
  return filled({ kind: 'person', name, language, identities: identities.map((identity) => filled({ ...identity, name: identity.name || null })) })
}

/** What is absent takes no place in a line. */
function filled(line: Record<string, unknown>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(line).filter(([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)),
  ) as Record<string, Json>
}
