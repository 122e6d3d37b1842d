import { randomBytes } from 'node:crypto'
import { ImapFlow } from 'imapflow'
import { createTransport } from 'nodemailer'
import { readMail, writeMail, type KnownMail } from '../../../src/rehearsal/email/letter.ts'
import { openMailbox, type Mailbox } from '../../../src/rehearsal/email/mailbox.ts'
import type { Fault, Said, SimulatedNetwork, SimulatedPost, SimulatedProfile } from '../../../src/rehearsal/simulated-network.ts'
import { openMailServers, type MailServers } from './mail-servers.ts'

interface Correspondent extends Mailbox {
  password: string
  official: boolean
  /** Reads what arrives for a person, as the person would. */
  reader: ImapFlow | null
  read: number
}

interface World {
  servers: MailServers
  people: Map<string, Correspondent>
  known: KnownMail[]
  listeners: Set<(said: Said) => void>
}

/** People and accounts on real servers: Exim takes the mail, Dovecot keeps it. */
export async function openDovecotWorld(): Promise<SimulatedNetwork> {
  const world: World = { servers: await openMailServers(), people: new Map(), known: [], listeners: new Set() }
  const { ports } = world.servers
  return {
    name: 'email',
    origin: `imap://127.0.0.1:${ports.imap}`,
    hosts: [`127.0.0.1:${ports.imap}`, `127.0.0.1:${ports.smtp}`],
    openAccount: async (profile) => {
      const { address, name, password } = await join(world, profile, true)
      const server = (kind: 'imap' | 'smtp') => ({ [`${kind}Host`]: '127.0.0.1', [`${kind}Port`]: String(ports[kind]), [`${kind}Security`]: 'none' })
      return { address, name, password, user: address, ...server('imap'), ...server('smtp') }
    },
    openPerson: async (profile) => void (await join(world, profile, false)),
    say: (post) => say(world, post),
    edit: async () => refuse('a mail can not be edited'),
    remove: async () => refuse('a mail can not be taken back'),
    said: async () => {
      await collectAll(world)
      return world.known.map(({ said }) => said)
    },
    onReply: (listener) => {
      world.listeners.add(listener)
      return () => world.listeners.delete(listener)
    },
    faults: ['down', 'token-expired', 'blocked', 'stream-cut'],
    fail: (fault, handle) => fail(world, fault, handle),
    heal: () => heal(world),
    close: async () => {
      for (const { reader } of world.people.values()) reader?.close()
      await world.servers.close()
    },
  }
}

async function join(world: World, { handle, name }: SimulatedProfile, official: boolean): Promise<Correspondent> {
  const address = addressOf(handle)
  const known = world.people.get(address)
  if (known) return known
  const password = randomBytes(9).toString('base64url')
  const person: Correspondent = { ...openMailbox({ address, handle, name, password }), password, official, reader: null, read: 0 }
  world.people.set(address, person)
  await tellUsers(world)
  if (!official) await watch(world, person)
  return person
}

async function watch(world: World, person: Correspondent): Promise<void> {
  const reader = new ImapFlow({
    host: '127.0.0.1',
    port: world.servers.ports.imap,
    secure: false,
    doSTARTTLS: false,
    auth: { user: person.address, pass: person.password },
    logger: false,
    autoIdleDelay: 10,
  })
  reader.on('error', () => {})
  await reader.connect()
  await reader.mailboxOpen('INBOX')
  person.reader = reader
  reader.on('exists', () => void collect(world, person).catch(() => {}))
}

async function collectAll(world: World): Promise<void> {
  await world.servers.settle()
  for (const person of world.people.values()) await collect(world, person)
}

