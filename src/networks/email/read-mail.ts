import { simpleParser, type AddressObject, type EmailAddress, type ParsedMail } from 'mailparser'
import type { MessageStructureObject } from 'imapflow'
import { normalAddress, type Mailbox } from './address.ts'
import { attachmentsOf } from './attachments.ts'
import { bounceIn } from './bounce.ts'
import type { ReadableMail, UnreadableMail } from './heard-mail.ts'
import { tameHtml, textFromHtml } from './html-text.ts'
import { filedOwn, ownIdsIn, provenOwn } from './message-id.ts'
import { senderOf } from './sender.ts'

/** A mail as IMAP hands it out. */
export interface FetchedMail {
  folder: string
  role: 'inbox' | 'sent'
  uidValidity: string
  uid: number
  received: Date
  /** Bytes of the whole; `source` may hold fewer. */
  size: number
  source: Buffer
  structure?: MessageStructureObject
}

/** What proofs are checked with. */
export interface Us {
  address: string
  threadSecret: string
}

/** Headers by which machines give themselves away; nothing else of the header leaves this file unread. */
const SIGNS = [
  'auto-submitted',
  'precedence',
  'list-id',
  'list-unsubscribe',
  'x-auto-response-suppress',
  'x-autoreply',
  'x-autorespond',
  'x-failed-recipients',
  'x-loop',
  'return-path',
  'content-type',
]

const MAX_REFERENCES = 100
const MAX_TEXT = 400_000
const QUARANTINED_SOURCE = 64 * 1024

/**
 * Parses a mail into an item that survives JSON, and checks which of our own messages it proves to answer: `translate`
 * is pure and holds no secret. Never throws: what can't be read becomes an item for the quarantine.
 */
export async function readMail(mail: FetchedMail, us: Us): Promise<ReadableMail | UnreadableMail> {
  const { folder, uidValidity, uid } = mail
  try {
    const item = await readable(mail, us)
    return storable(item)
  } catch (error) {
    const source = mail.source.subarray(0, QUARANTINED_SOURCE).toString('base64')
    return { kind: 'unreadable', folder, uidValidity, uid, why: error instanceof Error ? error.message : 'unknown', source }
  }
}

async function readable(mail: FetchedMail, us: Us): Promise<ReadableMail> {
  const parsed = await parse(mail.source)
  const lines = (name: string) => headerLines(parsed, name)
  const ids = { messageId: idsIn(lines('message-id'))[0] ?? null, inReplyTo: idsIn(lines('in-reply-to')), references: idsIn(lines('references')) }
  const people = {
    from: firstFilled(mailboxes(parsed.from), mailboxesIn(parsed, 'sender')),
    to: mailboxes(parsed.to),
    cc: mailboxes(parsed.cc),
    replyTo: mailboxes(parsed.replyTo),
  }
  const header = (name: string) => lines(name)[0] ?? ''
  const bounce = bounceIn(mail.source.toString('latin1'), { contentType: header('content-type'), failedRecipients: header('x-failed-recipients') })
  return {
    kind: 'mail',
    folder: mail.folder,
    role: mail.role,
    uidValidity: mail.uidValidity,
    uid: mail.uid,
    received: mail.received.toISOString(),
    whole: mail.source.length >= mail.size,
    ...people,
    subject: parsed.subject ?? null,
    date: lines('date')[0] ?? null,
    ...ids,
    language: lines('content-language')[0] ?? null,
    signs: Object.fromEntries(
      SIGNS.flatMap((name) =>
        lines(name)
          .slice(0, 1)
          .map((value) => [name, value]),
      ),
    ),
    hops: lines('received').length,
    text: (await textOf(parsed)).slice(0, MAX_TEXT),
    html: tameHtml(parsed.html),
    attachments: attachmentsOf(mail.structure),
    bounce,
    ...proofs(mail, { ...ids, ...people, bounce }, us),
  }
}

