import { z } from 'zod'
import { ASSIGNMENT_WAYS, DUTY_STATES } from '../../domain/availability.ts'
import { Instant, MemberRef } from './common.ts'
import { TicketRow } from './tickets.ts'
import { RoleSchema } from './workspace.ts'

const DutySchema = z.enum(DUTY_STATES)
const WaySchema = z.enum(ASSIGNMENT_WAYS)
const Words = z.array(z.string().trim().min(1).max(80)).max(50)
const Languages = z
  .array(z.string().regex(/^[a-z]{2,3}$/))
  .max(30)
  .meta({ description: 'ISO 639; none: the language they read Plaza in' })

/** Somebody who may work tickets: what they take on, and whether they do now. */
export const Availability = z.object({
  member: MemberRef,
  role: RoleSchema,
  /** By their own word; null if they never said. */
  duty: DutySchema.nullable(),
  since: Instant.nullable(),
  /** What the manual's rota says of now, as a hint; null where it gives them no hours. */
  rota: z.enum(['on', 'off']).nullable(),
  departments: z.array(z.string()).meta({ description: 'None: all' }),
  languages: z.array(z.string()),
  skills: z.array(z.string()).meta({ description: 'Labels that ask for somebody like them' }),
  /** Open tickets that are theirs, and how many they can hold before they get no more. */
  open: z.number().int(),
  capacity: z.number().int(),
})
export type Availability = z.infer<typeof Availability>
export const Availabilities = z.object({ items: z.array(Availability) })

export const AbilitiesPatch = z.strictObject({
  departments: Words.optional(),
  languages: Languages.optional(),
  skills: Words.optional(),
  capacity: z.number().int().min(0).max(500).optional(),
})
export const OwnLanguages = z.strictObject({ languages: Languages })
export const DutyBody = z.strictObject({ duty: DutySchema })
/** `returned`: open tickets that went back to the queue. */
export const DutySaid = z.object({ duty: DutySchema, returned: z.number().int() })

/** `others`: of tickets without a department, and of departments that are not named. */
export const AssignmentWays = z.object({ others: WaySchema, departments: z.array(z.object({ department: z.string(), way: WaySchema })) })
export const WayBody = z.strictObject({
  department: z.string().trim().min(1).max(80).nullable(),
  way: WaySchema.nullable().meta({ description: 'null: as all others' }),
})

/** null: nothing that fits is left. */
export const NextTicket = z.object({ ticket: TicketRow.nullable() })
