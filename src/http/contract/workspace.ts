import { z } from 'zod'
import { PERMISSIONS, ROLES, type Ability } from '../../domain/permission.ts'
import { Id, Instant, Locale, MemberRef, NetworkSchema, pageOf, VisibilitySchema } from './common.ts'
import { TicketRow } from './tickets.ts'

export const RoleSchema = z.enum(ROLES)
export const AbilitySchema = z.enum(Object.keys(PERMISSIONS) as [Ability, ...Ability[]])

export const FirstRunState = z.object({ needed: z.boolean() })
export const FirstRunBody = z.strictObject({
  name: z.string().trim().min(1).max(120),
  email: z.email().max(254),
  password: z.string().min(10).max(128),
  locale: Locale,
  brand: z.string().trim().min(1).max(120),
  timeZone: z.string().max(60).meta({ description: 'IANA, e.g. America/Bogota' }),
  code: z.string().max(64).optional().meta({ description: 'From the console; needed where Plaza serves more than its own machine' }),
})

/** Who asks, where, and what they may do. Sign-in itself is `/api/auth/*` (better-auth: sign-in/email, sign-out, two-factor …). */
export const Me = z.object({
  member: MemberRef.extend({ email: z.string(), role: RoleSchema }),
  locale: Locale,
  abilities: z.array(AbilitySchema),
  workspace: z.object({ id: Id, name: z.string(), timeZone: z.string(), rehearsal: z.boolean() }),
  /** The real workspace and its rehearsal; switching is `PUT /me/workspace`. */
  workspaces: z.array(z.object({ id: Id, name: z.string(), rehearsal: z.boolean(), accounts: z.number().int() })),
})
export type Me = z.infer<typeof Me>
export const MePatch = z.strictObject({ locale: Locale.optional(), name: z.string().trim().min(1).max(120).optional() })
export const WorkspaceBody = z.strictObject({ id: Id })

const Word = z.string().max(60)
export const ViewFilter = z.strictObject({
  state: z
    .array(z.enum(['open', 'waiting', 'snoozed', 'resolved', 'left']))
    .max(30)
    .optional(),
  networks: z.array(NetworkSchema).max(30).optional(),
  visibility: VisibilitySchema.optional(),
  assignee: z.union([z.literal('me'), z.literal('nobody'), Id]).optional(),
  department: z.string().max(80).optional(),
  labels: z.array(Word).max(30).optional(),
  languages: z.array(Word).max(30).optional(),
  storm: z.enum(['in', 'out']).optional().meta({ description: 'In the queue of an open storm, or in none' }),
})
export type ViewFilter = z.infer<typeof ViewFilter>
export const View = z.object({
  id: z.string(),
  /** Built-in views have stable ids and no name; saved ones have the name people gave them. */
  name: z.string().nullable(),
  builtIn: z.boolean(),
  shared: z.boolean(),
  filter: ViewFilter.nullable().meta({ description: 'What a saved view asks for; null of a built-in one' }),
  count: z.number().int().meta({ description: 'Counted up to 1,000; 1,000 means «1,000 or more»' }),
})
export const ViewBody = z.strictObject({ name: z.string().trim().min(1).max(60), filter: ViewFilter, shared: z.boolean().default(false) })
export const Views = z.object({ items: z.array(View) })

export const Member = MemberRef.extend({ email: z.string(), role: RoleSchema, active: z.boolean(), lastSeenAt: Instant.nullable() })
export const Members = z.object({ items: z.array(Member), invitations: z.array(z.object({ id: Id, email: z.string(), role: RoleSchema, expiresAt: Instant })) })
export const InvitationBody = z.strictObject({ email: z.email().max(254), role: RoleSchema })
/** The link is shown once: it carries the single-use token. */
export const InvitationMade = z.object({ id: Id, link: z.string(), expiresAt: Instant })
export const InvitationSeen = z.object({ email: z.string(), role: RoleSchema, workspace: z.string() })
export const AcceptanceBody = z.strictObject({ name: z.string().trim().min(1).max(120), password: z.string().min(10).max(128), locale: Locale })
export const MemberPatch = z.strictObject({ role: RoleSchema.optional(), active: z.boolean().optional() })

