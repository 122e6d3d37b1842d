import { randomBytes } from 'node:crypto'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import type { Fault, Said, SimulatedNetwork, SimulatedPost } from '../simulated-network.ts'
import { LOGIN_REFUSALS, MAIL_FAULTS, openFaults, type Faults } from './faults.ts'
import { serveImap } from './imap-session.ts'
import { readMail, writeMail, type KnownMail } from './letter.ts'
import { openMailbox, renumber, store, type Mailbox } from './mailbox.ts'
import { openSmtpDoor, type Submitted } from './smtp-door.ts'

export interface SimulatedEmail extends SimulatedNetwork {
  /** Puts a mail as it is, odd or hostile, into a folder of an account; `tell: false` as a server that forgets who idles. Answers its UID. */
  place(handle: string, raw: Buffer, folder?: string, how?: { tell: boolean }): number
  /** Moves all mail from a folder to another, as its owner does who tidies up. */
  move(handle: string, from: string, to: string): void
  /** A mail as it went over the wire, by its native id. */
  rawOf(nativeId: string): Buffer | undefined
  /** Mails that lie in a folder. */
  count(handle: string, folder: string): number
  /** Gives every mail of a folder another number under a new UIDVALIDITY, as a restored backup does. */
  renumber(handle: string, folder?: string): void
}

interface PostOffice {
  /** Whether the provider itself files what is submitted, as the largest does; else the mail program has to. */
  filesSent: boolean
  mailboxes: Map<string, Mailbox>
  known: KnownMail[]
  listeners: Set<(said: Said) => void>
  faults: Faults
  sockets: Set<Socket>
}

/** A mail provider in this process, on loopback: IMAP and SMTP as real clients speak them, and people who write and receive. */
export async function openSimulatedEmail({ filesSent = true } = {}): Promise<SimulatedEmail> {
  const office: PostOffice = { filesSent, mailboxes: new Map(), known: [], listeners: new Set(), faults: openFaults(), sockets: new Set() }
  const imap = createServer((socket) => void serveImap(socket, (user, password) => door(office, user, password)))
  const smtp = openSmtpDoor({
    mailboxOf: (address) => mailboxOf(office, address),
    faults: office.faults,
    deliver: (mail) => deliver(office, mail),
  })
  const ports = { imap: await listen(office, imap), smtp: await listen(office, smtp.server) }
  return {
    name: 'email',
    origin: `imap://127.0.0.1:${ports.imap}`,
    hosts: [`127.0.0.1:${ports.imap}`, `127.0.0.1:${ports.smtp}`],
    openAccount: async (profile) => openAccount(office, profile, ports),
    openPerson: async ({ handle, name }) => {
      ensureMailbox(office, { handle, name, password: null })
    },
    say: (post) => say(office, post),
    edit: async () => refuse('a mail can not be edited'),
    remove: async () => refuse('a mail can not be taken back'),
    said: async () => office.known.map(({ said }) => said),
    onReply: (listener) => {
      office.listeners.add(listener)
      return () => office.listeners.delete(listener)
    },
    faults: MAIL_FAULTS,
    fail: async (fault, handle) => {
      if (fault !== 'stream-cut') office.faults.start(fault, concerned(office, fault, handle))
      if (fault !== 'blocked' && fault !== 'lose-answer') for (const socket of office.sockets) socket.destroy()
    },
    heal: async () => office.faults.heal(),
    place: (handle, raw, folder = 'INBOX', how = { tell: true }) =>
      store(folderOf(office, handle, folder), { flags: new Set(), internalDate: new Date(), raw }, how),
    move: (handle, from, to) => {
      const moved = folderOf(office, handle, from).mails.splice(0)
      for (const mail of moved) store(folderOf(office, handle, to), mail)
    },
    rawOf: (nativeId) => office.known.find(({ said }) => said.nativeId === nativeId)?.raw,
    count: (handle, folder) => folderOf(office, handle, folder).mails.length,
    renumber: (handle, folder = 'INBOX') => {
      renumber(folderOf(office, handle, folder))
      for (const socket of office.sockets) socket.destroy()
    },
    close: async () => {
      for (const socket of office.sockets) socket.destroy()
      await Promise.all([imap, smtp.server].map((server) => new Promise((done) => server.close(done))))
    },
  }
}

function door(office: PostOffice, user: string, password: string): Mailbox | string {
  const mailbox = mailboxOf(office, user)
  const refusal = LOGIN_REFUSALS.find(({ fault }) => office.faults.plays(fault, mailbox?.address))
  if (refusal) return refusal.imap
  return mailbox?.password && mailbox.password === password ? mailbox : '[AUTHENTICATIONFAILED] wrong user or password'
}

