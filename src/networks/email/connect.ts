import { randomBytes } from 'node:crypto'
import { NetworkFailure, type Connected, type Reach } from '../network.ts'
import { domainOf, normalAddress } from './address.ts'
import { openImap } from './imap.ts'
import { connectFailure } from './outcome.ts'
import { serversOf } from './providers.ts'
import { asStored, isSecurity, type MailSettings, type Server } from './servers.ts'
import { openSmtp } from './smtp.ts'

type Fields = Record<string, string>

/** Mail of this many days is read back when the account is first listened to. */
const RECENT_DAYS = 3

/**
 * Signs in at both servers and looks for the inbox and the folder of sent mail. `threadSecret`, when the fields bring the
 * one of an earlier connection, is kept: it proves which answers belong to messages already sent.
 */
export async function connectMail(fields: Fields, reach: Reach): Promise<Connected> {
  const address = normalAddress(required(fields, 'address'))
  if (!address) throw new NetworkFailure({ do: 'fix', code: 'field-missing' }, 'address')
  const password = required(fields, 'password')
  const proposed = serversOf(domainOf(address))
  const settings: MailSettings = {
    address,
    user: fields.user?.trim() || address,
    imap: serverIn(fields, 'imap', proposed.imap),
    smtp: serverIn(fields, 'smtp', proposed.smtp),
    sent: null,
    pollSeconds: 60,
    recentDays: RECENT_DAYS,
  }
  try {
    const mailbox = await tryImap(settings, password, reach)
    await trySmtp(settings, password, reach)
    return {
      nativeId: address,
      handle: address,
      name: fields.name?.trim() || address,
      settings: asStored({ ...settings, sent: mailbox.sent }),
      credentials: { password, threadSecret: secretOf(fields) },
      abilities: [
        { code: 'read-inbox', ok: true },
        { code: 'push', ok: mailbox.idle },
        { code: 'sent-folder', ok: mailbox.sent !== null },
        { code: 'send', ok: true },
      ],
    }
  } catch (error) {
    throw connectFailure(error)
  }
}

function required(fields: Fields, name: string): string {
  const value = fields[name]?.trim()
  if (!value) throw new NetworkFailure({ do: 'fix', code: 'field-missing' }, name)
  return value
}

function serverIn(fields: Fields, kind: 'imap' | 'smtp', proposed: Server): Server {
  const security = fields[`${kind}Security`]?.trim().toLowerCase() || proposed.security
  const port = Number(fields[`${kind}Port`]?.trim() || proposed.port)
  if (!isSecurity(security)) throw new NetworkFailure({ do: 'fix', code: 'field-missing' }, `${kind}Security`)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new NetworkFailure({ do: 'fix', code: 'field-missing' }, `${kind}Port`)
  return { host: fields[`${kind}Host`]?.trim() || proposed.host, port, security }
}

async function tryImap(settings: MailSettings, password: string, reach: Reach): Promise<{ sent: string | null; idle: boolean }> {
  const client = await openImap(reach, settings.imap, { user: settings.user, password })
  try {
    await client.mailboxOpen('INBOX', { readOnly: true })
    const sent = (await client.list()).find((folder) => folder.specialUse === '\\Sent')
    return { sent: sent?.path ?? null, idle: client.capabilities.has('IDLE') }
  } finally {
    client.close()
  }
}

async function trySmtp(settings: MailSettings, password: string, reach: Reach): Promise<void> {
  const connection = await openSmtp(reach, settings.smtp, { user: settings.user, password })
  connection.quit()
}

function secretOf(fields: Fields): string {
  const kept = fields.threadSecret ?? ''
  return Buffer.from(kept, 'base64url').length === 32 ? kept : randomBytes(32).toString('base64url')
}
