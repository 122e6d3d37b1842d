import type { Server } from './servers.ts'

interface Provider {
  imap: Server
  smtp: Server
  /** The provider takes passwords made for one program only, never the one of the person. */
  appPassword?: true
}

const tls = (host: string, port: number): Server => ({ host, port, security: 'tls' })
const startTls = (host: string, port = 587): Server => ({ host, port, security: 'starttls' })

const GOOGLE: Provider = { imap: tls('imap.gmail.com', 993), smtp: tls('smtp.gmail.com', 465), appPassword: true }
const YAHOO: Provider = { imap: tls('imap.mail.yahoo.com', 993), smtp: tls('smtp.mail.yahoo.com', 465), appPassword: true }
const APPLE: Provider = { imap: tls('imap.mail.me.com', 993), smtp: startTls('smtp.mail.me.com'), appPassword: true }
const FASTMAIL: Provider = { imap: tls('imap.fastmail.com', 993), smtp: tls('smtp.fastmail.com', 465), appPassword: true }
const GMX: Provider = { imap: tls('imap.gmx.net', 993), smtp: startTls('mail.gmx.net') }
const ZOHO: Provider = { imap: tls('imap.zoho.com', 993), smtp: tls('smtp.zoho.com', 465), appPassword: true }

/** Mail providers by the domain of their addresses, so that nobody has to look a server name up. */
const PROVIDERS: Readonly<Record<string, Provider>> = {
  'gmail.com': GOOGLE,
  'googlemail.com': GOOGLE,
  'yahoo.com': YAHOO,
  'yahoo.es': YAHOO,
  'yahoo.it': YAHOO,
  'yahoo.com.br': YAHOO,
  'icloud.com': APPLE,
  'me.com': APPLE,
  'mac.com': APPLE,
  'fastmail.com': FASTMAIL,
  'gmx.net': GMX,
  'gmx.de': GMX,
  'zohomail.com': ZOHO,
}

/** Servers to propose for a domain: the provider's own, or the names most operators give theirs. */
export function serversOf(domain: string): Provider {
  return PROVIDERS[domain] ?? { imap: tls(`imap.${domain}`, 993), smtp: startTls(`smtp.${domain}`) }
}
