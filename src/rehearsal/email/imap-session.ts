import type { Socket } from 'node:net'
import { fetchItems } from './imap-fetch.ts'
import { openReader, type Command, type Reader, type Token } from './imap-reader.ts'
import { numberTest, searchTest } from './imap-search.ts'
import { store, type Folder, type Mailbox } from './mailbox.ts'

/** Who may come in: the mailbox, or the words of the refusal with its response code. */
export type Door = (user: string, password: string) => Mailbox | string

interface Session {
  socket: Socket
  reader: Reader
  door: Door
  mailbox: Mailbox | null
  folder: Folder | null
  /** How many mails the client was told of. */
  told: number
}

const CAPABILITIES = 'IMAP4rev1 AUTH=PLAIN SASL-IR IDLE UIDPLUS SPECIAL-USE LITERAL+ ID'

type Answer = string | { bye: true }
type Handler = (session: Session, command: Command) => Answer | Promise<Answer>

/** Speaks IMAP4rev1 with one client until it leaves. Strict: what it does not know or what comes too early is BAD. */
export async function serveImap(socket: Socket, door: Door): Promise<void> {
  const session: Session = { socket, reader: openReader(socket), door, mailbox: null, folder: null, told: 0 }
  socket.setNoDelay(true)
  socket.write(`* OK [CAPABILITY ${CAPABILITIES}] rehearsal ready\r\n`)
  for (;;) {
    const command = await session.reader.command().catch(() => null)
    if (!command) break
    const answer = await answerTo(session, command)
    if (typeof answer !== 'string') break
    socket.write(`${command.tag} ${answer}\r\n`)
  }
  socket.end()
}

async function answerTo(session: Session, command: Command): Promise<Answer> {
  const handler = ANY[command.name] ?? (session.mailbox ? SIGNED_IN[command.name] : undefined) ?? (session.folder ? SELECTED[command.name] : undefined)
  if (!handler) return `BAD ${command.name} is unknown or comes too early`
  try {
    return await handler(session, command)
  } catch (error) {
    return `BAD ${error instanceof Error ? error.message : 'not understood'}`
  }
}

const ANY: Readonly<Record<string, Handler>> = {
  CAPABILITY: ({ socket }) => {
    socket.write(`* CAPABILITY ${CAPABILITIES}\r\n`)
    return 'OK done'
  },
  NOOP: (session) => {
    tellExists(session)
    return 'OK done'
  },
  ID: ({ socket }) => {
    socket.write('* ID ("name" "plaza rehearsal")\r\n')
    return 'OK done'
  },
  LOGOUT: ({ socket }, { tag }) => {
    socket.write(`* BYE until then\r\n${tag} OK done\r\n`)
    return { bye: true }
  },
  LOGIN: (session, { args }) => signIn(session, String(args[0]), String(args[1])),
  AUTHENTICATE: async (session, { args }) => {
    if (String(args[0]).toUpperCase() !== 'PLAIN') return 'NO [CANNOT] only PLAIN'
    if (args.length < 2) session.socket.write('+ \r\n')
    const response = args.length < 2 ? await session.reader.line() : String(args[1])
    const [, user, password] = Buffer.from(response ?? '', 'base64')
      .toString()
      .split('\0')
    return signIn(session, user ?? '', password ?? '')
  },
}

const SIGNED_IN: Readonly<Record<string, Handler>> = {
  LIST: listFolders,
  LSUB: listFolders,
  SELECT: (session, command) => select(session, command, 'READ-WRITE'),
  EXAMINE: (session, command) => select(session, command, 'READ-ONLY'),
  STATUS: ({ socket, mailbox }, { args }) => {
    const folder = folderNamed(mailbox, args[0])
    if (!folder) return 'NO [NONEXISTENT] no such mailbox'
    socket.write(`* STATUS "${folder.path}" (MESSAGES ${folder.mails.length} UIDNEXT ${folder.uidNext} UIDVALIDITY ${folder.uidValidity})\r\n`)
    return 'OK done'
  },
  APPEND: ({ mailbox }, { args }) => {
    const folder = folderNamed(mailbox, args[0])
    const flags = args.find((arg) => Array.isArray(arg)) ?? []
    if (!folder) return 'NO [TRYCREATE] no such mailbox'
    const uid = store(folder, { flags: new Set(flags.map(String)), internalDate: new Date(), raw: Buffer.from(String(args.at(-1)), 'latin1') })
    return `OK [APPENDUID ${folder.uidValidity} ${uid}] done`
  },
}

