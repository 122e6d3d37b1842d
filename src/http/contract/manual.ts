import { z } from 'zod'
import { Id, Instant, NetworkSchema, VisibilitySchema } from './common.ts'

/** Longer ones are no manual: a complete sample takes 60 KB. */
const ManualText = z.string().max(500_000).meta({ description: 'YAML; how it is written: manuals/README.md' })

const Line = z.number().int().meta({ description: '1-based, in the text' })

export const Finding = z.object({
  code: z.string().meta({ description: 'Stable; screens word it by this and `data`' }),
  severity: z.enum(['error', 'warning']).meta({ description: 'An error keeps the text from being published' }),
  line: Line,
  column: Line,
  data: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string()).readonly()])).readonly(),
  suggestion: z.string().nullable().meta({ description: 'What could be written instead, where one thing is likely' }),
})

export const Difference = z.object({
  section: z.string(),
  name: z.string().nullable().meta({ description: 'A rule, a department …; null for a section that is one thing' }),
  change: z.enum(['added', 'removed', 'changed', 'moved']),
  line: Line,
  parts: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])).readonly(), before: z.unknown(), after: z.unknown() })),
})

const Differences = z
  .array(Difference)
  .nullable()
  .meta({ description: 'From the version in force, or the one that was asked for, to this text; null where one of the two can’t be read' })

const VersionHead = z.object({
  number: z.number().int(),
  note: z.string().nullable(),
  by: z.string().nullable().meta({ description: 'The name of the member; null from the command line' }),
  publishedAt: Instant,
})

export const ManualState = z.object({
  inForce: VersionHead.extend({ text: z.string() }).nullable(),
  draft: z.object({ text: z.string(), by: z.string().nullable(), savedAt: Instant }).nullable(),
  failure: z.string().nullable().meta({ description: 'Why the version in force could not be loaded, while the last good one goes on' }),
})
export const ManualDraftBody = z.strictObject({
  text: ManualText,
  over: Instant.nullable().optional().meta({ description: '`savedAt` of the draft that is gone on with, null for none: another one there by now refuses it' }),
})
export const ManualDraftKept = z.object({ savedAt: Instant })
export const ManualCheckBody = z.strictObject({ text: ManualText })
export const ManualChecked = z.object({ findings: z.array(Finding), differences: Differences })
export const ManualPublishBody = z.strictObject({
  text: ManualText,
  note: z.string().trim().max(500).default(''),
  over: z.number().int().nullable().meta({ description: 'The version that it takes the place of; null for the first. Another in force refuses it' }),
})
export const ManualPublished = z.object({ number: z.number().int() })
export const ManualVersions = z.object({ items: z.array(VersionHead) })
export const ManualVersionSeen = VersionHead.extend({ text: z.string(), differences: Differences })
export const VersionQuery = z.object({
  since: z.coerce
    .number()
    .int()
    .min(0)
    .max(2_147_483_647)
    .optional()
    .meta({ description: 'The version from which the differences are told; absent, the one in force' }),
})
export const ByVersion = z.object({ n: z.coerce.number().int().min(0).max(2_147_483_647) })

export const ManualSimulateBody = z.strictObject({
  text: ManualText,
  days: z.number().int().min(1).max(90).meta({ description: 'How far back' }),
  after: Id.nullable().meta({ description: '`left.after` of the stretch before; null for the first. Each comes to some 2,000 messages' }),
})
export const ManualSimulated = z.object({
  version: z.number().int().meta({ description: 'In force, with which it was compared' }),
  messages: z.number().int(),
  changed: z.number().int().meta({ description: 'Of these, how many would go otherwise in any way' }),
  ways: z.array(
    z.object({
      act: z.string(),
      before: z.unknown(),
      after: z.unknown(),
      count: z.number().int().meta({ description: 'Messages' }),
      tickets: z.array(z.object({ id: Id, number: z.number().int() })).meta({ description: 'The first of them, at most 20' }),
    }),
  ),
  left: z
    .object({ after: Id, said: Instant })
    .nullable()
    .meta({ description: 'Where the next stretch begins, and up to when this one came; null when all was replayed' }),
})

const RuleSeen = z.object({
  at: Instant,
  name: z.string(),
  line: Line,
  version: z.number().int(),
  because: z.array(z.object({ fact: z.string(), value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]), not: z.literal(true).optional() })),
  gave: z.array(z.string()),
  overruled: z.array(z.string()).meta({ description: 'What an earlier rule had decided' }),
  kept: z
    .string()
    .optional()
    .meta({ description: 'What kept it from leaving the message: urgent, vulnerable or ultimatum; or from leaving it at once: pressing, unsure' }),
})
export const ManualExplained = z.object({
  ticket: z.object({ id: Id, number: z.number().int() }),
  acts: z.array(z.object({ act: z.string(), value: z.unknown() })).meta({ description: 'What the manual said of it last' }),
  rules: z.array(RuleSeen).meta({ description: 'Newest first' }),
})
export const ByNumber = z.object({ n: z.coerce.number().int().min(1).max(999_999_999) })

export const ScriptsQuery = z.object({
  network: NetworkSchema,
  visibility: VisibilitySchema,
  handle: z.string().max(300).meta({ description: 'Of the account that speaks' }),
})
export const Scripts = z.object({
  items: z.array(
    z.object({
      name: z.string(),
      use: z.string(),
      language: z.string(),
      text: z.string(),
      open: z
        .array(z.object({ written: z.string(), offers: z.array(z.string()) }))
        .meta({ description: 'What stays in braces in the text, and what it may be' }),
      steps: z.array(z.string()),
      proposed: z.boolean().meta({ description: 'Named by the manual’s decision about this ticket' }),
    }),
  ),
})

export type Finding = z.infer<typeof Finding>
export type Difference = z.infer<typeof Difference>
export type ManualState = z.infer<typeof ManualState>
export type ManualChecked = z.infer<typeof ManualChecked>
export type ManualVersions = z.infer<typeof ManualVersions>
export type ManualVersionSeen = z.infer<typeof ManualVersionSeen>
export type ManualSimulated = z.infer<typeof ManualSimulated>
export type ManualExplained = z.infer<typeof ManualExplained>
export type Scripts = z.infer<typeof Scripts>
