import { z } from 'zod'
import type { Json } from '../../domain/network-name.ts'

const mailbox = z.object({ address: z.string(), name: z.string() })
const ownMessage = z.object({ nativeId: z.string(), thread: z.string() })

const attachment = z.object({
  /** IMAP part number. */
  part: z.string(),
  mime: z.string(),
  name: z.string().optional(),
  /** Content-ID without brackets, when the HTML shows it inline. */
  cid: z.string().optional(),
  bytes: z.number().optional(),
})
export type Attachment = z.infer<typeof attachment>

const bounce = z.object({
  /** Address that could not be reached. */
  recipient: z.string().nullable(),
  /** `failed`, `delayed`, … (RFC 3464). */
  action: z.string(),
  /** Enhanced status code, such as 5.1.1. */
  status: z.string().nullable(),
})
export type Bounce = z.infer<typeof bounce>

const readable = z.object({
  kind: z.literal('mail'),
  folder: z.string(),
  role: z.enum(['inbox', 'sent']),
  uidValidity: z.string(),
  uid: z.number(),
  /** When the mailbox received it (INTERNALDATE), ISO. */
  received: z.string(),
  /** False when the mail was too large and only its first part was read. */
  whole: z.boolean(),
  from: z.array(mailbox),
  to: z.array(mailbox),
  cc: z.array(mailbox),
  replyTo: z.array(mailbox),
  subject: z.string().nullable(),
  /** The Date header as written. */
  date: z.string().nullable(),
  /** Ids without brackets. */
  messageId: z.string().nullable(),
  inReplyTo: z.array(z.string()),
  references: z.array(z.string()),
  language: z.string().nullable(),
  /** The headers by which machines give themselves away, lower-case names. */
  signs: z.record(z.string(), z.string()),
  hops: z.number(),
  text: z.string(),
  html: z.string().nullable(),
  attachments: z.array(attachment),
  /** This mail is one that Plaza sent: our Sent folder holds it under an id of ours. */
  own: ownMessage.nullable(),
  /** The message of ours that it answers or returns, proven for its sender. */
  answers: ownMessage.nullable(),
  bounce: bounce.nullable(),
})

const unreadable = z.object({
  kind: z.literal('unreadable'),
  folder: z.string(),
  uidValidity: z.string(),
  uid: z.number(),
  why: z.string(),
  /** The head of the source in base64, for who looks into the quarantine. */
  source: z.string(),
})

/** One mail as `listen` hands it on: parsed, proofs checked, safe to keep as JSON. */
export type ReadableMail = z.infer<typeof readable>
export type UnreadableMail = z.infer<typeof unreadable>

/** Throws on an item that `listen` did not make, or could not read. */
export function readableMail(raw: Json): ReadableMail {
  const item = z.discriminatedUnion('kind', [readable, unreadable]).parse(raw)
  if (item.kind === 'unreadable') throw new Error(`unreadable mail ${item.folder}/${item.uidValidity}/${item.uid}: ${item.why}`)
  return item
}
