import type { Socket } from 'node:net'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { LOGIN_REFUSALS, type Faults } from './faults.ts'
import type { Mailbox } from './mailbox.ts'

export interface Submitted {
  from: string
  to: string[]
  raw: Buffer
}

interface Office {
  mailboxOf(address: string): Mailbox | undefined
  faults: Faults
  deliver(mail: Submitted): Promise<void>
}

const MAX_BYTES = 25 * 1024 * 1024

/** Takes mail by SMTP from who can sign in, under their own address only, for people who exist. */
export function openSmtpDoor(office: Office): SMTPServer {
  const lines = new Map<number, Socket>()
  const smtp = new SMTPServer({
    banner: 'rehearsal',
    disableReverseLookup: true,
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    authMethods: ['PLAIN', 'LOGIN'],
    size: MAX_BYTES,
    onAuth: (auth, _session, done) => {
      const mailbox = office.mailboxOf(auth.username ?? '')
      const refusal = LOGIN_REFUSALS.find(({ fault }) => office.faults.plays(fault, mailbox?.address))
      if (refusal) return done(reply(refusal.smtp.code, refusal.smtp.text))
      if (!mailbox?.password || mailbox.password !== auth.password) return done(reply(535, '5.7.8 authentication credentials invalid'))
      done(null, { user: mailbox.address })
    },
    onMailFrom: ({ address }, session, done) => done(address.toLowerCase() === session.user ? null : reply(553, '5.7.1 not your address')),
    onRcptTo: ({ address }, session, done) => {
      if (!office.mailboxOf(address)) return done(reply(550, '5.1.1 user unknown'))
      if (office.faults.plays('blocked', address.toLowerCase())) return done(reply(550, `5.7.1 ${session.user ?? ''} is blocked by the recipient`))
      done()
    },
    onData: async (stream, session, done) => {
      const chunks: Buffer[] = []
      for await (const chunk of stream) chunks.push(chunk)
      if (stream.sizeExceeded) return done(reply(552, '5.3.4 message too big'))
      await office.deliver({ from: session.user ?? '', to: session.envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks) })
      if (office.faults.plays('lose-answer')) lines.get(remotePort(session))?.destroy()
      else done(null, 'taken')
    },
  })
  smtp.server.on('connection', (socket: Socket) => {
    lines.set(socket.remotePort ?? 0, socket)
    socket.once('close', () => lines.delete(socket.remotePort ?? 0))
  })
  smtp.on('error', () => {})
  return smtp
}

function remotePort(session: SMTPServerSession): number {
  return session.remotePort
}

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}
