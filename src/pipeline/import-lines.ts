import { z } from 'zod'
import { NETWORK_NAMES } from '../domain/network-name.ts'
import { TICKET_STATES } from '../domain/ticket.ts'
import { Colleague, ImportedMessage, Native, When } from './read-imported.ts'

/** The version of the exchange format that this Plaza writes, and the only one it reads. Documented in docs/exchange-format.md. */
export const FORMAT_VERSION = 1

/** What may stand first in a file. */
export const ImportedHeader = z.looseObject({ plaza: z.literal(FORMAT_VERSION, `must be ${FORMAT_VERSION}: this Plaza reads no other version`) })

const Label = z.string().trim().min(1).max(80)
const Named = z.strictObject({ network: z.enum(NETWORK_NAMES), id: Native })

/** One of our accounts: whoever writes through it is us. It is declared, never connected: no file carries credentials. */
export const ImportedAccount = z.strictObject({
  kind: z.literal('account'),
  network: z.enum(NETWORK_NAMES),
  id: Native,
  handle: z.string().min(1).max(500),
  name: z.string().max(500).default(''),
  brand: z.string().min(1).max(200).optional(),
  speaks: z.enum(['brand', 'product', 'region', 'executive']).default('brand'),
})
export type ImportedAccount = z.infer<typeof ImportedAccount>

/** Several identities are one person. */
export const ImportedPerson = z.strictObject({
  kind: z.literal('person'),
  name: z.string().min(1).max(500),
  language: z.string().max(20).optional(),
  identities: z
    .array(
      z.strictObject({
        ...Named.shape,
        handle: z.string().min(1).max(500),
        name: z.string().max(500).default(''),
        url: z.string().max(2_000).optional(),
        avatarUrl: z.string().max(2_000).optional(),
      }),
    )
    .min(1)
    .max(100),
})
export type ImportedPerson = z.infer<typeof ImportedPerson>

/** These messages are one matter, and this is where it stands. */
export const ImportedTicket = z
  .strictObject({
    kind: z.literal('ticket'),
    messages: z.array(Named).min(1).max(10_000),
    state: z.enum(TICKET_STATES),
    labels: z.array(Label).max(50).default([]),
    department: z.string().min(1).max(200).optional(),
    assignee: z.string().max(320).optional(),
    closedAt: When.optional(),
    leftReason: z.string().min(1).max(1_000).optional(),
    snoozedUntil: When.optional(),
  })
  .refine((ticket) => ticket.state !== 'left' || ticket.leftReason !== undefined, {
    path: ['leftReason'],
    error: 'must say why the ticket was left unanswered',
  })
  .refine((ticket) => ticket.state !== 'snoozed' || ticket.snoozedUntil !== undefined, {
    path: ['snoozedUntil'],
    error: 'must say until when the ticket is put away',
  })
export type ImportedTicket = z.infer<typeof ImportedTicket>

/** What one of us wrote for the others, on the ticket that the named message is in. */
export const ImportedNote = z.strictObject({
  kind: z.literal('note'),
  ticket: Named,
  at: When,
  by: Colleague,
  text: z.string().min(1).max(20_000),
  mentions: z.array(Colleague).max(50).default([]),
})
export type ImportedNote = z.infer<typeof ImportedNote>

/** A phone call about the ticket that the named message is in. */
export const ImportedCall = z.strictObject({
  kind: z.literal('call'),
  ticket: Named,
  at: When,
  by: Colleague.optional(),
  direction: z.enum(['in', 'out']),
  minutes: z.number().min(0).max(1_440),
  outcome: z.enum(['spoke', 'no-answer', 'voicemail', 'call-back']),
  number: z.string().min(1).max(40).optional(),
  text: z.string().min(1).max(10_000),
})
export type ImportedCall = z.infer<typeof ImportedCall>

export const ExchangeLine = z.union([ImportedHeader, ImportedAccount, ImportedMessage, ImportedPerson, ImportedTicket, ImportedNote, ImportedCall])

/** The format as JSON Schema (draft 2020-12), of one line as it is written. */
export function exchangeSchema(): unknown {
  return { title: `Plaza exchange format, version ${FORMAT_VERSION}: one line`, ...z.toJSONSchema(ExchangeLine, { io: 'input' }) }
}
