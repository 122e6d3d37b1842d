import { ImapFlow } from 'imapflow'
import type { Reach } from '../network.ts'
import { reachable, type Login } from './reachable.ts'
import type { Server } from './servers.ts'

/** Bytes of a mail that are read at once: what lies beyond is left on the server as attachments. */
export const SOURCE_LIMIT = 1024 * 1024

/**
 * A signed-in IMAP connection, to the checked address of its host. Throws imapflow's own errors; the caller classes them,
 * and closes what it opened.
 */
export async function openImap(reach: Reach, server: Server, login: Login, pollSeconds = 60): Promise<ImapFlow> {
  const client = new ImapFlow({
    ...(await reachable(reach, server)),
    secure: server.security === 'tls',
    doSTARTTLS: server.security === 'starttls',
    auth: { user: login.user, pass: login.password },
    disableAutoIdle: true,
    maxIdleTime: pollSeconds * 1000,
    socketTimeout: pollSeconds * 1000 + 30_000,
    connectionTimeout: 20_000,
    greetingTimeout: 15_000,
    maxLiteralSize: 4 * SOURCE_LIMIT,
    logger: false,
    clientInfo: { name: 'Plaza' },
  })
  // Without a listener a broken line would end the process; whoever waits on this line hears `close`.
  client.on('error', () => reach.log.debug({ host: server.host }, 'imap line broke'))
  const stop = () => client.close()
  reach.signal.addEventListener('abort', stop, { once: true })
  client.on('close', () => reach.signal.removeEventListener('abort', stop))
  try {
    reach.signal.throwIfAborted()
    await client.connect()
    return client
  } catch (error) {
    client.close()
    throw error
  }
}
