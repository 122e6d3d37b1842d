import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export interface MailDrop {
  /** For PLAZA_SMTP_URL. */
  url: string
  host: string
  mails: ParsedMail[]
  /** Refuses the next mails with these replies, in order; then it takes them again. */
  refuse(...replies: number[]): void
}

/** A real SMTP server that asks for a sign-in and keeps what it is given. */
export async function openMailDrop(): Promise<MailDrop> {
  const mails: ParsedMail[] = []
  const replies: number[] = []
  const server = new SMTPServer({
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'plaza' && password === 'a mail secret' ? done(null, { user: username }) : done(new Error('no')),
    onData(stream, _session, done) {
      void simpleParser(stream).then((mail) => {
        const reply = replies.shift()
        if (reply !== undefined) return done(Object.assign(new Error('not now'), { responseCode: reply }))
        mails.push(mail)
        done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  after(() => server.close())
  const host = `127.0.0.1:${(server.server.address() as AddressInfo).port}`
  return { host, url: `smtp://plaza:a%20mail%20secret@${host}?tls=never&from=plaza@aeroandes.test`, mails, refuse: (...more) => void replies.push(...more) }
}
