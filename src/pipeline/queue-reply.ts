import { randomUUID } from 'node:crypto'
import { fold } from '../domain/fold.ts'
import type { Json } from '../domain/network-name.ts'
import type { ReplyTarget } from '../domain/outgoing.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import type { WrittenReply } from '../domain/written-reply.ts'
import type { Network, OfficialAccount } from '../networks/network.ts'
import type { Db } from '../storage/database.ts'
import { findDraft, insertDeliveries, markAnswered, refreshSending, type NewDelivery } from '../storage/deliveries.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace, takeIds } from '../storage/ids.ts'
import { readLine, type AccountLine } from '../storage/lines.ts'
import { insertMessages, type MessageRecord } from '../storage/message-writes.ts'
import { signFor } from '../storage/receipts.ts'
import { readReplyTarget, type AnsweredMessage } from '../storage/reply-target.ts'
import { addDeliveryJob } from '../storage/jobs.ts'
import { holdUploads } from '../storage/uploads.ts'
import { takePages } from './take-pages.ts'

export interface QueueNeeds {
  db: Db
  networks: ReadonlyMap<string, Network>
  undoSeconds: number
  now(): Temporal.Instant
}

/** After this long without success a person decides. In hours: an instant knows no days. */
export const GIVE_UP = { hours: 24 }

export interface Reply extends WrittenReply {
  workspaceId: string
  ticketId: string
  memberId: string
}

/** What the house says by itself: marked automatic, it counts as no answer. `language` is BCP 47. */
export type HouseWord = Omit<Reply, 'memberId'> & { memberId: null; language: string }
type Said = Reply | HouseWord

/**
 * Puts a reply on the road out: messages, deliveries, event and job in one transaction, so that what is shown as queued will be
 * tried. The same draft twice is one reply. Answers the message ids, a part each.
 * Throws `private-stays-private`, `not-found`, `account-not-connected`, `not-spoken`, `too-much-media`.
 */
export async function queueReply(needs: QueueNeeds, reply: Said): Promise<string[]> {
  return needs.db.transaction().execute(async (db) => {
    await lockWorkspace(db, reply.workspaceId)
    return queueWithin(needs, db, reply)
  })
}

/** The same inside a transaction that holds the workspace. */
export async function queueWithin(needs: QueueNeeds, db: Db, reply: Said): Promise<string[]> {
  const earlier = await findDraft(db, reply.workspaceId, reply.draft)
  if (earlier.length > 0) return earlier
  const aimed = await aimReply(needs, db, reply)
  const ids = await takeIds(db, reply.parts.length)
  await write(needs, db, { ...aimed, ids })
  return ids
}

/** Where a reply would go. Throws all that keeps it from being queued as it is. */
export async function aimReply(needs: QueueNeeds, db: Db, reply: Said): Promise<Aimed> {
  const line = await speakingLine(db, reply)
  const answered = await readReplyTarget(db, reply)
  if (!answered) throw new PlazaError('not-found', 'not-found', 'There is nobody to answer on this ticket in this place.')
  const target = aim(reply, answered)
  const network = speaking(needs, line, reply)
  await checkMedia(db, network, reply)
  return { reply, line, network, target, answered }
}

interface Aimed {
  reply: Said
  line: AccountLine
  network: Network
  target: ReplyTarget
  answered: AnsweredMessage
}

async function speakingLine(db: Db, reply: Said): Promise<AccountLine> {
  const line = await readLine(db, reply.accountId)
  if (!line || line.workspaceId !== reply.workspaceId) throw new PlazaError('not-found', 'not-found', 'There is no such account.')
  if (line.state === 'declared') throw new PlazaError('conflict', 'account-not-connected', 'This account is only declared; connect it to speak through it.')
  return line
}

/** A private word is only ever answered in private. Going from public to private is a first private word to the same person. */
function aim(reply: Said, answered: AnsweredMessage): ReplyTarget {
  if (answered.visibility === 'private' && reply.visibility === 'public')
    throw new PlazaError('conflict', 'private-stays-private', 'A private message can’t be answered in public.')
  return {
    visibility: answered.visibility,
    nativeId: answered.nativeId,
    threadId: answered.threadNativeId,
    ref: answered.ref,
    to: answered.author,
    ...(answered.subject === null ? {} : { subject: answered.subject }),
  }
}

