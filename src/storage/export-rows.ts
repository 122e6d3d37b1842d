import { sql } from 'kysely'
import type { Author, Media } from '../domain/incoming.ts'
import type { Json, NetworkName, Visibility } from '../domain/network-name.ts'
import type { TicketState } from '../domain/ticket.ts'
import type { Db } from './database.ts'

export interface ExportedAccount {
  network: NetworkName
  nativeId: string
  handle: string
  name: string
  brand: string
  speaks: 'brand' | 'product' | 'region' | 'executive'
}

/** All our accounts, those that were removed too: what they said is ours. */
export async function exportedAccounts(db: Db, workspaceId: string): Promise<ExportedAccount[]> {
  const { rows } = await sql<ExportedAccount>`
    select a.network, a.native_id as "nativeId", a.handle, a.name, b.name as brand, a.speaks from account a join brand b on b.id = a.brand_id
    where a.workspace_id = ${workspaceId}::bigint order by a.network collate "C", a.native_id collate "C"`.execute(db)
  return rows
}

export interface ExportedMessage {
  id: string
  network: NetworkName
  nativeId: string
  at: Temporal.Instant
  author: Author
  /** The e-mail of who of us wrote it. */
  by: string | null
  visibility: Visibility
  thread: string | null
  replyTo: string | null
  addressed: string[]
  text: string
  html: string | null
  folded: string | null
  subject: string | null
  contentWarning: string | null
  language: string | null
  url: string | null
  automatic: 'auto-reply' | 'bounce' | 'bulk' | null
  media: Media[]
  parent: { author: Author; text: string; at: string | null } | null
  ref: Json
  versions: { at: string; text: string }[]
  editedAt: Temporal.Instant | null
  deletedAt: Temporal.Instant | null
}

/** Messages in the order of `ids`. What an account of ours said has that account for its author. A private thread that only we named has no name outside. */
export async function exportedMessages(db: Db, ids: readonly string[]): Promise<ExportedMessage[]> {
  const { rows } = await sql<ExportedMessage>`
    select m.id::text, m.network, m.native_id as "nativeId", m.at, m.visibility, m.reply_to as "replyTo", m.text, m.html, m.folded, m.subject,
      m.content_warning as "contentWarning", m.language, m.url, m.automatic, m.media, m.parent, m.ref, m.edited_at as "editedAt", m.deleted_at as "deletedAt",
      case when i.id is not null then json_build_object('nativeId', i.native_id, 'handle', i.handle, 'name', i.name, 'url', i.url, 'avatarUrl', i.avatar_url)
        else json_build_object('nativeId', coalesce(voice.native_id, 'plaza'), 'handle', coalesce(voice.handle, 'plaza'), 'name', coalesce(voice.name, '')) end as author,
      case when h.visibility = 'public' then h.native_id
        when h.native_id not like 'private::%' and not starts_with(h.native_id, 'private:' || coalesce(h.account_id::text, '') || ':') then substr(h.native_id, 9) end as thread,
      case when m.direction = 'out' then writer.email end as by,
      array(select a.native_id from unnest(m.account_ids) with ordinality as said(id, n) join account a on a.id = said.id
        where a.id is distinct from voice.id order by n) as addressed,
      coalesce((select json_agg(json_build_object('at', v.at, 'text', v.text) order by v.at) from message_version v where v.message_id = m.id), '[]') as versions
    from unnest(${ids}::bigint[]) with ordinality as wanted(id, place)
    join message m on m.id = wanted.id
    left join identity i on i.id = m.identity_id
    left join thread h on h.id = m.thread_id
    left join member writer on writer.id = m.member_id
    left join delivery d on d.message_id = m.id
    left join account voice on m.direction = 'out' and voice.id = coalesce(d.account_id, m.account_ids[1])
    order by wanted.place`.execute(db)
  return rows
}

export interface ExportedPerson {
  name: string
  language: string | null
  identities: { network: NetworkName; id: string; handle: string; name: string; url: string | null; avatarUrl: string | null }[]
}

export async function exportedPeople(db: Db, ids: readonly string[]): Promise<ExportedPerson[]> {
  const { rows } = await sql<ExportedPerson>`
    select p.name, p.language, (select json_agg(json_build_object('network', i.network, 'id', i.native_id, 'handle', i.handle, 'name', i.name, 'url', i.url, 'avatarUrl', i.avatar_url)
      order by i.network collate "C", i.native_id collate "C") from identity i where i.person_id = p.id) as identities
    from unnest(${ids}::bigint[]) with ordinality as wanted(id, place) join person p on p.id = wanted.id order by wanted.place`.execute(db)
  return rows
}

export interface ExportedTicket {
  id: string
  /** The last of its messages: after it the ticket is told. */
  lastId: string
  messages: { network: NetworkName; id: string }[]
  state: TicketState
  labels: string[]
  department: string | null
  assignee: string | null
  closedAt: Temporal.Instant | null
  leftReason: string | null
  snoozedUntil: Temporal.Instant | null
}

/** The tickets whose last message, of those that a network knows, is among `ids`. */
export async function ticketsEndingIn(db: Db, ids: readonly string[]): Promise<ExportedTicket[]> {
  const { rows } = await sql<ExportedTicket>`
    select t.id::text, named.last as "lastId", named.messages, t.state, t.labels, t.department, a.email as assignee, t.closed_at as "closedAt", t.left_reason as "leftReason", t.snoozed_until as "snoozedUntil"
    from (select distinct ticket_id from message where id = any(${ids}::bigint[]) and ticket_id is not null) here
    join ticket t on t.id = here.ticket_id
    left join member a on a.id = t.assignee_id
    cross join lateral (
      select json_agg(json_build_object('network', m.network, 'id', m.native_id) order by m.at, m.network collate "C", m.native_id collate "C") as messages,
        (array_agg(m.id::text order by m.at desc, m.network collate "C" desc, m.native_id collate "C" desc))[1] as last
      from message m where m.ticket_id = t.id and m.native_id is not null
    ) named
    where named.last::bigint = any(${ids}::bigint[])`.execute(db)
  return rows
}

export interface ExportedNote {
  ticketId: string
  at: Temporal.Instant
  by: string
  text: string
  mentions: string[]
}

export async function exportedNotes(db: Db, ticketIds: readonly string[]): Promise<ExportedNote[]> {
  const { rows } = await sql<ExportedNote>`
    select n.ticket_id::text as "ticketId", n.at, m.email as by, n.text,
      array(select o.email from member o where o.id = any(n.mentions) order by o.email collate "C") as mentions
    from note n join member m on m.id = n.member_id
    where n.ticket_id = any(${ticketIds}::bigint[]) order by n.at, m.email collate "C", n.text collate "C"`.execute(db)
  return rows
}

export interface ExportedCall {
  ticketId: string
  at: Temporal.Instant
  by: string | null
  direction: 'in' | 'out'
  ref: { minutes: number; outcome: string; number: string | null }
  text: string
}

export async function exportedCalls(db: Db, ticketIds: readonly string[]): Promise<ExportedCall[]> {
  const { rows } = await sql<ExportedCall>`
    select m.ticket_id::text as "ticketId", m.at, w.email as by, m.direction, m.ref, m.text from message m left join member w on w.id = m.member_id
    where m.ticket_id = any(${ticketIds}::bigint[]) and m.origin = 'phone' order by m.at, m.direction, m.text collate "C"`.execute(db)
  return rows
}
