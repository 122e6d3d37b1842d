import { msg } from '@lingui/core/macro'
import type { GuidePage } from './guide-page.ts'

const tls = msg`TLS from the start`
const startTls = msg`STARTTLS`
const none = msg`None (only on this machine's own network)`
const securities = [
  { id: 'tls', words: tls },
  { id: 'starttls', words: startTls },
  { id: 'none', words: none },
]

export const emailPage: GuidePage = {
  words: {
    'connect.email.step.mailbox': msg`Choose the mailbox your customers write to. Plaza reads its inbox and leaves every message where it is.`,
    'connect.email.step.app-password': msg`With Gmail, iCloud, Yahoo, Fastmail or Zoho, turn on two-step verification and make an app password: they refuse the main one. With a mail server of your own, use the mailbox's password. Outlook.com and Microsoft 365 accept no password here: forward their mail to another mailbox.`,
    'connect.email.step.servers': msg`The servers are found from the address. If the test can't reach them, write them under “Seldom needed”, as your provider gives them.`,
    'connect.email.step.sent': msg`The test signs in to both servers and sends nothing. Answers leave from this address, and a copy goes to the sent folder.`,
    'connect.email.field.address': msg`E-mail address`,
    'connect.email.field.password': msg`Password or app password`,
    'connect.email.field.name': msg`Name on the mail`,
    'connect.email.field.user': msg`User name`,
    'connect.email.field.imap-host': msg`Incoming server (IMAP)`,
    'connect.email.field.imap-port': msg`Incoming port`,
    'connect.email.field.imap-security': msg`Incoming security`,
    'connect.email.field.smtp-host': msg`Outgoing server (SMTP)`,
    'connect.email.field.smtp-port': msg`Outgoing port`,
    'connect.email.field.smtp-security': msg`Outgoing security`,
  },
  hints: {
    name: msg`What people read as the sender.`,
    user: msg`Only where it is not the address itself.`,
  },
  seldom: ['user', 'imapHost', 'imapPort', 'imapSecurity', 'smtpHost', 'smtpPort', 'smtpSecurity'],
  choices: { imapSecurity: securities, smtpSecurity: securities },
  advice: {
    'wrong-credentials': msg`Try the same address and password in a mail program. If the provider asks for an app password, make one.`,
    'app-password-needed': msg`Turn on two-step verification at your provider, make an app password for Plaza, and paste it here instead of yours.`,
    unreachable: msg`Write the servers under “Seldom needed” as your provider gives them, and check that this machine may open connections to their ports.`,
    'not-this-network': msg`Something answers there, but it is no mail server. Check servers, ports and security under “Seldom needed”.`,
    'field-missing': msg`The address and the password are needed; a port is a number.`,
  },
}
