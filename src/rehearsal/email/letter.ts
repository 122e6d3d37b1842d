import { randomUUID } from 'node:crypto'
import { simpleParser } from 'mailparser'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { Said, SimulatedPost } from '../simulated-network.ts'
import { mailId } from './mail-id.ts'
import type { Mailbox } from './mailbox.ts'

/** A mail that lies somewhere in the simulated network, and what a person sees of it. */
export interface KnownMail {
  said: Said
  messageId: string
  references: string[]
  raw: Buffer
  to: string[]
}

/** What a person's mail program makes of their words. */
export async function writeMail(post: SimulatedPost, from: Mailbox, to: Mailbox[], parent: KnownMail | undefined): Promise<Buffer> {
  const composer = new MailComposer({
    from: { name: from.name, address: from.address },
    to: to.map(({ name, address }) => ({ name, address })),
    date: new Date((post.at ?? Temporal.Now.instant()).epochMilliseconds),
    messageId: `<${randomUUID()}@${from.address.split('@')[1]}>`,
    ...(subjectOf(post, parent) ? { subject: subjectOf(post, parent) } : {}),
    ...(parent ? { inReplyTo: `<${parent.messageId}>`, references: [...parent.references, parent.messageId].map((id) => `<${id}>`) } : {}),
    text: post.text,
    attachments: (post.media ?? []).map(({ name, mime, bytes }) => ({ filename: name, contentType: mime, content: Buffer.from(bytes) })),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}

/** Reads a mail as the person who gets it does. */
export async function readMail(raw: Buffer, from: Mailbox, official: boolean): Promise<KnownMail> {
  const parsed = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true, keepCidLinks: true })
  const messageId = (parsed.messageId ?? '').replace(/^<|>$/g, '')
  const references = [parsed.references ?? []].flat().map((id) => id.replace(/^<|>$/g, ''))
  const date = parsed.headerLines.find(({ key }) => key === 'date')?.line.replace(/^date:\s*/i, '') ?? null
  const text = parsed.text ?? ''
  const to = [parsed.to ?? []].flat().flatMap((list) => list.value.map(({ address }) => (address ?? '').toLowerCase()))
  const said: Said = {
    nativeId: mailId({ messageId, author: from.address, date, subject: parsed.subject ?? null, text }),
    threadId: references[0] ?? messageId,
    who: from.handle,
    text: text.trim(),
    visibility: 'private',
    at: Temporal.Instant.fromEpochMilliseconds(parsed.date?.getTime() ?? Date.now()),
    deleted: false,
    official,
    media: parsed.attachments.map(({ filename, contentType }) => ({ name: filename ?? '', mime: contentType })),
    ...(parsed.subject ? { subject: parsed.subject } : {}),
  }
  return { said, messageId, references, raw, to }
}

function subjectOf(post: SimulatedPost, parent: KnownMail | undefined): string | undefined {
  if (post.subject !== undefined || !parent?.said.subject) return post.subject
  return /^re:/i.test(parent.said.subject) ? parent.said.subject : `Re: ${parent.said.subject}`
}
