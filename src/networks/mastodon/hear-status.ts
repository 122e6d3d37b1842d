import type { Json } from '../../domain/network-name.ts'
import { recall, remember } from './cursor.ts'
import { type Ear, ask, roomForMore } from './ear.ts'
import type { HeardStatus, Thread } from './item.ts'
import { context, status as statusShape } from './wire.ts'

/**
 * Makes an item of a status and remembers it. Answers null for what was handed over already and did not change.
 * A status we can't read is handed over as it is: `translate` throws on it and the caller keeps it for a person to see.
 */
export async function hearStatus(ear: Ear, via: HeardStatus['via'], raw: Json): Promise<HeardStatus | null> {
  const read = statusShape.safeParse(raw)
  if (!read.success) return { kind: 'status', via, status: raw }
  const { id, uri, in_reply_to_id: parentId, edited_at: edited = null, reblog } = read.data
  if (reblog) return null
  const known = recall(ear.cursor, id)
  if (known && known.edited === edited) return null
  if (!parentId) {
    remember(ear.cursor, { id, uri, edited, root: uri })
    return { kind: 'status', via, status: raw }
  }
  const thread = await placeOf(ear, id, parentId)
  remember(ear.cursor, { id, uri, edited, root: thread?.root ?? null })
  return { kind: 'status', via, status: raw, ...(thread && { thread }) }
}

/** A parent that we heard ourselves needs no call; its text is stored already. */
async function placeOf(ear: Ear, id: string, parentId: string): Promise<Thread | undefined> {
  const parent = recall(ear.cursor, parentId)
  if (parent?.root) return { root: parent.root, parent: parent.uri }
  if (!roomForMore(ear)) return undefined
  const reply = await ask(ear, `/api/v1/statuses/${encodeURIComponent(id)}/context`)
  const found = context.safeParse(reply.json)
  return reply.ok && found.success ? threadOf(found.data.ancestors as Json[], parentId) : undefined
}

/** Ancestors come root first. Those that can't be read here (deleted, private) are missing, so the first may be no root. */
function threadOf(ancestors: Json[], parentId: string): Thread | undefined {
  const read = ancestors.flatMap((raw) => {
    const one = statusShape.safeParse(raw)
    return one.success ? [{ raw, status: one.data }] : []
  })
  const parent = read.findLast(({ status }) => status.id === parentId)
  if (!parent) return undefined
  const first = read[0]?.status
  return { root: first && !first.in_reply_to_id ? first.uri : null, parent: parent.status.uri, status: parent.raw }
}
