import { sql } from 'kysely'
import type { Correction } from '../domain/corrected-meaning.ts'
import type { Meaning } from '../domain/meaning.ts'
import { saidInAll, type Said } from '../domain/said-in-all.ts'
import type { Db } from './database.ts'
import { unpackMeaning } from './packed-meaning.ts'
import { threadSubject } from './thread-subject.ts'

/** Keeps the latest word on a verdict, with all that the message says now. Answers false when it stood so already. */
export async function keepCorrection(db: Db, messageId: string, memberId: string, { verdict, value }: Correction): Promise<boolean> {
  const said = await sql<Said>`
    select m.text, m.subject, m.content_warning as "contentWarning", ${threadSubject('m')} as "threadSubject" from message m where m.id = ${messageId}::bigint`.execute(
    db,
  )
  const { rows } = await sql`
    insert into label_correction (message_id, workspace_id, verdict, value, text, language, member_id)
    select m.id, m.workspace_id, ${verdict}, ${JSON.stringify(value)}::jsonb, ${saidInAll(said.rows[0]!)}, m.language, ${memberId}::bigint from message m where m.id = ${messageId}::bigint
    on conflict (message_id, verdict) do update
      set value = excluded.value, text = excluded.text, language = excluded.language, member_id = excluded.member_id, at = excluded.at
      where label_correction.value is distinct from excluded.value
    returning message_id`.execute(db)
  return rows.length > 0
}

/** The latest words of a ticket's customer, each as it is understood by now; newest first. */
export async function readLatestMeanings(db: Db, ticketId: string, most: number): Promise<{ id: string; meaning: Meaning; corrections: Correction[] }[]> {
  const { rows } = await sql<{ id: string; meaning: Partial<Meaning>; corrections: Correction[] }>`
    select m.id::text, m.meaning, (
      select coalesce(json_agg(json_build_object('verdict', c.verdict, 'value', c.value) order by c.at), '[]') from label_correction c where c.message_id = m.id
    ) as corrections
    from message m where m.ticket_id = ${ticketId}::bigint and m.direction = 'in' and m.automatic is null and m.meaning is not null
    order by m.at desc, m.id desc limit ${most}`.execute(db)
  return rows.map(({ id, meaning, corrections }) => ({ id, meaning: unpackMeaning(meaning), corrections }))
}
