import type { Token } from './imap-reader.ts'
import type { Folder, StoredMail } from './mailbox.ts'
import { mimeTree } from './mime-tree.ts'

type Test = (mail: StoredMail) => boolean

/** A parsed SEARCH: which mails fit. Throws on a key this server does not know, as BAD. */
export function searchTest(criteria: Token[], folder: Folder): Test {
  const words = [...criteria]
  const tests: Test[] = []
  while (words.length > 0) tests.push(next(words, folder))
  return (mail) => tests.every((test) => test(mail))
}

function next(words: Token[], folder: Folder): Test {
  const key = words.shift()
  if (Array.isArray(key)) return searchTest(key, folder)
  const word = () => String(words.shift() ?? '')
  switch (key?.toUpperCase()) {
    case 'ALL':
      return () => true
    case 'UID':
      return numberTest(word(), folder.uidNext - 1)
    case 'SINCE':
      return since(word())
    case 'SEEN':
      return (mail) => mail.flags.has('\\Seen')
    case 'UNSEEN':
      return (mail) => !mail.flags.has('\\Seen')
    case 'HEADER':
      return header(word(), word())
    default:
      throw new Error(`unknown search key ${key}`)
  }
}

/** A sequence set such as `1:3,7,9:*`; `*` is the last, and a range may run backwards. */
export function numberTest(set: string, last: number): Test {
  const ranges = set.split(',').map((range) => {
    const [from = '', to = from] = range.split(':')
    const [a, b] = [from, to].map((end) => (end === '*' ? last : Number(end)))
    if (!a && !b) throw new Error('not a sequence set')
    return [Math.min(a ?? 0, b ?? 0), Math.max(a ?? 0, b ?? 0)] as const
  })
  return (mail) => ranges.some(([low, high]) => mail.uid >= low && mail.uid <= high)
}

function since(day: string): Test {
  const from = Date.parse(`${day.replaceAll('-', ' ')} 00:00 UTC`)
  if (Number.isNaN(from)) throw new Error('not a date')
  return (mail) => mail.internalDate.getTime() >= from
}

function header(name: string, value: string): Test {
  return (mail) =>
    mimeTree(mail.raw)
      .field(name.replace(/[^\w-]/g, ''))
      .toLowerCase()
      .includes(value.toLowerCase())
}
