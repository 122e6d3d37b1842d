import { randomInt } from 'node:crypto'

export interface StoredMail {
  uid: number
  flags: Set<string>
  internalDate: Date
  raw: Buffer
}

export interface Folder {
  path: string
  specialUse: string | null
  uidValidity: number
  uidNext: number
  mails: StoredMail[]
  /** Called after each arrival: sessions that idle here tell their client. */
  watchers: Set<() => void>
}

/** An address on the simulated server. People have no password: their mail is only theirs to receive. */
export interface Mailbox {
  address: string
  handle: string
  name: string
  password: string | null
  folders: Map<string, Folder>
}

export function openMailbox(of: Pick<Mailbox, 'address' | 'handle' | 'name' | 'password'>): Mailbox {
  const folders = [openFolder('INBOX', null), openFolder('Sent', '\\Sent'), openFolder('Archive', '\\Archive')]
  return { ...of, folders: new Map(folders.map((folder) => [folder.path, folder])) }
}

export function openFolder(path: string, specialUse: string | null): Folder {
  return { path, specialUse, uidValidity: randomInt(1, 2 ** 31), uidNext: 1, mails: [], watchers: new Set() }
}

export function store(folder: Folder, mail: Omit<StoredMail, 'uid'>, { tell: telling } = { tell: true }): number {
  const uid = folder.uidNext++
  folder.mails.push({ ...mail, uid })
  if (telling) for (const tell of folder.watchers) tell()
  return uid
}

/** What a restored backup or a moved server does to a folder: the same mails under other numbers. */
export function renumber(folder: Folder): void {
  folder.uidValidity++
  folder.uidNext = 1000
  folder.mails = folder.mails.map((mail) => ({ ...mail, uid: folder.uidNext++ }))
}
