import { sql } from 'kysely'
import type { Correction } from '../domain/corrected-meaning.ts'
import type { Meaning } from '../domain/meaning.ts'
import { unpackMeaning } from './packed-meaning.ts'

/** How a word was understood that may attack people, and what people said of it instead. */
export interface HeatedWord {
  meaning: Meaning
  corrections: Correction[]
}

/** As the database answers: the meaning as its row holds it. */
export type PackedHeat = { meaning: Partial<Meaning>; corrections: Correction[] } | null

/** Of the message `m`: null for most, which nobody calls abusive. Two looks by key. */
export const heated =
  sql.raw(`case when m.meaning ->> 'tone' = 'abusive' or exists (select 1 from label_correction c where c.message_id = m.id and c.verdict = 'tone')
  then json_build_object('meaning', m.meaning, 'corrections', (
    select coalesce(json_agg(json_build_object('verdict', c.verdict, 'value', c.value) order by c.at), '[]') from label_correction c where c.message_id = m.id)) end`)

export function unpackHeat(heat: PackedHeat): HeatedWord | null {
  return heat && { ...heat, meaning: unpackMeaning(heat.meaning) }
}
