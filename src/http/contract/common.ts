import { z } from 'zod'
import { NETWORK_NAMES } from '../../domain/network-name.ts'

/** Eighteen digits always fit PostgreSQL's bigint. */
export const Id = z
  .string()
  .regex(/^\d{1,18}$/)
  .meta({ description: 'Opaque id' })
export const Instant = z.string().meta({ format: 'date-time', description: 'RFC 3339, UTC' })
export const NetworkSchema = z.enum(NETWORK_NAMES)
export const VisibilitySchema = z.enum(['public', 'private'])
export const LOCALES = ['es', 'it', 'pt', 'en'] as const
export const Locale = z.enum(LOCALES)

/** A keyset page: pass `next` back as `after`; null at the end. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}
export const PageQuery = { after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }

/** RFC 9457. `code` is stable; `title` is English; screens translate by `code`. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof Problem>

export const Done = z.object({ ok: z.literal(true) })
export const ById = z.object({ id: Id })

export const MemberRef = z.object({ id: Id, name: z.string() })
export const AuthorSchema = z.object({
  nativeId: z.string(),
  handle: z.string(),
  name: z.string(),
  avatarUrl: z.string().optional(),
  url: z.string().optional(),
})
export const MediaSchema = z.object({
  kind: z.enum(['image', 'video', 'audio', 'file']),
  /** Served by Plaza (`/api/v1/messages/:id/media/:n`), never a third party's address. */
  url: z.string().nullable(),
  mime: z.string(),
  name: z.string().optional(),
  description: z.string().optional(),
  bytes: z.number().optional(),
})

/** How a network counts a text. */
export const LengthSchema = z.object({
  unit: z.enum(['weighted', 'grapheme', 'character']),
  max: z.number(),
  maxBytes: z.number().optional(),
  link: z.number().optional(),
  shortMentions: z.boolean().optional(),
})
