import { sql } from 'kysely'
import type { Verdict } from '../domain/meaning.ts'
import type { Db } from './database.ts'

/** What somebody says that a message means. */
export interface Correction {
  verdict: Verdict
  value: string | number | boolean
}

/** Keeps the latest word on a verdict, with the text as it is now. Answers false when it stood so already. */
export async function keepCorrection(db: Db, messageId: string, memberId: string, { verdict, value }: Correction): Promise<boolean> {
  const { rows } = await sql`
    insert into label_correction (message_id, workspace_id, verdict, value, text, language, member_id)
    select m.id, m.workspace_id, ${verdict}, ${JSON.stringify(value)}::jsonb, m.text, m.language, ${memberId}::bigint from message m where m.id = ${messageId}::bigint
    on conflict (message_id, verdict) do update
      set value = excluded.value, text = excluded.text, language = excluded.language, member_id = excluded.member_id, at = excluded.at
      where label_correction.value is distinct from excluded.value
    returning message_id`.execute(db)
  return rows.length > 0
}
