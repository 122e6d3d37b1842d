import { z } from 'zod'
import { NETWORK_NAMES, type Json } from '../domain/network-name.ts'
import type { Edited, Incoming, Posted } from '../domain/incoming.ts'
import { safeHtml } from '../networks/email/safe-html.ts'

export const When = z.string().transform((text, context) => {
  try {
    return Temporal.Instant.from(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'must be an RFC 3339 time with its offset, such as 2026-11-21T09:30:00Z' })
    return z.NEVER
  }
})
export const Native = z.string().min(1).max(1_000)
/** Somebody who works here, by e-mail: what is the same in every Plaza. */
export const Colleague = z.string().min(3).max(320)
const Words = z.string().max(100_000)

export const ImportedAuthor = z.strictObject({
  id: Native,
  handle: z.string().min(1).max(500),
  name: z.string().max(500).default(''),
  url: z.string().max(2_000).optional(),
  avatarUrl: z.string().max(2_000).optional(),
})

const ImportedMedia = z.strictObject({
  kind: z.enum(['image', 'video', 'audio', 'file']),
  url: z.string().nullable(),
  mime: z.string(),
  name: z.string().optional(),
  description: z.string().optional(),
  bytes: z.number().optional(),
})

/** A message line of the exchange format; documented in docs/exchange-format.md. */
export const ImportedMessage = z
  .strictObject({
    kind: z.literal('message'),
    network: z.enum(NETWORK_NAMES),
    id: Native,
    at: When,
    author: ImportedAuthor,
    by: Colleague.optional(),
    visibility: z.enum(['public', 'private']),
    text: Words,
    thread: Native.nullable().default(null),
    replyTo: Native.nullable().default(null),
    addressed: z.array(Native).max(50).default([]),
    subject: z.string().max(1_000).optional(),
    contentWarning: z.string().max(1_000).optional(),
    html: z.string().max(1_000_000).optional(),
    folded: z.string().max(1_000_000).optional(),
    language: z.string().max(20).optional(),
    url: z.string().max(2_000).optional(),
    automatic: z.enum(['auto-reply', 'bounce', 'bulk']).optional(),
    media: z.array(ImportedMedia).max(100).default([]),
    parent: z.strictObject({ author: ImportedAuthor, text: Words, at: When.nullable().default(null) }).optional(),
    ref: z.json().optional(),
    versions: z
      .array(z.strictObject({ at: When, text: Words }))
      .max(1_000)
      .default([]),
    editedAt: When.optional(),
    deletedAt: When.optional(),
  })
  .refine((message) => message.versions.length === 0 || message.editedAt !== undefined, {
    path: ['editedAt'],
    error: 'must say when the last of the versions was replaced',
  })
type ImportedMessage = z.infer<typeof ImportedMessage>

/** Reads a message line: what was first said, and what became of it. Throws with what is wrong and where. */
export function readImported(raw: Json): Incoming[] {
  const parsed = ImportedMessage.safeParse(raw)
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error))
  const { network, id: nativeId, deletedAt } = parsed.data
  return [posted(parsed.data), ...edits(parsed.data), ...(deletedAt ? [{ kind: 'deleted' as const, network, nativeId, at: deletedAt }] : [])]
}

function posted({ id, thread, author, parent, html, versions, text, ...line }: ImportedMessage): Posted {
  const { network, at, visibility, replyTo, addressed, subject, contentWarning, folded, language, url, automatic, media, ref } = line
  return {
    kind: 'posted',
    network,
    nativeId: id,
    at,
    author: toAuthor(author),
    visibility,
    threadId: thread,
    replyTo,
    addressed,
    text: versions[0]?.text ?? text,
    html: html && harmless(html),
    subject,
    contentWarning,
    folded,
    language,
    url,
    automatic,
    media,
    parent: parent && { ...parent, author: toAuthor(parent.author) },
    ref,
  }
}

/** Each version after the first, and the words as they are now, replaced what was there before. */
function edits({ network, id: nativeId, text, html, contentWarning, media, versions, editedAt }: ImportedMessage): Edited[] {
  if (!editedAt) return []
  const same = { kind: 'edited' as const, network, nativeId, media, contentWarning, html: html && harmless(html) }
  return [...versions.slice(1), { at: editedAt, text }].map((words) => ({ ...same, ...words }))
}

function toAuthor({ id, ...rest }: z.infer<typeof ImportedAuthor>): Posted['author'] {
  return { nativeId: id, ...rest }
}

/** A file is as foreign as a mail: its HTML stands inside our page. */
function harmless(html: string): string {
  return safeHtml(html, () => null)
}
