import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { Readable } from 'node:stream'
import type { Reach } from '../network.ts'
import { reachable, type Login } from './reachable.ts'
import type { Server } from './servers.ts'

export type Smtp = InstanceType<typeof SMTPConnection>

/** An SMTP connection to the checked address of its host, signed in unless it asks for none. Throws nodemailer's own errors. */
export async function openSmtp(reach: Reach, server: Server, login: Login | null): Promise<Smtp> {
  const { servername, ...where } = await reachable(reach, server)
  const connection = new SMTPConnection({
    ...where,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    ...(servername ? { tls: { servername } } : {}),
    connectionTimeout: 20_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    name: 'plaza.invalid',
    logger: false,
  })
  const { promise: broken, reject } = Promise.withResolvers<never>()
  connection.on('error', reject)
  const stop = () => connection.close()
  reach.signal.addEventListener('abort', stop, { once: true })
  connection.once('end', () => reach.signal.removeEventListener('abort', stop))
  const signedIn = (async () => {
    reach.signal.throwIfAborted()
    await called((done) => connection.connect(done))
    if (login) await called((done) => connection.login({ credentials: { user: login.user, pass: login.password } }, done))
    return connection
  })()
  try {
    return await Promise.race([signedIn, broken])
  } catch (error) {
    connection.close()
    throw error
  }
}

export type Submission = { taken: true } | { taken: false; error: unknown; offered: boolean }

/** Hands one mail over. `offered` says that the body had begun to leave, so that silence afterwards proves nothing. */
export async function submit(connection: Smtp, envelope: { from: string; to: string }, source: Buffer): Promise<Submission> {
  let offered = false
  const body = Readable.from(
    (function* () {
      offered = true
      yield source
    })(),
  )
  const { promise, resolve } = Promise.withResolvers<Submission>()
  const fail = (error: unknown) => resolve({ taken: false, error, offered })
  connection.once('error', fail)
  connection.send({ from: envelope.from, to: [envelope.to], size: source.length }, body, (error) => (error ? fail(error) : resolve({ taken: true })))
  const end = await promise
  connection.off('error', fail)
  return end
}

async function called(act: (done: (error?: Error | null) => void) => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  act((error) => (error ? reject(error) : resolve()))
  return promise
}
