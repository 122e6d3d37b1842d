import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import type { ImapFlow } from 'imapflow'
import { NetworkFailure, type Line } from '../network.ts'
import { openImap } from './imap.ts'
import { mediaPlace, type MediaPlace } from './media-url.ts'
import { imapFailure } from './outcome.ts'
import { mailSettings } from './servers.ts'

/**
 * The bytes of an attachment, streamed from the mailbox. A mail that was moved since, by its owner or by a renumbering, is
 * looked for by its Message-ID. Throws `NetworkFailure` when it is gone or the mailbox can't be reached.
 */
export async function fetchMailMedia(line: Line, url: string): Promise<{ mime: string; body: globalThis.ReadableStream<Uint8Array> }> {
  const place = mediaPlace(url)
  if (!place) throw gone(url)
  const { imap, user } = mailSettings(line.account)
  const client = await openImap(line, imap, { user, password: line.credentials.password ?? '' }).catch((error) => {
    throw imapFailure(error)
  })
  try {
    const uid = (await uidThere(client, place)) ?? (await uidElsewhere(client, place))
    if (uid === null) throw gone(url)
    const { meta, content } = await client.download(String(uid), place.part, { uid: true })
    if (!content) throw gone(url)
    content.once('close', () => client.close())
    return { mime: meta.contentType ?? 'application/octet-stream', body: webStream(content) }
  } catch (error) {
    client.close()
    throw imapFailure(error)
  }
}

async function uidThere(client: ImapFlow, place: MediaPlace): Promise<number | null> {
  const box = await client.mailboxOpen(place.folder, { readOnly: true })
  if (String(box.uidValidity) !== place.uidValidity) return null
  const found = await client.search({ uid: String(place.uid) }, { uid: true })
  return found && found.includes(place.uid) ? place.uid : null
}

const ELSEWHERE = ['\\Inbox', '\\Archive', '\\All', '\\Sent', '\\Trash']

async function uidElsewhere(client: ImapFlow, place: MediaPlace): Promise<number | null> {
  if (!place.messageId) return null
  const folders = (await client.list()).filter((folder) => ELSEWHERE.includes(folder.specialUse ?? ''))
  for (const folder of folders.sort((a, b) => ELSEWHERE.indexOf(a.specialUse ?? '') - ELSEWHERE.indexOf(b.specialUse ?? ''))) {
    await client.mailboxOpen(folder.path, { readOnly: true })
    const found = await client.search({ header: { 'message-id': `<${place.messageId}>` } }, { uid: true })
    if (found && found[0] !== undefined) return found[0]
  }
  return null
}

function webStream(content: Readable): globalThis.ReadableStream<Uint8Array> {
  const stream: ReadableStream<Uint8Array> = Readable.toWeb(content)
  return stream as unknown as globalThis.ReadableStream<Uint8Array>
}

function gone(url: string): NetworkFailure {
  return new NetworkFailure({ do: 'fix', code: 'not-this-network' }, `no mail behind ${url.split('?')[0]}`)
}
