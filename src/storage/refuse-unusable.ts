import { Client } from 'pg'
import { PlazaError } from '../domain/plaza-error.ts'

const OLDEST = 15
/** An address that swallows packets must not keep an operator waiting for minutes. */
const PATIENCE_MS = 10_000

/** Throws `database`, with one sentence that an operator can act on, where Plaza can't work with the PostgreSQL of this address. */
export async function refuseUnusable(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS, application_name: `plaza ${process.pid}` })
  client.on('error', () => {})
  const about = { place: `${client.host}:${client.port}`, user: client.user ?? '', database: client.database ?? '' }
  try {
    await client.connect()
    refuse(await look(client), about)
  } catch (cause) {
    throw cause instanceof PlazaError ? cause : unreachable(cause, about)
  } finally {
    await client.end().catch(() => {})
  }
}

interface About {
  place: string
  user: string
  database: string
}

interface Looks {
  major: number
  version: string
  encoding: string
  may: boolean
}

async function look(client: Client): Promise<Looks> {
  const { rows } = await client.query<Looks>(`
    select current_setting('server_version_num')::int / 10000 as major, current_setting('server_version') as version, current_setting('server_encoding') as encoding,
      has_database_privilege(current_database(), 'CREATE') and coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) as may`)
  return rows[0]!
}

function refuse({ major, version, encoding, may }: Looks, { place, user, database }: About): void {
  if (major < OLDEST) throw no(`The PostgreSQL at ${place} is ${version}, and Plaza needs ${OLDEST} or later.`)
  if (encoding !== 'UTF8') throw no(`The database “${database}” at ${place} keeps text as ${encoding}; give Plaza one that was created with encoding UTF8.`)
  if (!may) throw no(`The user “${user}” may not create tables in the database “${database}” at ${place}; make it the owner: alter database … owner to ….`)
}

/** PostgreSQL’s codes (Appendix A of its manual) and Node’s, by what the operator should look at. */
const SENTENCES: Record<string, (about: About) => string> = {
  '28P01': ({ place, user }) => `The PostgreSQL at ${place} doesn’t accept the user “${user}” with this password.`,
  '28000': ({ place, user }) => `The PostgreSQL at ${place} doesn’t let the user “${user}” in from here (pg_hba.conf).`,
  '3D000': ({ place, database }) => `The PostgreSQL at ${place} has no database “${database}”; create it first.`,
  '42501': ({ user, database }) => `The user “${user}” may not connect to the database “${database}”.`,
  '53300': ({ place }) => `The PostgreSQL at ${place} has no connection left for Plaza.`,
  '57P03': ({ place }) => `The PostgreSQL at ${place} is starting or stopping; try again in a moment.`,
  ECONNREFUSED: ({ place }) => `No PostgreSQL answers at ${place}; is it running?`,
  ENOENT: ({ place }) => `No PostgreSQL answers at ${place}; is it running?`,
  ENOTFOUND: ({ place }) => `There is no host of the name in ${place}.`,
  EAI_AGAIN: ({ place }) => `The name of the host in ${place} can’t be looked up now.`,
  EHOSTUNREACH: ({ place }) => `No way leads to ${place}.`,
}

function unreachable(cause: unknown, about: About): PlazaError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const message = cause instanceof Error ? cause.message : String(cause)
  return no(SENTENCES[code]?.(about) ?? `Plaza can’t connect to the PostgreSQL at ${about.place}: ${message}.`, cause)
}

function no(sentence: string, cause?: unknown): PlazaError {
  return new PlazaError('unavailable', 'database', `${sentence} (PLAZA_DATABASE_URL)`, cause)
}
