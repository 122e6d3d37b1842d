import type { Incoming, Posted } from '../../domain/incoming.ts'
import type { Json } from '../../domain/network-name.ts'
import type { OfficialAccount } from '../network.ts'
import { requireAuthor } from './author.ts'
import { mediaOf } from './media.ts'
import { directItem } from './payload.ts'
import { readable } from './text.ts'

/** A direct message, always private; people joining or leaving a conversation say nothing. Throws (zod) on any other shape. */
export function translateDirect(raw: { [key: string]: Json }, us: OfficialAccount): Incoming[] {
  if (!saysSomething(raw)) return []
  const { data, includes } = directItem.parse(raw)
  const posted: Posted = {
    kind: 'posted',
    network: 'x',
    nativeId: data.id,
    at: data.created_at,
    author: requireAuthor(data.sender_id, includes.users),
    visibility: 'private',
    threadId: data.dm_conversation_id,
    replyTo: null,
    addressed: data.sender_id === us.nativeId ? [] : [us.nativeId],
    text: readable(data.text, data.entities ?? undefined),
    media: mediaOf(data.attachments?.media_keys, includes.media),
    parent: null,
    ref: { conversation: data.dm_conversation_id },
  }
  return [posted]
}

function saysSomething({ data }: { [key: string]: Json }): boolean {
  return typeof data === 'object' && data !== null && !Array.isArray(data) && data.event_type === 'MessageCreate'
}
