import { z } from 'zod'
import { Instant } from './common.ts'

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

const Differences = z.array(Difference).nullable().meta({ description: 'From the version in force to this text; null where one of the two can’t be read' })

const VersionHead = z.object({
  number: z.number().int(),
  note: z.string().nullable(),
  by: z.string().nullable().meta({ description: 'The name of the member; null from the command line' }),
  publishedAt: Instant,
})

export const ManualState = z.object({
  inForce: VersionHead.extend({ text: z.string() }).nullable(),
  draft: z.object({ text: z.string(), savedAt: Instant }).nullable(),
  failure: z.string().nullable().meta({ description: 'Why the version in force could not be loaded, while the last good one goes on' }),
})
export const ManualDraftBody = z.strictObject({ text: ManualText })
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
export const ByVersion = z.object({ n: z.coerce.number().int().min(0).max(2_147_483_647) })

export type Finding = z.infer<typeof Finding>
export type Difference = z.infer<typeof Difference>
export type ManualState = z.infer<typeof ManualState>
export type ManualChecked = z.infer<typeof ManualChecked>
export type ManualVersions = z.infer<typeof ManualVersions>
export type ManualVersionSeen = z.infer<typeof ManualVersionSeen>
