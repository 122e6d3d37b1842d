import { z } from 'zod'
import { COMPARED_NETWORKS, COMPARISON, PEER_CODES, TELLINGS } from '../../domain/comparison.ts'
import { Id, Instant, MemberRef } from './common.ts'

export const ComparedNetworkSchema = z.enum(COMPARED_NETWORKS)

/** Counted by the one rule that holds for ours and for others; docs/watch.md tells it. */
const Measured = z.object({
  since: Instant.meta({ description: 'From when on its turns are known' }),
  through: Instant.meta({ description: 'Up to when; questions asked in the seven days before are not judged yet' }),
  questions: z.number().int(),
  people: z.number().int(),
  answered: z.number().int(),
  young: z.number().int().meta({ description: 'Asked so lately that their seven days are not over; in no other figure' }),
  enough: z
    .boolean()
    .meta({ description: `False under ${COMPARISON.questions} questions or ${COMPARISON.people} people: then share, median and p90 are null` }),
  share: z
    .object({ value: z.number(), low: z.number(), high: z.number() })
    .nullable()
    .meta({ description: 'Answered within seven days, with its 95 % interval' }),
  median: z.number().nullable().meta({ description: 'Seconds, the unanswered counted as the longest; null beyond seven days' }),
  p90: z.number().nullable().meta({ description: 'Seconds, as the median' }),
  spread: z.array(z.number().int()).meta({ description: 'Answered questions by how long they took: parts of equal ratio from a minute to seven days' }),
})

const ComparedAccount = z.object({
  id: Id,
  handle: z.string(),
  name: z.string(),
  measured: Measured.nullable(),
  peer: z
    .object({
      declaredBy: MemberRef.nullable(),
      declaredAt: Instant,
      code: z.enum(PEER_CODES).nullable().meta({ description: 'Why it can not be read now, or what its reading waits for' }),
      behind: z.boolean().meta({ description: 'What was said before is still being read' }),
      answers: z.enum(TELLINGS).nullable().meta({ description: 'A larger share than ours there, a smaller one, or not to be told by these samples' }),
    })
    .nullable()
    .meta({ description: 'Null for an account of ours' }),
})

export const Comparison = z.object({
  networks: z.array(
    z.object({
      network: ComparedNetworkSchema,
      connected: z.boolean().meta({ description: 'Whether an account of ours works there, through which others can be read' }),
      reachHours: z.number().nullable().meta({ description: 'How far back the network answers; null without a bound' }),
      postPrice: z.number().nullable().meta({ description: 'US dollars for a post read; null where reading is free' }),
      postsADay: z.number().int().nullable().meta({ description: 'The most posts of one peer that are read in a day; null where reading is free' }),
      accounts: z.array(ComparedAccount),
    }),
  ),
})
export type Comparison = z.infer<typeof Comparison>

export const PeerBody = z.object({ network: ComparedNetworkSchema, handle: z.string().trim().min(1).max(300) })
export const PeerDeclared = z.object({ id: Id })
