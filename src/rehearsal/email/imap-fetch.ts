import { bodyStructure } from './body-structure.ts'
import type { Token } from './imap-reader.ts'
import type { StoredMail } from './mailbox.ts'
import { mimeTree, partAt } from './mime-tree.ts'

/** The items of one FETCH response. Throws on an item this server does not know, as BAD. */
export function fetchItems(mail: StoredMail, wanted: Token[], byUid: boolean): Buffer {
  const names = wanted.map(String)
  if (byUid && !names.some((name) => name.toUpperCase() === 'UID')) names.unshift('UID')
  const items = names.map((name) => item(mail, name))
  return Buffer.concat(items.flatMap((bytes, at) => (at === 0 ? [bytes] : [Buffer.from(' '), bytes])))
}

const SIMPLE: Readonly<Record<string, (mail: StoredMail) => string>> = {
  UID: (mail) => `UID ${mail.uid}`,
  FLAGS: (mail) => `FLAGS (${[...mail.flags].join(' ')})`,
  INTERNALDATE: (mail) => `INTERNALDATE "${dateTime(mail.internalDate)}"`,
  'RFC822.SIZE': (mail) => `RFC822.SIZE ${mail.raw.length}`,
  BODYSTRUCTURE: (mail) => `BODYSTRUCTURE ${bodyStructure(mimeTree(mail.raw))}`,
}

function item(mail: StoredMail, name: string): Buffer {
  const simple = SIMPLE[name.toUpperCase()]
  if (simple) return Buffer.from(simple(mail), 'latin1')
  const [, peek, section = '', start, length] = /^BODY(\.PEEK)?\[([^\]]*)\](?:<(\d+)\.(\d+)>)?$/i.exec(name) ?? []
  if (peek === undefined && !/^BODY\[/i.test(name)) throw new Error(`unknown item ${name}`)
  if (peek === undefined) mail.flags.add('\\Seen')
  const all = sectionBytes(mail, section.toUpperCase())
  const bytes = start === undefined ? all : all.subarray(Number(start), Number(start) + Number(length))
  const label = `BODY[${section}]${start === undefined ? '' : `<${start}>`}`
  return Buffer.concat([Buffer.from(`${label} {${bytes.length}}\r\n`), bytes])
}

function sectionBytes(mail: StoredMail, section: string): Buffer {
  if (section === '') return mail.raw
  const tree = mimeTree(mail.raw)
  if (section === 'HEADER') return tree.headers
  if (section === 'TEXT') return tree.body
  const [, number, mime] = /^([\d.]*\d)(\.MIME)?$/.exec(section) ?? []
  if (!number) throw new Error(`unknown section ${section}`)
  const part = partAt(tree, number)
  return (mime ? part?.headers : part?.body) ?? Buffer.alloc(0)
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

// "17-Jul-1996 02:44:25 +0000"
function dateTime(date: Date): string {
  const iso = date.toISOString()
  return `${iso.slice(8, 10)}-${MONTHS[date.getUTCMonth()]}-${iso.slice(0, 4)} ${iso.slice(11, 19)} +0000`
}