const SELECTED: Readonly<Record<string, Handler>> = {
  IDLE: idle,
  CLOSE: (session) => {
    session.folder = null
    return 'OK done'
  },
  'UID SEARCH': ({ socket, folder }, { args }) => {
    const fits = folder ? searchTest(args, folder) : () => false
    socket.write(
      `* SEARCH${(folder?.mails ?? [])
        .filter(fits)
        .map((mail) => ` ${mail.uid}`)
        .join('')}\r\n`,
    )
    return 'OK done'
  },
  'UID FETCH': ({ socket, folder }, { args }) => {
    const items = Array.isArray(args[1]) ? args[1] : [args[1] ?? '']
    for (const { mail, seq } of chosen(folder, args[0])) {
      socket.write(Buffer.concat([Buffer.from(`* ${seq} FETCH (`), fetchItems(mail, items, true), Buffer.from(')\r\n')]))
    }
    return 'OK done'
  },
  'UID STORE': ({ socket, folder }, { args }) => {
    const flags = (Array.isArray(args[2]) ? args[2] : args.slice(2)).map(String)
    const [, sign, silent] = /^([+-]?)FLAGS(\.SILENT)?$/i.exec(String(args[1])) ?? []
    if (sign === undefined) return 'BAD which flags'
    for (const { mail, seq } of chosen(folder, args[0])) {
      if (sign === '') mail.flags.clear()
      for (const flag of flags) mail.flags[sign === '-' ? 'delete' : 'add'](flag)
      if (!silent) socket.write(`* ${seq} FETCH (UID ${mail.uid} FLAGS (${[...mail.flags].join(' ')}))\r\n`)
    }
    return 'OK done'
  },
}

function signIn(session: Session, user: string, password: string): string {
  const entered = session.door(user, password)
  if (typeof entered === 'string') return `NO ${entered}`
  session.mailbox = entered
  return `OK [CAPABILITY ${CAPABILITIES}] signed in`
}

function listFolders({ socket, mailbox }: Session, { name, args }: Command): string {
  const pattern = String(args[1] ?? '')
  // An empty name asks for the delimiter only (RFC 3501, 6.3.8).
  if (pattern === '') socket.write(`* ${name} (\\Noselect) "/" ""\r\n`)
  for (const folder of mailbox?.folders.values() ?? []) {
    if (!/^[*%]$/.test(pattern) && folder.path.toUpperCase() !== pattern.toUpperCase()) continue
    socket.write(`* ${name} (\\HasNoChildren${folder.specialUse ? ` ${folder.specialUse}` : ''}) "/" "${folder.path}"\r\n`)
  }
  return 'OK done'
}

function select(session: Session, { args }: Command, access: string): string {
  const folder = folderNamed(session.mailbox, args[0])
  if (!folder) return 'NO [NONEXISTENT] no such mailbox'
  session.folder = folder
  session.told = folder.mails.length
  const state = [`FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)`, `${folder.mails.length} EXISTS`, '0 RECENT']
  const codes = ['PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft \\*)', `UIDVALIDITY ${folder.uidValidity}`, `UIDNEXT ${folder.uidNext}`]
  session.socket.write([...state, ...codes.map((code) => `OK [${code}] .`)].map((text) => `* ${text}\r\n`).join(''))
  return `OK [${access}] done`
}

async function idle(session: Session): Promise<string> {
  const { folder, socket } = session
  const tell = () => tellExists(session)
  socket.write('+ idling\r\n')
  tell()
  folder?.watchers.add(tell)
  const end = await session.reader.line().catch(() => null)
  folder?.watchers.delete(tell)
  return end?.toUpperCase() === 'DONE' ? 'OK done' : 'BAD expected DONE'
}

function tellExists(session: Session): void {
  const count = session.folder?.mails.length ?? 0
  if (!session.folder || count === session.told) return
  session.told = count
  session.socket.write(`* ${count} EXISTS\r\n`)
}

function folderNamed(mailbox: Mailbox | null, name: Token | undefined): Folder | undefined {
  const path = String(name ?? '')
  return mailbox?.folders.get(path.toUpperCase() === 'INBOX' ? 'INBOX' : path)
}

function chosen(folder: Folder | null, set: Token | undefined) {
  const fits = numberTest(String(set ?? ''), (folder?.uidNext ?? 1) - 1)
  return (folder?.mails ?? []).map((mail, at) => ({ mail, seq: at + 1 })).filter(({ mail }) => fits(mail))
}
