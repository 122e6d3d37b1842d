import { sql } from 'kysely'
import { saidInAll, type Said } from '../domain/said-in-all.ts'
import type { Meaning } from '../domain/meaning.ts'
import type { NetworkName, Visibility } from '../domain/network-name.ts'
import { MOST_STRIKES, surelyAbusive } from './abuse.ts'
import type { Db } from './database.ts'
import { unpackMeaning } from './packed-meaning.ts'
import { threadSubject } from './thread-subject.ts'

/** A message that came in and was weighed, with what was known when it came. */
export interface PastMessage {
  id: string
  ticketNumber: number
  network: NetworkName
  visibility: Visibility
  accounts: { network: NetworkName; handle: string }[]
  language: string | null
  /** All that it says. */
  text: string
  meaning: Meaning
  at: Temporal.Instant
  /** Of theirs on the ticket without an answer of ours between, this one among them. */
  insists: number
  earlierTickets: number
  unsolved: number
  /** When they were abusive before it, the latest times. */
  struckAt: Temporal.Instant[]
}

const PAGE = 500

interface Past {
  workspaceId: string
  since: Temporal.Instant
  /** The last message of an earlier reading that is gone on with. */
  after?: string | undefined
}

/** Every message of a workspace that was understood, said since then, a page at a time in the order in which they were said: any history takes the same memory, and what is older is not read. */
export async function* pastMessages(db: Db, { workspaceId, since, after = '0' }: Past): AsyncGenerator<PastMessage[]> {
  for (;;) {
    const page = await readPage(db, { workspaceId, since, after })
    if (page.length > 0) yield page
    if (page.length < PAGE) return
    after = page.at(-1)!.id
  }
}

async function readPage(db: Db, { workspaceId, since, after }: { workspaceId: string; since: Temporal.Instant; after: string }): Promise<PastMessage[]> {
  const reached = sql`greatest((select o.at from message o where o.id = ${after}::bigint), ${since.toString()}::timestamptz)`
  const { rows } = await sql<PastMessage & Said>`
    with page as materialized (
      select m.*, t.number, t.person_id, t.opened_at, t.follows_id from message m join ticket t on t.id = m.ticket_id
      where m.workspace_id = ${workspaceId}::bigint and m.ticket_id is not null and (m.at, m.id) > (${reached}, ${after}::bigint)
        and m.direction = 'in' and m.automatic is null and m.meaning is not null
      order by m.at, m.id limit ${PAGE})
    select p.id::text, p.number as "ticketNumber", p.network, p.visibility, p.language, p.text, p.subject, p.content_warning as "contentWarning", ${threadSubject('p')} as "threadSubject", p.meaning, p.at,
      (select coalesce(json_agg(json_build_object('network', a.network, 'handle', a.handle) order by a.id), '[]') from account a where a.id = any(p.account_ids)) as accounts,
      ${unansweredThen} as insists, before.tickets as "earlierTickets",
      before.unsolved + (p.follows_id is not null)::int as unsolved, ${strikesThen} as "struckAt"
    from page p cross join lateral (
      select count(*)::int as tickets, count(o.follows_id)::int as unsolved from ticket o
      where o.person_id = p.person_id and o.id <> p.ticket_id and o.opened_at < p.opened_at) before
    order by p.at, p.id`.execute(db)
  return rows.map(({ subject, contentWarning, threadSubject: inThread, ...row }) => ({
    ...row,
    text: saidInAll({ text: row.text, subject, contentWarning, threadSubject: inThread }),
    meaning: unpackMeaning(row.meaning),
  }))
}

const unansweredThen = sql`(
  select count(*)::int from message o where o.ticket_id = p.ticket_id and o.direction = 'in' and o.automatic is null and (o.at, o.id) <= (p.at, p.id)
    and o.at > coalesce((select max(r.at) from message r where r.ticket_id = p.ticket_id and r.direction = 'out' and r.automatic is null and r.at < p.at), '-infinity'))`

const strikesThen = sql`array(
  select m.at from ticket o join message m on m.ticket_id = o.id left join label_correction c on c.message_id = m.id and c.verdict = 'tone'
  where o.person_id = p.person_id and (m.at, m.id) < (p.at, p.id) and m.direction = 'in' and m.automatic is null and ${surelyAbusive}
  order by m.at desc limit ${MOST_STRIKES})`