type Named = Pick<ReadableMail, 'messageId' | 'inReplyTo' | 'references' | 'from' | 'to' | 'cc' | 'replyTo' | 'bounce'>

// A reference counts only for the address that it was written to: the sender of what came in, the recipients of what went
// out, the address that a bounce returns it from. Our own id counts only in our Sent folder: its recipient knows it too.
function proofs(mail: FetchedMail, named: Named, us: Us): Pick<ReadableMail, 'own' | 'answers'> {
  const recipients = [...named.to, ...named.cc].map((person) => person.address)
  const sender = senderOf({ role: mail.role, ...named }, us.address)
  const parties = sender.is === 'us' ? recipients : sender.is === 'person' ? [sender.mailbox.address] : []
  const nearestFirst = [...named.inReplyTo, ...named.references.toReversed()].map((id) => provenOwn(id, parties, us.threadSecret))
  const returned = named.bounce?.recipient ?? null
  const returnedIds = returned ? ownIdsIn(mail.source.toString('latin1')).map((id) => provenOwn(id, [returned], us.threadSecret)) : []
  return {
    own: mail.role === 'sent' && named.messageId ? filedOwn(named.messageId, us.address) : null,
    answers: [...nearestFirst, ...returnedIds].find((own) => own !== null) ?? null,
  }
}

// HTML is turned into text only where there is no other, and only when it is tame.
async function parse(source: Buffer): Promise<ParsedMail> {
  return simpleParser(source, { skipTextToHtml: true, skipImageLinks: true, keepCidLinks: true, skipHtmlToText: true })
}

// Many programs send an empty text part beside their HTML.
async function textOf(parsed: ParsedMail): Promise<string> {
  return parsed.text?.trim() || !parsed.html ? (parsed.text ?? '') : textFromHtml(parsed.html)
}

function headerLines(parsed: ParsedMail, name: string): string[] {
  return parsed.headerLines
    .filter((line) => line.key === name)
    .map(({ line }) =>
      line
        .slice(line.indexOf(':') + 1)
        .replace(/\r?\n[ \t]+/g, ' ')
        .trim()
        .slice(0, 16_384),
    )
}

// The first names the root and the last ones the nearest parents, so a long list loses its middle.
function idsIn(values: string[]): string[] {
  const written = values.join(' ')
  const bracketed = [...written.matchAll(/<([^<>\s]{1,900})>/g)].map(([, id]) => id ?? '')
  const ids = bracketed.length > 0 ? bracketed : written.split(/\s+/).filter((word) => word.length <= 900 && /^[^\s<>]+@[^\s<>]+$/.test(word))
  return ids.length <= MAX_REFERENCES ? ids : [...ids.slice(0, 1), ...ids.slice(1 - MAX_REFERENCES)]
}

function mailboxes(value: AddressObject | AddressObject[] | undefined): Mailbox[] {
  const flat = (entry: EmailAddress): EmailAddress[] => (entry.group ? entry.group.flatMap(flat) : [entry])
  return [value ?? []]
    .flat()
    .flatMap((object) => object.value.flatMap(flat))
    .flatMap(({ address, name }) => {
      const normal = normalAddress(address ?? '')
      return normal ? [{ address: normal, name: name.slice(0, 300) }] : []
    })
    .slice(0, 200)
}

function mailboxesIn(parsed: ParsedMail, name: string): Mailbox[] {
  const value = parsed.headers.get(name)
  return value && typeof value === 'object' && 'html' in value ? mailboxes(value) : []
}

function firstFilled<T>(...lists: T[][]): T[] {
  return lists.find((list) => list.length > 0) ?? []
}

// PostgreSQL keeps neither NUL nor half a surrogate pair, and both arrive in broken mail.
function storable<T>(item: T): T {
  return JSON.parse(JSON.stringify(item, (_key, value: unknown) => (typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value))) as T
}