export const AccountSchema = z.object({
  id: Id,
  network: NetworkSchema,
  handle: z.string(),
  name: z.string(),
  brand: z.string(),
  /** Whose voice: the brand itself, a product, a region, an executive. */
  speaks: z.enum(['brand', 'product', 'region', 'executive']),
  /** `declared`: official, but not connected: we know it is ours and can't hear through it. */
  state: z.enum(['connected', 'declared', 'paused', 'reconnect', 'failing']),
  health: z.object({
    code: z.string().nullable(),
    detail: z.string().nullable(),
    lastHeardAt: Instant.nullable(),
    lastEventAt: Instant.nullable(),
    gapSince: Instant.nullable(),
    retryAt: Instant.nullable(),
    tokenExpiresAt: Instant.nullable(),
  }),
  abilities: z.array(z.object({ code: z.string(), ok: z.boolean() })),
})
export type AccountSchema = z.infer<typeof AccountSchema>
export const Accounts = z.object({ items: z.array(AccountSchema) })
export const ConnectBody = z.strictObject({
  network: NetworkSchema,
  brand: z.string().trim().max(120).optional(),
  speaks: z.enum(['brand', 'product', 'region', 'executive']).optional(),
  fields: z.record(z.string(), z.string().max(4_000)),
})
export const DeclareBody = z.strictObject({
  network: NetworkSchema,
  handle: z.string().trim().min(1).max(300),
  name: z.string().trim().min(1).max(120),
  speaks: z.enum(['brand', 'product', 'region', 'executive']),
})
export const AccountPatch = z.strictObject({ paused: z.boolean().optional() })
export const ReconnectBody = z.strictObject({ fields: z.record(z.string(), z.string().max(4_000)) })
export const NetworkInfo = z.object({
  network: NetworkSchema,
  label: z.string(),
  guide: z.object({
    steps: z.array(z.string()),
    fields: z.array(
      z.object({
        name: z.string(),
        label: z.string(),
        secret: z.boolean(),
        optional: z.boolean().optional(),
        initial: z.string().optional(),
        example: z.string().optional(),
      }),
    ),
    url: z.string(),
  }),
  capabilities: z.record(z.string(), z.unknown()),
})
export const Networks = z.object({ items: z.array(NetworkInfo) })

export const PersonSchema = z.object({
  id: Id,
  name: z.string(),
  language: z.string().nullable(),
  identities: z.array(
    z.object({
      id: Id,
      network: NetworkSchema,
      handle: z.string(),
      name: z.string(),
      url: z.string().nullable(),
      avatarUrl: z.string().nullable(),
      evidence: z.string(),
    }),
  ),
  tickets: z.array(TicketRow),
  firstSeenAt: Instant,
  messages: z.number().int(),
})

export const QuarantineItem = z.object({
  id: Id,
  account: z.object({ id: Id, handle: z.string() }).nullable(),
  network: NetworkSchema,
  stage: z.string(),
  reason: z.string(),
  payload: z.unknown(),
  at: Instant,
  tries: z.number().int(),
})
export const Quarantine = pageOf(QuarantineItem)
export const Replayed = z.object({ ok: z.boolean(), reason: z.string().nullable() })

export const ApiKey = z.object({ id: Id, name: z.string(), scopes: z.array(AbilitySchema), createdAt: Instant, lastUsedAt: Instant.nullable() })
export const ApiKeys = z.object({ items: z.array(ApiKey) })
export const ApiKeyBody = z.strictObject({ name: z.string().trim().min(1).max(80), scopes: z.array(AbilitySchema).min(1) })
/** The key itself is shown once and never stored. */
export const ApiKeyMade = z.object({ id: Id, key: z.string() })

export const RehearsalState = z.object({
  running: z.boolean(),
  story: z.string().nullable(),
  stories: z.array(z.object({ id: z.string(), title: z.string(), locale: z.string(), summary: z.string() })),
})
export const RehearsalBody = z.strictObject({ story: z.string().max(80).nullable() })
