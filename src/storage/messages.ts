import { sql } from 'kysely'
import type { Correction } from '../domain/corrected-meaning.ts'
import type { Author, Media } from '../domain/incoming.ts'
import type { Meaning } from '../domain/meaning.ts'
import type { NetworkName, Visibility } from '../domain/network-name.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import type { SendingState } from '../domain/ticket.ts'
import { ifByKey } from './by-key.ts'
import type { Db } from './database.ts'
import { unpackMeaning } from './packed-meaning.ts'

/** A message with everything that its place on a timeline shows. */
export interface ShownMessage {
  id: string
  nativeId: string | null
  ticketId: string
  threadId: string | null
  network: NetworkName
  visibility: Visibility
  direction: 'in' | 'out'
  origin: 'customer' | 'plaza' | 'native' | 'phone'
  identity: { nativeId: string; handle: string; name: string; url: string | null } | null
  /** Whose ticket it is: the author where the network gave none (a call). */
  personName: string
  personHandle: string
  member: { id: string; name: string } | null
  account: { id: string; nativeId: string; handle: string; name: string } | null
  /** All of ours that it names, reached us through, or was said by. */
  accounts: { id: string; network: NetworkName; handle: string }[]
  text: string
  html: string | null
  folded: string | null
  subject: string | null
  contentWarning: string | null
  language: string | null
  automatic: 'auto-reply' | 'bounce' | 'bulk' | null
  /** How its words were understood; null for ours. */
  meaning: Meaning | null
  /** What people said of it instead. */
  corrections: Correction[]
  media: Media[]
  /** What went out with one of ours, as we keep it. */
  uploads: Media[]
  parent: { author: Author; text: string; at: string | null } | null
  /** Our id of the message it answers, where we have it. */
  replyTo: string | null
  url: string | null
  /** What was noted of a phone call. */
  call: { minutes: number; outcome: 'spoke' | 'no-answer' | 'voicemail' | 'call-back'; number: string | null } | null
  at: Temporal.Instant
  editedAt: Temporal.Instant | null
  deletedAt: Temporal.Instant | null
  versions: { text: string; at: string }[]
  sending: { state: SendingState; code: string | null; detail: string | null; nextAttemptAt: string | null; undoUntil: string | null } | null
}

/** Messages of tickets by id, in no order; those of another workspace are not there. */
export async function findMessages(db: Db, workspaceId: string, ids: readonly string[]): Promise<ShownMessage[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<ShownMessage>`
    select m.id::text, m.native_id as "nativeId", m.ticket_id::text as "ticketId", m.thread_id::text as "threadId", m.network, m.visibility, m.direction, m.origin,
      ${identity} as identity, t.person_name as "personName", t.person_handle as "personHandle", ${member} as member, ${account} as account, ${accounts} as accounts,
      m.text, m.html, m.folded, m.subject, m.content_warning as "contentWarning", m.language, m.automatic, m.meaning, ${corrections} as corrections, m.media, ${uploads} as uploads, m.parent,
      answered.message_id::text as "replyTo", m.url, case when m.origin = 'phone' then m.ref end as call,
      m.at, m.edited_at as "editedAt", m.deleted_at as "deletedAt", ${versions} as versions, ${sending} as sending
    from message m join ticket t on t.id = m.ticket_id
    left join identity i on i.id = m.identity_id
    left join member w on w.id = m.member_id
    left join account a on a.id = m.account_ids[1]
    left join delivery d on d.message_id = m.id
    ${ifByKey('answered', sql`select message_id from receipt where workspace_id = m.workspace_id and network = m.network and native_id = m.reply_to`)}
    where m.workspace_id = ${workspaceId}::bigint and m.id = any(${ids}::bigint[])`.execute(db)
  return rows.map((row) => ({ ...row, meaning: row.meaning && unpackMeaning(row.meaning) }))
}

const identity = sql.raw(`case when i.id is not null then json_build_object('nativeId', i.native_id, 'handle', i.handle, 'name', i.name, 'url', i.url) end`)
const member = sql.raw(`case when w.id is not null then json_build_object('id', w.id::text, 'name', w.name) end`)
const account = sql.raw(`case when a.id is not null then json_build_object('id', a.id::text, 'nativeId', a.native_id, 'handle', a.handle, 'name', a.name) end`)
const accounts = sql.raw(`(select coalesce(json_agg(json_build_object('id', o.id::text, 'network', o.network, 'handle', o.handle) order by o.id), '[]')
  from account o where o.id = any(m.account_ids))`)
const versions = sql.raw(
  `(select coalesce(json_agg(json_build_object('text', v.text, 'at', v.at) order by v.at), '[]') from message_version v where v.message_id = m.id)`,
)
const corrections = sql.raw(
  `(select coalesce(json_agg(json_build_object('verdict', c.verdict, 'value', c.value) order by c.at), '[]') from label_correction c where c.message_id = m.id)`,
)
const uploads =
  sql.raw(`(select coalesce(json_agg(json_build_object('kind', case when split_part(u.mime, '/', 1) in ('image', 'video', 'audio') then split_part(u.mime, '/', 1) else 'file' end,
  'url', 'upload:' || u.id, 'mime', u.mime, 'name', u.name, 'description', k.value ->> 'description', 'bytes', octet_length(u.bytes)) order by k.n), '[]')
  from jsonb_array_elements(d.uploads) with ordinality as k(value, n) join upload u on u.id = (k.value ->> 'id')::bigint and u.workspace_id = m.workspace_id)`)
const sending = sql.raw(`case when d.message_id is not null then json_build_object('state', d.state, 'code', d.code, 'detail', d.detail,
  'nextAttemptAt', d.next_attempt_at, 'undoUntil', case when d.state = 'queued' then d.undo_until end) end`)

export async function readMessage(db: Db, workspaceId: string, id: string): Promise<ShownMessage> {
  const [message] = await findMessages(db, workspaceId, [id])
  if (!message) throw new PlazaError('not-found', 'not-found', `No message ${id} here.`)
  return message
}