// A person can block us; every other fault is one of our own accounts, or of all of them.
function concerned(office: PostOffice, fault: Fault, handle: string | undefined): string | null {
  const mailbox = handle ? mailboxOf(office, handle) : undefined
  return mailbox && (mailbox.password === null) === (fault === 'blocked') ? mailbox.address : null
}

async function listen(office: PostOffice, server: Server): Promise<number> {
  server.prependListener('connection', (socket: Socket) => {
    socket.on('error', () => {})
    if (office.faults.plays('down')) return void socket.destroy()
    office.sockets.add(socket)
    socket.once('close', () => office.sockets.delete(socket))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return (server.address() as AddressInfo).port
}

function openAccount(office: PostOffice, profile: { handle: string; name: string }, ports: { imap: number; smtp: number }): Record<string, string> {
  const password = randomBytes(12).toString('base64url')
  const mailbox = ensureMailbox(office, { ...profile, password })
  return {
    address: mailbox.address,
    name: mailbox.name,
    password,
    user: mailbox.address,
    imapHost: '127.0.0.1',
    imapPort: String(ports.imap),
    imapSecurity: 'none',
    smtpHost: '127.0.0.1',
    smtpPort: String(ports.smtp),
    smtpSecurity: 'none',
  }
}

function ensureMailbox(office: PostOffice, of: { handle: string; name: string; password: string | null }): Mailbox {
  const address = addressOf(of.handle)
  const mailbox = office.mailboxes.get(address) ?? openMailbox({ ...of, address })
  mailbox.password = of.password ?? mailbox.password
  office.mailboxes.set(address, mailbox)
  return mailbox
}

/** A handle is an address already, or a name at the rehearsal's own domain. */
function addressOf(handle: string): string {
  return (handle.includes('@') ? handle : `${handle}@mail.test`).toLowerCase()
}

function mailboxOf(office: PostOffice, address: string): Mailbox | undefined {
  return office.mailboxes.get(addressOf(address))
}

function folderOf(office: PostOffice, handle: string, path: string) {
  return mailboxOf(office, handle)?.folders.get(path) ?? refuse(`${handle} has no ${path}`)
}

async function say(office: PostOffice, post: SimulatedPost): Promise<string> {
  if (post.visibility !== 'private') refuse('mail is always private')
  const from = mailboxOf(office, post.who) ?? refuse(`${post.who} has no address here`)
  const parent = post.replyTo ? (office.known.find(({ said }) => said.nativeId === post.replyTo) ?? refuse('no such mail to answer')) : undefined
  const to = recipients(office, post, { from, parent })
  const raw = await writeMail(post, from, to, parent)
  return (await handIn(office, { from: from.address, to: to.map(({ address }) => address), raw }, post)).nativeId
}

function recipients(office: PostOffice, post: SimulatedPost, of: { from: Mailbox; parent: KnownMail | undefined }): Mailbox[] {
  const answered = of.parent ? [of.parent.said.who === of.from.handle ? of.parent.to : of.parent.said.who].flat() : []
  const to = (post.to ?? answered).map((handle) => mailboxOf(office, handle) ?? refuse(`${handle} has no address here`))
  return to.length > 0 ? to : refuse('a mail needs somebody to go to')
}

async function deliver(office: PostOffice, mail: Submitted): Promise<void> {
  await handIn(office, mail, {})
}

async function handIn(office: PostOffice, mail: Submitted, post: { who?: string; at?: Temporal.Instant; replyTo?: string }): Promise<Said> {
  const from = mailboxOf(office, mail.from) ?? refuse(`${mail.from} has no address here`)
  const official = from.password !== null
  const known = await readMail(mail.raw, from, official)
  const parent = office.known.findLast(({ messageId }) => known.references.at(-1) === messageId)
  known.said = { ...known.said, ...(post.at ? { at: post.at } : {}), ...(parent ? { replyTo: parent.said.nativeId } : {}) }
  known.said.to = known.to.flatMap((address) => mailboxOf(office, address)?.handle ?? [])
  office.known.push(known)
  const internalDate = new Date((post.at ?? Temporal.Now.instant()).epochMilliseconds)
  const trace = Buffer.from(`Return-Path: <${from.address}>\r\nReceived: from rehearsal by mail.test; ${internalDate.toUTCString()}\r\n`)
  for (const address of new Set(mail.to.map(addressOf))) {
    store(folderOf(office, address, 'INBOX'), { flags: new Set(), internalDate, raw: Buffer.concat([trace, mail.raw]) })
  }
  if (official && (post.who || office.filesSent)) store(folderOf(office, from.address, 'Sent'), { flags: new Set(['\\Seen']), internalDate, raw: mail.raw })
  if (official) for (const tell of office.listeners) tell(known.said)
  return known.said
}

function refuse(why: string): never {
  throw new Error(why)
}