/** Reads what came since the last time; a mail that came twice over would be known twice, and a test would see it. */
async function collect(world: World, person: Correspondent): Promise<void> {
  if (!person.reader?.usable) return
  await person.reader.noop()
  const mails = await person.reader.fetchAll(`${person.read + 1}:*`, { uid: true, source: true }, { uid: true })
  for (const { uid, source } of mails) {
    if (uid <= person.read || !source) continue
    person.read = uid
    const from = world.people.get(/^From:.*?<?([^\s<>]+@[^\s<>]+)>?\s*$/im.exec(source.toString())?.[1]?.toLowerCase() ?? '')
    if (!from?.official) continue
    const mail = await remember(world, source, from)
    for (const tell of world.listeners) tell(mail.said)
  }
}

async function remember(world: World, raw: Buffer, from: Correspondent): Promise<KnownMail> {
  const known = await readMail(raw, from, from.official)
  const parent = world.known.findLast(({ messageId }) => known.references.at(-1) === messageId)
  known.said.to = known.to.flatMap((address) => world.people.get(address)?.handle ?? [])
  if (parent) known.said.replyTo = parent.said.nativeId
  world.known.push(known)
  return known
}

async function say(world: World, post: SimulatedPost): Promise<string> {
  if (post.visibility !== 'private') refuse('mail is always private')
  const from = personNamed(world, post.who)
  if (post.replyTo) await collectAll(world)
  const parent = post.replyTo ? (world.known.find(({ said }) => said.nativeId === post.replyTo) ?? refuse('no such mail to answer')) : undefined
  const answered = parent ? [parent.said.who === from.handle ? parent.to : parent.said.who].flat() : []
  const to = (post.to ?? answered).map((handle) => personNamed(world, handle))
  const raw = await writeMail(post, from, to, parent)
  const auth = { user: from.address, pass: from.password }
  const smtp = createTransport({ host: '127.0.0.1', port: world.servers.ports.smtp, ignoreTLS: true, auth })
  await smtp.sendMail({ envelope: { from: from.address, to: to.map(({ address }) => address) }, raw })
  if (!from.official) return (await remember(world, raw, from)).said.nativeId
  await file(world, from, raw)
  return (await readMail(raw, from, true)).said.nativeId
}

// A mail program files what it sends; the servers do not.
async function file(world: World, from: Correspondent, raw: Buffer): Promise<void> {
  const auth = { user: from.address, pass: from.password }
  const client = new ImapFlow({ host: '127.0.0.1', port: world.servers.ports.imap, secure: false, doSTARTTLS: false, auth, logger: false })
  await client.connect()
  await client.append('Sent', raw, ['\\Seen'])
  await client.logout()
}

async function fail(world: World, fault: Fault, handle?: string): Promise<void> {
  const named = handle ? world.people.get(addressOf(handle)) : undefined
  const concerned = [...world.people.values()].filter(
    (person) => person.official === (fault !== 'blocked') && (named?.official !== person.official || named === person),
  )
  if (fault === 'down') await world.servers.stop()
  if (fault === 'token-expired') await tellUsers(world, concerned)
  if (fault === 'blocked') await world.servers.setBlocked(concerned.map(({ address }) => address))
  if (fault === 'token-expired' || fault === 'stream-cut') for (const { address } of concerned) await world.servers.kick(address)
}

async function heal(world: World): Promise<void> {
  await world.servers.setBlocked([])
  await tellUsers(world)
  if (!(await world.servers.start())) return
  for (const person of world.people.values()) if (!person.official) await watch(world, person)
}

async function tellUsers(world: World, changed: Correspondent[] = []): Promise<void> {
  const password = (person: Correspondent) => (changed.includes(person) ? randomBytes(9).toString('base64url') : person.password)
  await world.servers.setUsers([...world.people.values()].map((person) => ({ address: person.address, password: password(person) })))
}

function addressOf(handle: string): string {
  return (handle.includes('@') ? handle : `${handle}@mail.test`).toLowerCase()
}

function personNamed(world: World, handle: string): Correspondent {
  return world.people.get(addressOf(handle)) ?? refuse(`${handle} has no address here`)
}

function refuse(why: string): never {
  throw new Error(why)
}
