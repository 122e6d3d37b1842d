import { createHash } from 'node:crypto'
import { domainToUnicode } from 'node:url'
import type { Author, Incoming, Media, Posted } from '../../domain/incoming.ts'
import type { Json } from '../../domain/network-name.ts'
import type { OfficialAccount } from '../network.ts'
import { domainOf, type Mailbox } from './address.ts'
import { automaticKind } from './automatic.ts'
import { foldQuoted } from './fold.ts'
import { readableMail, type Attachment, type ReadableMail } from './heard-mail.ts'
import { mediaUrl } from './media-url.ts'
import { threadOf } from './message-id.ts'
import { safeHtml } from './safe-html.ts'
import { senderOf, type Sender } from './sender.ts'

/** What an answer to this mail, and whoever reads it, needs to know beyond the message itself. */
export interface MailRef {
  /** Without brackets; null when the mail had none. */
  messageId: string | null
  references: string[]
  to: string[]
  cc: string[]
  /** Where its sender asks answers to go, when that is another address. We never write there unasked. */
  replyTo: string | null
  /** Read from our Sent folder: whoever writes our address elsewhere is not us. */
  ours: boolean
  bounce: ReadableMail['bounce']
}

const DAYS_LATE = 7
const MINUTES_EARLY = 5

/** Pure: one mail, one message. Throws on an item that `listen` could not read. */
export function translateMail(raw: Json, us: OfficialAccount): Incoming[] {
  const mail = readableMail(raw)
  const sender = senderOf(mail, us.nativeId)
  const author = authorOf(mail, sender, us)
  const ours = sender.is === 'us'
  const nativeId = mail.own?.nativeId ?? foreignId(mail, author)
  return [
    {
      kind: 'posted',
      network: 'email',
      nativeId,
      at: timeOf(mail),
      author,
      visibility: 'private',
      threadId: threadIn(mail, { party: ours ? (mail.to[0] ?? mail.cc[0])?.address : author.nativeId, nativeId }),
      replyTo: mail.answers?.nativeId ?? null,
      addressed: ours ? [] : [us.nativeId],
      ...bodyOf(mail),
      media: mail.attachments.map((attachment) => presentMedia(mail, attachment)),
      automatic: automaticKind(mail, ours) ?? (sender.is === 'claimed' ? 'bulk' : null),
      ref: refOf(mail, author, ours),
    },
  ]
}

function authorOf(mail: ReadableMail, sender: Sender, us: OfficialAccount): Author {
  if (sender.is === 'us') return { nativeId: us.nativeId, handle: us.handle, name: us.name }
  if (sender.is === 'unknown') return { nativeId: `unknown:${contentHash(mail, '')}`, handle: 'unknown', name: '' }
  const { address, name } = sender.mailbox
  const domain = domainOf(address)
  const handle = address.slice(0, -domain.length) + (domainToUnicode(domain) || domain)
  return { nativeId: sender.is === 'claimed' ? `claimed:${address}` : address, handle, name: name || address }
}

function threadIn(mail: ReadableMail, of: { party: string | undefined; nativeId: string }): string | null {
  const proven = mail.own?.thread ?? mail.answers?.thread
  if (proven) return proven
  const root = mail.references[0] ?? mail.inReplyTo[0] ?? mail.messageId ?? of.nativeId
  return of.party ? threadOf(of.party, root) : null
}

function bodyOf(mail: ReadableMail): Pick<Posted, 'text' | 'html' | 'subject' | 'language' | 'folded'> {
  const { text, folded } = foldQuoted(mail.text)
  const language = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.exec(mail.language ?? '')?.[0]
  return {
    text,
    ...(folded ? { folded } : {}),
    ...(mail.html ? { html: safeHtml(mail.html, (cid) => indexOfCid(mail, cid)) } : {}),
    ...(mail.subject ? { subject: mail.subject } : {}),
    ...(language ? { language } : {}),
  }
}

/**
 * The Message-ID and what it stands for: the same mail in two of our mailboxes is one message; another mail under a
 * reused or forged id is another. Never the id of a message of ours, which only our proof can give.
 */
function foreignId(mail: ReadableMail, author: Author): string {
  return `${mail.messageId ?? 'none'}#${contentHash(mail, author.nativeId)}`
}

function contentHash(mail: ReadableMail, author: string): string {
  const body = (mail.text || (mail.html ?? '')).replace(/\s+/g, ' ').trim().slice(0, 4096)
  return createHash('sha256')
    .update(JSON.stringify([author, mail.date, mail.subject, body]))
    .digest('base64url')
    .slice(0, 16)
}

/** A sender's clock may be wrong and a queue slow, within reason; beyond it the time of arrival counts. */
function timeOf(mail: ReadableMail): Temporal.Instant {
  const received = Temporal.Instant.from(mail.received)
  const written = Date.parse(mail.date ?? '')
  if (Number.isNaN(written)) return received
  const at = Temporal.Instant.fromEpochMilliseconds(written)
  const late = received.since(at).total('hours')
  return late > DAYS_LATE * 24 || late < -MINUTES_EARLY / 60 ? received : at
}

function presentMedia(mail: ReadableMail, attachment: Attachment): Media {
  const { mime, name, bytes } = attachment
  return { kind: kindOf(mime), url: mediaUrl(mail, attachment.part), mime, ...(name ? { name } : {}), ...(bytes === undefined ? {} : { bytes }) }
}

function kindOf(mime: string): Media['kind'] {
  const [family] = mime.split('/')
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'file'
}

function indexOfCid(mail: ReadableMail, cid: string): number | null {
  const index = mail.attachments.findIndex((attachment) => attachment.cid === cid)
  return index < 0 ? null : index
}

function refOf(mail: ReadableMail, author: Author, ours: boolean): Json {
  const addresses = (people: Mailbox[]) => people.slice(0, 50).map((person) => person.address)
  const replyTo = mail.replyTo[0]?.address ?? null
  const ref: MailRef = {
    messageId: mail.messageId,
    references: mail.references.length > 0 ? mail.references : mail.inReplyTo.slice(0, 1),
    to: addresses(mail.to),
    cc: addresses(mail.cc),
    replyTo: replyTo === author.nativeId ? null : replyTo,
    ours,
    bounce: mail.bounce,
  }
  return { ...ref }
}
