import type { ImapFlow } from 'imapflow'
import type { Outgoing, Trace } from '../../domain/outgoing.ts'
import type { Line } from '../network.ts'
import { openImap } from './imap.ts'
import { addressLetter, asSent } from './letter.ts'
import { mailSettings } from './servers.ts'

/** Puts a copy among the sent, unless the provider has filed one itself (Gmail does). */
export async function fileCopy(line: Line, messageId: string, source: Buffer): Promise<void> {
  await inSentFolder(line, async (client, path) => {
    if (!(await holds(client, messageId))) await client.append(path, source, ['\\Seen'])
  })
}

/**
 * Whether an interrupted send went out: the copy among the sent proves it. No copy proves nothing, since the mail leaves
 * before its copy is filed: the answer is then `unknown`, and a person decides.
 */
export async function findSentMail(line: Line, out: Outgoing): Promise<Trace> {
  const letter = addressLetter(line, out)
  if (!letter) return { kind: 'not-sent' }
  const found = await inSentFolder(line, (client) => holds(client, letter.messageId)).catch(() => null)
  return found ? asSent(letter) : { kind: 'unknown' }
}

async function holds(client: ImapFlow, messageId: string): Promise<boolean> {
  const found = await client.search({ header: { 'message-id': `<${messageId}>` } }, { uid: true })
  return Array.isArray(found) && found.length > 0
}

async function inSentFolder<T>(line: Line, act: (client: ImapFlow, path: string) => Promise<T>): Promise<T | null> {
  const { imap, user, sent: path } = mailSettings(line.account)
  if (path === null) return null
  const client = await openImap(line, imap, { user, password: line.credentials.password ?? '' })
  try {
    await client.mailboxOpen(path)
    return await act(client, path)
  } finally {
    client.close()
  }
}
