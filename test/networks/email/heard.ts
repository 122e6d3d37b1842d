import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Posted } from '../../../src/domain/incoming.ts'
import { readMail, type FetchedMail } from '../../../src/networks/email/read-mail.ts'
import { translateMail } from '../../../src/networks/email/translate.ts'
import type { OfficialAccount } from '../../../src/networks/network.ts'
import { mimeStructure } from './structure.ts'

export const US: OfficialAccount = {
  id: '1',
  network: 'email',
  nativeId: 'care@aeroandes.test',
  handle: 'care@aeroandes.test',
  name: 'Aeroandes',
  settings: {},
}
export const SECRET = Buffer.alloc(32, 7).toString('base64url')

/** One of the odd and hostile mails of `mails/`. */
export function fixture(name: string): Buffer {
  return readFileSync(join(import.meta.dirname, 'mails', `${name}.eml`))
}

/** A mail as `listen` and `translate` together make of it, JSON between them. */
export async function heard(source: Buffer | string, over: Partial<FetchedMail> = {}, us = US): Promise<Posted> {
  const bytes = typeof source === 'string' ? Buffer.from(source.replace(/\r?\n/g, '\r\n')) : source
  const fetched: FetchedMail = {
    folder: 'INBOX',
    role: 'inbox',
    uidValidity: '1',
    uid: 1,
    received: new Date('2026-03-03T09:00:05Z'),
    size: bytes.length,
    source: bytes,
    structure: mimeStructure(bytes),
    ...over,
  }
  const item = JSON.parse(JSON.stringify(await readMail(fetched, { address: us.nativeId, threadSecret: SECRET })))
  const [message] = translateMail(item, us)
  if (message?.kind !== 'posted') throw new Error('nothing was said')
  return message
}