function speaking(needs: QueueNeeds, line: AccountLine, reply: Said): Network {
  const network = needs.networks.get(line.network)
  if (!network?.capabilities.speaks.includes(reply.visibility))
    throw new PlazaError('invalid', 'not-spoken', `Nothing can be said ${reply.visibility === 'public' ? 'in public' : 'in private'} there.`)
  return network
}

async function checkMedia(db: Db, network: Network, reply: Said): Promise<void> {
  const allowed = network.capabilities.media?.count ?? 0
  if (reply.media.length > allowed) throw new PlazaError('invalid', 'too-much-media', `${network.capabilities.label} takes ${allowed} attachments at most.`)
  const ids = [...new Set(reply.media.map(({ id }) => id))]
  const kept = await holdUploads(db, reply.workspaceId, ids)
  if (kept < ids.length) throw new PlazaError('not-found', 'not-found', 'An attachment of this reply is not here any more; attach it again.')
}

interface Writing extends Aimed {
  ids: string[]
}

async function write(needs: QueueNeeds, db: Db, writing: Writing): Promise<void> {
  const { reply, line, ids } = writing
  const now = needs.now()
  const undoUntil = now.add({ seconds: needs.undoSeconds })
  const deliveries = reply.parts.map((_, part) => toDelivery(writing, part, undoUntil))
  await insertMessages(
    db,
    reply.workspaceId,
    reply.parts.map((text, part) => toMessage(writing, { text, part, at: now, chosenId: deliveries[part]!.chosenId })),
  )
  await signFor(
    db,
    reply.workspaceId,
    deliveries.flatMap(({ messageId, chosenId }) => (chosenId ? [{ id: messageId, network: line.network, nativeId: chosenId }] : [])),
  )
  await insertDeliveries(db, reply.workspaceId, deliveries)
  if (reply.memberId === null) await refreshSending(db, reply.ticketId)
  else await markAnswered(db, { ticketId: reply.ticketId, at: now })
  await recordEvents(db, reply.workspaceId, [
    { ticketId: reply.ticketId, kind: 'replied', memberId: reply.memberId, facts: { messages: ids, visibility: reply.visibility } },
  ])
  if (reply.memberId !== null) await takePages(db, reply)
  await addDeliveryJob(db, ids[0]!, undoUntil)
}

function toDelivery({ reply, line, network, target, ids }: Writing, part: number, undoUntil: Temporal.Instant): NewDelivery {
  const key = randomUUID()
  return {
    messageId: ids[part]!,
    ticketId: reply.ticketId,
    accountId: line.id,
    draft: reply.draft,
    part,
    parts: reply.parts.length,
    key,
    chosenId: network.chooseId({ key, visibility: reply.visibility }, official(line)),
    target,
    uploads: part === 0 ? reply.media : [],
    resolve: reply.resolve && part === reply.parts.length - 1,
    undoUntil,
    giveUpAt: undoUntil.add(GIVE_UP),
  }
}

function toMessage(
  { reply, line, ids, answered }: Writing,
  { text, part, at, chosenId }: { text: string; part: number; at: Temporal.Instant; chosenId: string | null },
): MessageRecord {
  return {
    id: ids[part]!,
    ticketId: reply.ticketId,
    threadId: answered.visibility === reply.visibility ? answered.threadId : null,
    network: line.network,
    nativeId: chosenId,
    accountIds: [line.id],
    identityId: null,
    memberId: reply.memberId,
    direction: 'out',
    origin: 'plaza',
    visibility: reply.visibility,
    text,
    html: null,
    folded: null,
    subject: reply.subject ?? null,
    contentWarning: reply.contentWarning ?? null,
    language: reply.memberId === null ? reply.language : answered.language,
    automatic: reply.memberId === null ? 'auto-reply' : null,
    media: [],
    parent: null,
    replyTo: answered.nativeId,
    url: null,
    ref: null,
    // Parts keep their order on the timeline until the network gives its own times.
    at: at.add({ milliseconds: part }),
    search: fold([text, line.handle].join(' \n ')),
  }
}

export function official(line: Pick<AccountLine, 'id' | 'network' | 'nativeId' | 'handle' | 'name' | 'settings'>): OfficialAccount {
  const { id, network, nativeId, handle, name, settings } = line
  return { id, network, nativeId, handle, name, settings: settings as Record<string, Json> }
}
