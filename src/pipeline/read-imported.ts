import { z } from 'zod'
import { NETWORK_NAMES, type Json } from '../domain/network-name.ts'
import type { Incoming, Posted } from '../domain/incoming.ts'

const When = z.string().transform((text, context) => {
  try {
    return Temporal.Instant.from(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'must be an RFC 3339 time with its offset, such as 2026-11-21T09:30:00Z' })
    return z.NEVER
  }
})
const Native = z.string().min(1).max(1_000)

export const ImportedAuthor = z.strictObject({ id: Native, handle: z.string().min(1).max(500), name: z.string().max(500).default(''), url: z.string().max(2_000).optional(), avatarUrl: z.string().max(2_000).optional() })

/** A message line of the exchange format; documented in docs/exchange-format.md. */
export const ImportedMessage = z.strictObject({
  kind: z.literal('message'),
  network: z.enum(NETWORK_NAMES),
  id: Native,
  at: When,
  author: ImportedAuthor,
  visibility: z.enum(['public', 'private']),
  text: z.string().max(100_000),
  thread: Native.nullable().default(null),
  replyTo: Native.nullable().default(null),
  addressed: z.array(Native).max(50).default([]),
  subject: z.string().max(1_000).optional(),
  contentWarning: z.string().max(1_000).optional(),
  language: z.string().max(20).optional(),
  url: z.string().max(2_000).optional(),
  automatic: z.enum(['auto-reply', 'bounce', 'bulk']).optional(),
  media: z
    .array(z.strictObject({ kind: z.enum(['image', 'video', 'audio', 'file']), url: z.string().nullable(), mime: z.string(), name: z.string().optional(), description: z.string().optional(), bytes: z.number().optional() }))
    .default([]),
  editedAt: When.optional(),
  deletedAt: When.optional(),
})

/** Reads a message line. Throws with what is wrong and where. */
export function readImported(raw: Json): Incoming[] {
  const parsed = ImportedMessage.safeParse(raw)
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error))
  const { id, thread, author, editedAt, deletedAt, kind: _, ...line } = parsed.data
  const { id: nativeId, ...rest } = author
  const posted: Posted = { ...line, kind: 'posted', nativeId: id, threadId: thread, author: { nativeId, ...rest } }
  const { network, text, media } = posted
  return [
    posted,
    ...(editedAt ? [{ kind: 'edited' as const, network, nativeId: id, at: editedAt, text, media }] : []),
    ...(deletedAt ? [{ kind: 'deleted' as const, network, nativeId: id, at: deletedAt }] : []),
  ]
}
