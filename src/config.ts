import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { PlazaError } from './domain/plaza-error.ts'
import type { MailServer } from './pipeline/page/needs.ts'
import type { RemoteSettings } from './understanding/remote-tier.ts'

/** Everything that the operator may decide, read once. */
export interface Config {
  /** Folder of the embedded database, keys and logs. */
  dataFolder: string
  /** Any PostgreSQL ≥ 15; null means the embedded one. */
  databaseUrl: string | null
  host: string
  port: number
  /** The address that people type, for links and cookies. */
  baseUrl: string
  logLevel: string
  /** Hosts on private addresses that connectors may reach (a mail server in the company's own network). */
  allowedHosts: readonly string[]
  /** Addresses and networks (CIDR) of proxies whose X-Forwarded-For is believed; of nobody else it is. */
  trustedProxies: readonly string[]
  /** 32 bytes in hex that seal credentials and sign sessions; null: kept in a file in the data folder. */
  secret: string | null
  /** How long a reply can be taken back before it leaves, in seconds. */
  undoSeconds: number
  /** The folder of an ONNX model that is asked about what understanding is unsure of. */
  onnxFolder: string | null
  /** An OpenAI-compatible address that is asked likewise. It sees masked text only. */
  remoteReader: RemoteSettings | null
  /** By which Plaza itself writes (pages); null: through a workspace's own mailbox. */
  mailServer: MailServer | null
}

const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug', 'trace']

/** The only reader of the environment; `given` options win over it. Throws `config` with a sentence that an operator can act on. */
export function readConfig(given: Record<string, string | undefined> = {}): Readonly<Config> {
  const env = { ...process.env, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) }
  const host = env['PLAZA_HOST'] || '127.0.0.1'
  const port = wholeNumber('PLAZA_PORT', env['PLAZA_PORT'] || '4680', 0, 65_535)
  return Object.freeze({
    dataFolder: resolve(env['PLAZA_DATA'] || join(import.meta.dirname, '..', 'data')),
    databaseUrl: database(env['PLAZA_DATABASE_URL']),
    host,
    port,
    baseUrl: address('PLAZA_BASE_URL', env['PLAZA_BASE_URL'] || `http://${host}:${port}`),
    logLevel: oneOf('PLAZA_LOG_LEVEL', env['PLAZA_LOG_LEVEL'] || 'warn', LOG_LEVELS),
    allowedHosts: byComma(env['PLAZA_ALLOWED_HOSTS']),
    trustedProxies: proxies(env['PLAZA_TRUSTED_PROXIES']),
    secret: secret(env['PLAZA_SECRET']),
    undoSeconds: wholeNumber('PLAZA_UNDO_SECONDS', env['PLAZA_UNDO_SECONDS'] || '5', 0, 60),
    onnxFolder: env['PLAZA_READER_FOLDER'] ? resolve(env['PLAZA_READER_FOLDER']) : null,
    remoteReader: remoteReader(env),
    mailServer: mailServer(env['PLAZA_SMTP_URL']),
  })
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < least || value > most) throw wrong(`${name} must be a whole number from ${least} to ${most}, not “${text}”.`)
  return value
}

function oneOf(name: string, text: string, values: string[]): string {
  if (!values.includes(text)) throw wrong(`${name} must be one of ${values.join(', ')}, not “${text}”.`)
  return text
}

function address(name: string, text: string): string {
  if (!/^https?:/.test(text) || !URL.canParse(text)) throw wrong(`${name} must be an address such as https://care.example.com, not “${text}”.`)
  return text.replace(/\/$/, '')
}

function byComma(text: string | undefined): string[] {
  return (text || '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
}

/** A network of length 0 is everybody: whoever writes the header would be whom they say. */
function proxies(text: string | undefined): string[] {
  return byComma(text).map((entry) => {
    const [address = '', length, ...rest] = entry.split('/')
    const most = isIP(address) === 4 ? 32 : 128
    if (isIP(address) === 0 || rest.length > 0) throw wrong(`PLAZA_TRUSTED_PROXIES must be addresses or networks such as 127.0.0.1,10.0.0.0/8, not “${entry}”.`)
    if (length !== undefined) wholeNumber('The network’s length in PLAZA_TRUSTED_PROXIES', length, 1, most)
    return entry
  })
}

/** The text itself may hold a password, and is not repeated. */
function database(text: string | undefined): string | null {
  if (!text) return null
  if (!/^postgres(ql)?:/.test(text) || !URL.canParse(text))
    throw wrong('PLAZA_DATABASE_URL must be an address such as postgres://plaza:secret@db.example.com/plaza.')
  return text
}

/** `smtps:` is TLS from the first byte, `smtp:` STARTTLS, with `tls=never` neither. The text holds a password, and is not repeated. */
function mailServer(text: string | undefined): MailServer | null {
  if (!text) return null
  const url = /^smtps?:\/\/./.test(text) && URL.canParse(text) ? new URL(text) : null
  const from = url && (url.searchParams.get('from') ?? decodeURIComponent(url.username))
  if (!url || !from || !/^\S+@\S+$/.test(from)) throw wrong(`PLAZA_SMTP_URL must be an address such as ${SMTP_EXAMPLE}, with a from where the user is none.`)
  const login = url.username ? { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) } : null
  return { host: url.hostname, ...reachedBy(url), login, from }
}

const SMTP_EXAMPLE = 'smtps://user:secret@mail.example.com?from=plaza@example.com'

/** Off unless an address is given. */
function remoteReader(env: Record<string, string | undefined>): RemoteSettings | null {
  if (!env['PLAZA_READER_URL']) return null
  if (!env['PLAZA_READER_MODEL']) throw wrong('PLAZA_READER_URL needs PLAZA_READER_MODEL, the name of the model that is asked there.')
  return {
    address: address('PLAZA_READER_URL', env['PLAZA_READER_URL']),
    model: env['PLAZA_READER_MODEL'],
    key: env['PLAZA_READER_KEY'] || null,
    dailyBudget: wholeNumber('PLAZA_READER_DAILY', env['PLAZA_READER_DAILY'] || '500', 0, 1_000_000),
    timeout: 1000 * wholeNumber('PLAZA_READER_SECONDS', env['PLAZA_READER_SECONDS'] || '10', 1, 120),
  }
}

function reachedBy({ protocol, port, searchParams }: URL): Pick<MailServer, 'port' | 'security'> {
  if (protocol === 'smtps:') return { port: Number(port || 465), security: 'tls' }
  return { port: Number(port || 587), security: searchParams.get('tls') === 'never' ? 'none' : 'starttls' }
}

function secret(text: string | undefined): string | null {
  if (!text) return null
  if (!/^[0-9a-f]{64}$/i.test(text)) throw wrong('PLAZA_SECRET must be 64 hexadecimal digits (32 bytes).')
  return text
}

function wrong(message: string): PlazaError {
  return new PlazaError('invalid', 'config', message)
}
