import { XRPCError, type Agent } from '@atproto/api'
import { z } from 'zod'
import { NetworkFailure, type Connected, type ConnectRefusal, type Line, type Reach } from '../network.ts'
import { errorName, failureOf } from './failure.ts'
import { guide } from './guide.ts'
import { openServer, openSession } from './session.ts'
import { readSettings } from './settings.ts'
import { isLoopback } from '../../platform/loopback.ts'

/** Signs in with an app password and tries what we shall need. Throws `NetworkFailure`. */
export async function connect(fields: Record<string, string>, reach: Reach): Promise<Connected> {
  const { identifier, password, server, chat } = readFields(fields)
  const api = openServer(reach, server)
  await assertAtproto(api, server)
  const session = await signIn(api, identifier, password)
  const pds = dataServer(session.didDoc)
  const account = {
    nativeId: session.did,
    handle: session.handle,
    credentials: { password, accessJwt: session.accessJwt, refreshJwt: session.refreshJwt },
    settings: { server, ...(pds === null ? {} : { pds }), chat },
  }
  return describe(account, reach)
}

function readFields(fields: Record<string, string>): { identifier: string; password: string; server: string; chat: string } {
  const field = (name: string) => fields[name]?.trim() || guide.fields.find((one) => one.name === name)?.initial || fix('field-missing', name)
  const typed = field('server')
  const server = URL.parse(typed.includes('://') ? typed : `https://${typed}`) ?? fix('unreachable', 'the server is no address')
  if (server.protocol !== 'https:' && !isLoopback(server.hostname)) fix('unreachable', 'a password travels over https only')
  return { identifier: field('identifier').replace(/^@/, '').toLowerCase(), password: field('password'), server: server.origin, chat: field('chat') }
}

async function assertAtproto(api: Agent, server: string): Promise<void> {
  try {
    await api.com.atproto.server.describeServer()
  } catch (error) {
    const failure = failureOf(error)
    if (failure.next.code === 'network-down') fix('unreachable', server, error)
    if (failure.next.code === 'rate-limited') throw failure
    fix('not-this-network', server, error)
  }
}

async function signIn(api: Agent, identifier: string, password: string) {
  try {
    const { data } = await api.com.atproto.server.createSession({ identifier, password })
    if (data.active === false) throw new NetworkFailure({ do: 'reconnect', code: 'account-suspended' }, data.status ?? 'not active')
    return data
  } catch (error) {
    // Only the main password asks for a code by mail: an app password never does.
    if (errorName(error) === 'AuthFactorTokenRequired') fix('app-password-needed', 'the main password was given', error)
    if (error instanceof XRPCError && error.status === 401 && errorName(error) === 'AuthenticationRequired') fix('wrong-credentials', 'not accepted', error)
    throw failureOf(error)
  }
}

const DidDocument = z.object({ service: z.array(z.object({ id: z.string(), serviceEndpoint: z.unknown() })) })

/** Behind an entryway the data has a server of its own. Never leaves HTTPS for it, and never goes where a document of our own making leads. */
function dataServer(didDoc: unknown): string | null {
  const document = DidDocument.safeParse(didDoc)
  const service = document.data?.service.find(({ id }) => id.endsWith('#atproto_pds'))
  const url = typeof service?.serviceEndpoint === 'string' ? URL.parse(service.serviceEndpoint) : null
  return url?.protocol === 'https:' ? url.origin : null
}

interface SignedIn {
  nativeId: string
  handle: string
  credentials: Record<string, string>
  settings: Record<string, string>
}

async function describe(account: SignedIn, reach: Reach): Promise<Connected> {
  const line: Line = {
    ...reach,
    account: { id: '', network: 'bluesky', name: account.handle, ...account },
    credentials: account.credentials,
    // Renewed within the first minute only if the server's clock is off; the caller stores what `connect` answers.
    keep: async (credentials) => void Object.assign(account.credentials, credentials),
  }
  const { agent, chat, did } = openSession(line)
  try {
    const profile = await agent.app.bsky.actor.getProfile({ actor: did })
    const newest = await agent.app.bsky.notification.listNotifications({ limit: 1 })
    const dm = await mayChat(chat)
    return {
      ...account,
      name: profile.data.displayName || account.handle,
      avatarUrl: profile.data.avatar,
      settings: {
        ...account.settings,
        dm,
        listenFrom: dayBefore(newest.data.notifications[0]?.indexedAt),
        pollSeconds: readSettings(line.account).pollSeconds,
      },
      abilities: [
        { code: 'read', ok: true },
        { code: 'reply', ok: true },
        { code: 'dm', ok: dm },
        { code: 'app-password', ok: !isMainPassword(account.credentials['accessJwt']) },
      ],
    }
  } catch (error) {
    throw failureOf(error)
  }
}

/** A plain app password is refused by the account's own server; listening in public goes on without. */
async function mayChat(chat: Agent): Promise<boolean> {
  try {
    await chat.chat.bsky.convo.listConvos({ limit: 1 })
    return true
  } catch (error) {
    const failure = failureOf(error)
    if (failure.next.code === 'rate-limited' || failure.next.code === 'network-down') throw failure
    return false
  }
}

/** The recent past that we promise to read: the last day on the network's own clock. Null when nothing was there yet. */
function dayBefore(newest: string | undefined): string | null {
  return newest === undefined ? null : Temporal.Instant.from(newest).subtract({ hours: 24 }).toString({ fractionalSecondDigits: 3 })
}

/** The server tells in the token what opened it; a token that we can't read tells nothing. */
function isMainPassword(accessJwt: string | undefined): boolean {
  try {
    return /"scope":"com\.atproto\.access"/.test(Buffer.from(accessJwt?.split('.')[1] ?? '', 'base64url').toString())
  } catch {
    return false
  }
}

function fix(code: ConnectRefusal, detail: string, cause?: unknown): never {
  throw new NetworkFailure({ do: 'fix', code }, detail, cause)
}
