import { searchable } from '../../domain/fold.ts'
import type { Deleted, Edited } from '../../domain/incoming.ts'
import type { Db } from '../../storage/database.ts'
import { recordEvents } from '../../storage/events.ts'
import { applyChange, keepEarlyChanges, takeEarlyChanges, type Change } from '../../storage/message-writes.ts'
import type { Decision } from './decide.ts'
import type { Received } from './receive.ts'
import { meaningIn, type Readings } from './understand.ts'
import { weighEdited, type Weighing } from './weigh-edited.ts'

/** Edits and deletions: applied to what is known, kept for what has yet to come. */
export async function changeKnown(db: Db, received: Received, { readings, ...weighing }: Weighing & { readings: Readings }): Promise<void> {
  const { workspaceId, posts, changes } = received
  const arrived = posts.map(({ post }) => ({ network: post.network, nativeId: post.nativeId }))
  const waiting = await takeEarlyChanges(db, workspaceId, arrived)
  const due = [...waiting, ...changes.map((change) => toChange(change, readings))].sort((a, b) => Temporal.Instant.compare(a.at, b.at))
  const early: Change[] = []
  for (const change of due) {
    const changed = await applyChange(db, workspaceId, change)
    if (changed === 'unknown') early.push(change)
    else if (changed?.ticketId) {
      const { messageId, ticketId, reread } = changed
      const decisions = reread ? await weighEdited(db, received, { messageId, before: reread }, weighing) : []
      const trace = decisions.map(({ rule, facts }) => ({ rule, facts }))
      await recordEvents(db, workspaceId, [
        { ticketId, kind: change.kind, facts: { messages: [messageId], ...(trace.length > 0 && { at: change.at.toString(), trace }) } },
        ...(staysReopened(trace) ? [{ ticketId, kind: 'reopened', facts: {} }] : []),
      ])
    }
  }
  await keepEarlyChanges(db, workspaceId, early)
}

function staysReopened(trace: readonly Decision[]): boolean {
  return trace.some(({ rule }) => rule === 'reopened') && !trace.some(({ facts }) => facts['left'] === true)
}

function toChange(incoming: Edited | Deleted, readings: Readings): Change {
  const { kind, network, nativeId, at } = incoming
  if (kind === 'deleted') return { kind, network, nativeId, at }
  return {
    kind,
    network,
    nativeId,
    at,
    text: incoming.text,
    html: incoming.html ?? null,
    contentWarning: incoming.contentWarning ?? null,
    media: incoming.media,
    search: searchable(incoming),
    meaning: meaningIn(readings.get(incoming)!),
  }
}
