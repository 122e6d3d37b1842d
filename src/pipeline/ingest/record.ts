import { searchable } from '../../domain/fold.ts'
import type { Posted } from '../../domain/incoming.ts'
import type { Db } from '../../storage/database.ts'
import { recordEvents } from '../../storage/events.ts'
import { rememberLanguages, welcomeStrangers } from '../../storage/identities.ts'
import { insertMessages, type MessageRecord } from '../../storage/message-writes.ts'
import { insertThreads, joinThreads, linkThreads } from '../../storage/threads.ts'
import { insertTickets, updateTickets } from '../../storage/ticket-writes.ts'
import { answerLate } from './answer-late.ts'
import type { Decided } from './decide.ts'
import type { Placed } from './thread.ts'
import { meaningIn } from './understand.ts'

/** Stage 6: everything is written, a statement a table, with the events that tell of it. */
export async function record(db: Db, decided: Decided): Promise<void> {
  if (decided.placed.length === 0) return
  const { workspaceId, newTickets } = decided
  const heard = languages(decided)
  const strangers = decided.strangers.map((stranger) => ({ ...stranger, language: heard.get(stranger.personId) ?? null }))
  const known = [...decided.decisions.keys()].filter((ticket) => !newTickets.has(ticket))
  // One connection takes them in this order; while the database works at one, the rows of the next are written out and sent.
  await Promise.all([
    welcomeStrangers(db, workspaceId, strangers),
    insertThreads(db, workspaceId, decided.newThreads),
    insertTickets(db, workspaceId, [...newTickets]),
    updateTickets(db, known),
    linkThreads(db, decided.links),
    insertMessages(
      db,
      workspaceId,
      decided.placed.map((placed) => toRecord(decided, placed)),
    ),
    rememberLanguages(db, changedLanguages(decided, heard)),
  ])
  await joinThreads(db, decided.joins)
  await answerLate(db, decided)
  await recordEvents(db, workspaceId, events(decided))
}

function languages(decided: Decided): Map<string, string> {
  const last = new Map<string, string>()
  for (const [message, identity] of decided.identityOf) {
    const language = decided.languageOf.get(message)
    if (language) last.set(identity.personId, language)
  }
  return last
}

/** Of people known before, those who were last heard in another language. */
function changedLanguages(decided: Decided, heard: Map<string, string>): { personId: string; language: string }[] {
  const strangers = new Set(decided.strangers.map((stranger) => stranger.personId))
  const before = new Map([...decided.identityOf.values()].map((identity) => [identity.personId, identity.language]))
  return [...heard]
    .filter(([personId, language]) => !strangers.has(personId) && before.get(personId) !== language)
    .map(([personId, language]) => ({ personId, language }))
}

function events(decided: Decided): Parameters<typeof recordEvents>[2] {
  const messagesOf = Map.groupBy(
    decided.placed.filter((placed) => placed.ticket),
    (placed) => placed.ticket!,
  )
  return [...messagesOf].map(([ticket, placed]) => ({
    ticketId: ticket.id,
    kind: 'messages',
    facts: { messages: placed.map(({ message }) => message.id), trace: (decided.decisions.get(ticket) ?? []).map(({ rule, facts }) => ({ rule, facts })) },
  }))
}

function toRecord(decided: Decided, { message, thread, ticket }: Placed): MessageRecord {
  const { id, post, own, accountIds } = message
  const reading = decided.meaningOf.get(message)
  return {
    ...told(post),
    id,
    accountIds,
    ticketId: ticket?.id ?? null,
    threadId: thread.id,
    identityId: decided.identityOf.get(message)?.identityId ?? null,
    memberId: null,
    direction: own ? 'out' : 'in',
    origin: own ? 'native' : 'customer',
    language: decided.languageOf.get(message) ?? null,
    search: searchable(post),
    meaning: reading ? meaningIn(reading) : null,
  }
}

/** What the network told of the message itself; what it did not tell is not there. */
function told({ network, nativeId, visibility, text, html, folded, subject, contentWarning, automatic, media, parent, replyTo, at, url, ref }: Posted) {
  return { network, nativeId, visibility, text, html, folded, subject, contentWarning, automatic, media, parent, replyTo, at, url, ref }
}
