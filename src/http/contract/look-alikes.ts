import { z } from 'zod'
import { RULINGS } from '../../domain/look-alike.ts'
import { Id, Instant, MemberRef } from './common.ts'
import { PageOnly } from './lists.ts'

const Speaks = z.enum(['brand', 'product', 'region', 'executive'])
const Done = z.object({ by: MemberRef.nullable(), at: Instant })

/** One of ours, or one that resembles it, as its network told it last. `picture`: a small copy of what it shows, kept here since then. */
const Face = z.object({
  network: z.string(),
  handle: z.string(),
  name: z.string(),
  picture: z.object({ url: z.string(), readAt: Instant }).nullable(),
  bio: z.string().nullable(),
  /** ISO day since when it is there. */
  createdOn: z.string().nullable(),
})

export const LookAlike = z.object({
  id: Id,
  state: z.enum(['urgent', 'open', 'renamed', 'impostor', 'cleared', 'gone']),
  account: Face.extend({ url: z.string().nullable() }),
  official: Face.extend({ id: Id, brand: z.string(), speaks: Speaks }),
  /** 0 to 1; from 0.5 on it is taken for an impostor. */
  score: z.number(),
  /** Each with what stands on either side, and its weight: a chance for, or a factor below 1 against. */
  evidence: z.array(z.object({ code: z.string(), ours: z.string().nullable(), theirs: z.string().nullable(), weight: z.number() })),
  firstSeenAt: Instant,
  lastSeenAt: Instant,
  verdict: z.object({ ruling: z.enum(RULINGS), by: MemberRef.nullable(), at: Instant, handle: z.string() }).nullable(),
  reported: Done.nullable(),
  gone: Done.nullable(),
  /** Where its network wants to be told; null where it has no such place. */
  reportUrl: z.string().nullable(),
  /** Tickets of those to whom it spoke, or who named it; the latest twenty, those first that nobody has warned yet. */
  tickets: z.array(
    z.object({
      id: Id,
      number: z.number(),
      person: z.object({ name: z.string(), handle: z.string() }),
      how: z.enum(['spoke', 'named']),
      at: Instant,
      words: z.string(),
      warnedAt: Instant.nullable(),
    }),
  ),
})
export type LookAlike = z.infer<typeof LookAlike>

export const LookAlikesQuery = PageOnly.extend({ settled: z.stringbool().default(false) })
export const LookAlikePage = z.object({ items: z.array(LookAlike), next: z.string().nullable() })
/** How many speak to our customers now. */
export const UrgentLookAlikes = z.object({ count: z.number() })
export const LookAlikes = z.object({ items: z.array(LookAlike) })
export const RulingBody = z.strictObject({ ruling: z.enum(RULINGS) })
export const GoneBody = z.strictObject({ gone: z.boolean() })
export const WarnBody = z.strictObject({ tickets: z.array(Id).min(1).max(100) })
/** What became of each ticket; a code says what kept it. */
export const WarnedTickets = z.object({ items: z.array(z.object({ ticketId: Id, code: z.string().nullable() })) })

export const Register = z.object({
  public: z.boolean(),
  /** Where anybody can read it, once it is public. */
  url: z.string(),
  items: z.array(
    z.object({
      id: Id,
      network: z.string(),
      handle: z.string(),
      name: z.string(),
      brand: z.string(),
      speaks: Speaks,
      connected: z.boolean(),
      past: z.array(z.object({ handle: z.string(), name: z.string() })),
    }),
  ),
})
export const RegisterBody = z.strictObject({ public: z.boolean() })
